import { AssessmentCycleId, MemberId } from '@teahouse/contract/ids';
import type { MemberId as Member } from '@teahouse/contract/ids';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import { system, type Work } from '../../kernel/work.ts';
import { reachOf } from '../directory/index.ts';
import { cardToMember, hintMembers } from '../messaging/index.ts';
import { askedIn, type CycleRow } from './cycles.ts';

/** Whoever speaks for the module in chats. */
const SPEAKER = 'assessment';

const words = {
  zh: {
    speaker: '考核',
    asked: '有考核表等你填写',
    reminded: '提醒：考核表还没有提交',
    published: '考核结果已公布',
    amended: '考核结果有更新',
    open: '去查看',
    until: (name: string, day: string) => (day ? `${name} · 截止 ${day}` : name),
  },
  en: {
    speaker: 'Assessment',
    asked: 'An assessment form waits for you',
    reminded: 'Reminder: an assessment form is not handed in',
    published: 'Your assessment result is published',
    amended: 'Your assessment result has changed',
    open: 'Have a look',
    until: (name: string, day: string) => (day ? `${name} · until ${day}` : name),
  },
};

const News = z.object({
  /** makes repeats of the same news the same message */
  key: z.string(),
  kind: z.enum(['asked', 'reminded', 'published', 'amended']),
  cycleId: AssessmentCycleId,
  name: z.string(),
  en: z.string().nullable(),
  until: z.string(),
  to: z.array(MemberId),
});

/** A card to each of them; their to-do lists look again. */
export async function tell(
  work: Work,
  { id, plan, stage }: CycleRow,
  kind: z.infer<typeof News>['kind'],
  to: readonly Member[],
): Promise<void> {
  if (to.length === 0) return;
  hintMembers(work, [...to], 'tasks');
  const asks = kind === 'asked' || kind === 'reminded';
  await work.enqueue(tellMembers, {
    key: `${id} ${kind} ${work.now.toISOString()}`,
    kind,
    cycleId: id,
    name: plan.name,
    en: plan.en,
    until: (asks && plan.stages.find((s) => s.kind === stage)?.closes) || '',
    to: [...new Set(to)],
  });
}

/** These are asked something in the present stage; nobody is, between stages that ask. */
export async function tellAsked(work: Work, cycle: CycleRow, to: readonly Member[]): Promise<void> {
  if (askedIn(cycle.stage).length > 0) await tell(work, cycle, 'asked', to);
}

export const tellMembers = job('assessment.tell', News, {}, async (shift, news) => {
  const reach = await shift.work((work) => reachOf(work, news.to), system);
  const result = news.kind === 'published' || news.kind === 'amended';
  for (const [memberId, { locale }] of reach) {
    const my = words[locale];
    const b = {
      title: my[news.kind],
      text: my.until((locale === 'en' && news.en) || news.name, news.until),
      page: result ? `/assessment/results/${news.cycleId}` : '/assessment/forms',
      button: my.open,
    };
    const cid = uuidOf(`${news.key} ${memberId}`);
    await cardToMember(shift, { id: SPEAKER, name: my.speaker }, memberId, { cid, b });
  }
});
