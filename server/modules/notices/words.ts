import type { MessageEvent } from '@teahouse/contract/realtime';

type Locale = 'zh' | 'en';

const labels = {
  image: { zh: '[图片]', en: '[Image]' },
  file: { zh: '[文件]', en: '[File]' },
  voice: { zh: '[语音]', en: '[Voice]' },
  video: { zh: '[视频]', en: '[Video]' },
  card: { zh: '[卡片]', en: '[Card]' },
  forward: { zh: '[聊天记录]', en: '[Chat record]' },
} as const;

/** A message in one line, as a notice shows it. */
export function lineOf({ k, b }: Pick<MessageEvent, 'k' | 'b'>, locale: Locale): string {
  const { text, name, title } = b as { text?: string; name?: string; title?: string };
  const label = k in labels ? labels[k as keyof typeof labels][locale] : '';
  const line = [label, k === 'text' ? text : (title ?? (k === 'file' ? name : ''))].filter(Boolean).join(' ');
  const flat = line.replaceAll(/\s+/g, ' ').trim();
  return flat.length <= 120 ? flat : `${flat.slice(0, 119).replace(/[\ud800-\udbff]$/, '')}…`;
}

export const words = {
  zh: {
    product: '茶馆',
    hidden: '你有一条新消息',
    mentioned: '有人@你',
    test: '通知已经可以收到了',
    subject: (corp: string, n: number) => `${corp}：你有 ${n} 条未读消息`,
    hello: (name: string) => `${name}，你好：\n\n你不在的时候，有这些消息还没有读：`,
    direct: (from: string) => `${from} 发来私聊`,
    mention: (from: string, chat: string) => `${from} 在“${chat}”中@了你`,
    counts: (direct: number, mentions: number) => `${direct} 个私聊，${mentions} 次@你`,
    open: (url: string) => `打开茶馆：${url}`,
    stop: (url: string) => `不想再收到这类邮件：${url}`,
    stopTitle: '停止邮件摘要',
    stopAsk: '以后不再用邮件告诉你未读消息吗？',
    stopButton: '停止邮件摘要',
    stopped: '好的，不会再发送邮件摘要。你可以在设置里重新打开。',
  },
  en: {
    product: 'Teahouse',
    hidden: 'You have a new message',
    mentioned: 'Somebody mentioned you',
    test: 'Notifications reach this device',
    subject: (corp: string, n: number) => `${corp}: ${n} unread ${n === 1 ? 'message' : 'messages'}`,
    hello: (name: string) => `Hello ${name},\n\nwhile you were away, this was left unread:`,
    direct: (from: string) => `${from} wrote to you`,
    mention: (from: string, chat: string) => `${from} mentioned you in “${chat}”`,
    counts: (direct: number, mentions: number) => `${direct} direct, ${mentions} mentions`,
    open: (url: string) => `Open Teahouse: ${url}`,
    stop: (url: string) => `No more mails like this: ${url}`,
    stopTitle: 'Stop mail digests',
    stopAsk: 'Shall we no longer tell you by mail what you have not read?',
    stopButton: 'Stop mail digests',
    stopped: 'Done, no more digests. You can switch them on again in your settings.',
  },
} as const;
