import { locale } from './words.ts';

const zh = {
  human: '找人工',
  with: (n: string) => `${n} 为你服务`,
  done: '结束',
  queued: (n: number) => (n === 0 ? '正在为你接通，你是下一位' : `排队中，前面还有 ${n} 位`),
  giveUp: '不等了',
  shut: (at: string) => `已记下你的问题，${at ? `${at} 开始服务后` : '上班后'}回复`,
  closed: (at: string) => `现在不在服务时间${at ? `，${at} 开始服务` : ''}`,
  rate: '这次服务怎么样？',
  stars: (n: number) => `${n} 星`,
  note: '想说的话（可不填）',
  thanks: '谢谢你的评价',
};
const en: typeof zh = {
  human: 'Ask a human',
  with: (n) => `${n} is with you`,
  done: 'End',
  queued: (n) => (n === 0 ? 'Connecting you; you are next' : `In the queue, ${n} before you`),
  giveUp: 'Leave the queue',
  shut: (at) => `Your question is kept; we answer ${at ? `from ${at}` : 'when we are back'}`,
  closed: (at) => `We are closed now${at ? ` and open ${at}` : ''}`,
  rate: 'How was it?',
  stars: (n) => (n === 1 ? '1 star' : `${n} stars`),
  note: 'Anything to add (optional)',
  thanks: 'Thank you for rating',
};
export const deskWords = locale === 'zh' ? zh : en;
