export const zh = {
  beside: '应用',
  pickCustomers: (app: string) => `「${app}」请你选择客户`,
  customers: '客户',
  picture: '[图片]',
  back: '返回',
  loading: '正在打开应用…',
  noPage: '该应用没有主页',
  pick: (app: string) => `「${app}」请你选择联系人`,
  sendTo: (app: string) => `「${app}」想发送消息`,
  people: '联系人',
  done: '确定',
  cancel: '取消',
  send: '发送',
  location: (app: string) => `允许「${app}」获取你的位置吗？`,
  allow: '允许',
};
export type AppPageWords = typeof zh;
