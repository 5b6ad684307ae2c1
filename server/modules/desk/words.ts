import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

const texts = {
  zh: {
    serves: (name: string) => `${name} 为你服务`,
    over: () => '本次服务已结束，欢迎评价。再次发送消息即可重新接通',
    queued: () => '正在为你转接人工，请稍候',
    shut: () => '现在不在服务时间，你的问题已记下，上班后会尽快回复',
    unknown: () => '这个问题我还答不好。你可以换个说法，或点“找人工”由同事回答',
  },
  en: {
    serves: (name: string) => `${name} is with you now`,
    over: () => 'This service is over; please rate it. Write again to come back',
    queued: () => 'We are finding somebody for you, one moment please',
    shut: () => 'We are closed now. Your question is kept and answered when we are back',
    unknown: () => 'I do not know that one. Try other words, or choose “Ask a human” and a colleague answers',
  },
} as const;

/** A sentence of the desk in the customer's language. */
export async function sayIn(
  work: Work,
  customerId: CustomerId,
  what: keyof typeof texts.zh,
  name = '',
): Promise<string> {
  const [row] = await work.sql<{ locale: 'zh' | 'en' }>(
    'select locale from customers where corp_id = $1 and id = $2',
    [work.corpId, customerId],
  );
  return texts[row?.locale ?? 'zh'][what](name);
}
