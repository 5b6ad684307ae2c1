import { CalendarEventId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import { system, type Work } from '../../kernel/work.ts';
import { briefsOf, reachOf } from '../directory/index.ts';
import { cardToMember, hintMembers } from '../messaging/index.ts';
import type { EventRow } from './event.present.ts';

/** Whoever speaks for the module in chats. */
const SPEAKER = 'calendar';

const words = {
  zh: {
    speaker: '日历',
    open: '查看日程',
    asked: (who: string) => `${who}邀请你参加日程`,
    changed: (who: string) => `${who}修改了日程`,
    cancelled: (who: string) => `${who}取消了日程`,
    soon: () => '日程即将开始',
  },
  en: {
    speaker: 'Calendar',
    open: 'Open the event',
    asked: (who: string) => `${who} asks you to an event`,
    changed: (who: string) => `${who} changed an event`,
    cancelled: (who: string) => `${who} cancelled an event`,
    soon: () => 'An event begins soon',
  },
};

const News = z.object({
  /** makes repeats of the same news the same message */
  key: z.string(),
  eventId: CalendarEventId,
  title: z.string(),
  /** wall-clock start, with its zone */
  start: z.string(),
  zone: z.string(),
  change: z.enum(['asked', 'changed', 'cancelled', 'soon']),
  by: MemberId.nullable(),
  to: z.array(MemberId),
});

/** Tells these people by a card, except whoever does it; their calendars look again at once. */
export async function tell(
  work: Work,
  event: EventRow,
  change: 'asked' | 'changed' | 'cancelled',
  people: readonly MemberId[],
  occurrence?: string,
): Promise<void> {
  hintMembers(work, [...new Set([...people, event.organizer])], 'calendar');
  // A program speaks for whoever calls to the event.
  const me = work.actor.kind === 'member' ? work.actor.id : event.organizer;
  const to = people.filter((id) => id !== me);
  if (to.length === 0) return;
  await work.enqueue(tellAttendees, {
    key: `${event.id} ${change} ${event.revision} ${occurrence ?? ''}`,
    eventId: event.id,
    title: event.title,
    start: occurrence ?? event.start_local,
    zone: event.zone,
    change,
    by: me,
    to,
  });
}

/** Puts a card into the chat that everybody has with the calendar of the house. */
export const tellAttendees = job('calendar.tell', News, {}, async (shift, news) => {
  const { who, reach } = await shift.work(
    async (work) => ({
      who: news.by ? ((await briefsOf(work, [news.by]))[0]?.name ?? '') : '',
      reach: await reachOf(work, news.to),
    }),
    system,
  );
  const day = news.start.slice(0, 10);
  for (const [member, { locale }] of reach) {
    const my = words[locale];
    const page = `/calendar/${day}/${news.eventId}`;
    const link = news.change === 'cancelled' ? {} : { page, button: my.open };
    const text = `${news.title}\n${news.start.replace('T', ' ')} (${news.zone})`;
    const b = { title: my[news.change](who), text, ...link };
    await cardToMember(shift, { id: SPEAKER, name: my.speaker }, member, {
      cid: uuidOf(`${news.key} ${member}`),
      b,
    });
  }
});
