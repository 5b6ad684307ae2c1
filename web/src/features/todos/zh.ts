export const zh = {
  title: '待办',
  add: '添加待办',
  addHint: '写下要做的事，按 Enter 添加',
  open: '待完成',
  done: '已完成',
  none: '没有待办',
  noneText: '在消息上选择“转为待办”，或在上面直接写下。',
  noneDone: '还没有完成的待办',
  fromChat: '查看来源消息',
  due: '截止时间',
  dueAt: (at: string) => `${at} 截止`,
  late: '已过期',
  finish: (text: string) => `完成：${text}`,
  finished: '已完成',
  undo: '撤销',
};
export type TodoWords = typeof zh;
