export const zh = {
  title: '搜索',
  label: '搜索消息、同事、群和文件',
  tabs: { messages: '消息', people: '同事', groups: '群', files: '文件' },
  hint: '输入关键词开始搜索',
  hintText: '支持中文、英文、拼音与首字母。',
  nothing: (q: string) => `没有找到“${q}”`,
  nothingText: '换个说法，或者试试更短的词。',
  more: '显示更多',
  openChat: '打开会话',
  members: (n: number) => `${n} 人`,
  inChat: (name: string) => `在“${name}”中`,
  failed: '搜索没有成功，请稍后再试',
};
export type SearchWords = typeof zh;
