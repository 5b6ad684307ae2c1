import { grouped } from '../../../kernel/grouped.ts';
import { calendar } from '@teahouse/contract/calendar';
import type { CalendarEventId, CalendarId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { handOutKey, takeBackKeys } from '../../../kernel/front-desk.ts';
import { implement, implementRaw } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { calendarToOwn } from '../calendar.access.ts';
import { type EventRow, EVENT_COLUMNS, type OverrideRow } from '../event.present.ts';
import { toIcs } from './to-ics.ts';

/** The kind of key that opens one calendar to be read. */
export const FEED_KEY = 'calendar_feed';

export const makeFeed = implement(calendar.makeFeed, async (work, { calendarId }) => {
  await calendarToOwn(work, calendarId);
  await takeBackKeys(work, { kind: FEED_KEY, opens: calendarId });
  const key = await handOutKey(work, FEED_KEY, { opens: calendarId, holder: work.actor.id });
  return { path: `/api/calendar/feeds/${key}` };
});

export const stopFeed = implement(calendar.stopFeed, async (work, { calendarId }) => {
  await calendarToOwn(work, calendarId);
  await takeBackKeys(work, { kind: FEED_KEY, opens: calendarId });
  return {};
});

/** The key opens one calendar to be read, and nothing else. */
export const readFeed = implementRaw(calendar.readFeed, async (call) => {
  const ics = await call.work((work) => exportCalendar(work, work.actor.id as CalendarId));
  return await call.reply
    .type('text/calendar; charset=utf-8')
    .header('cache-control', 'private, max-age=300')
    .send(ics);
});

async function exportCalendar(work: Work, calendarId: CalendarId): Promise<string> {
  const [found] = await work.sql<{ title: string }>(
    'select title from calendars where corp_id = $1 and id = $2',
    [work.corpId, calendarId],
  );
  if (!found) return fail('common.not_found');
  const events = await work.sql<EventRow>(
    `select ${EVENT_COLUMNS} from calendar_events e where e.corp_id = $1 and e.calendar_id = $2 order by e.starts_at, e.id`,
    [work.corpId, calendarId],
  );
  const changes = await work.sql<OverrideRow>(
    'select * from calendar_overrides where corp_id = $1 and event_id = any($2) order by occurrence',
    [work.corpId, events.map((e) => e.id)],
  );
  const of = grouped(changes, (c) => c.event_id);
  return toIcs(
    found.title,
    events.map((event) => ({ event, changes: of.get(event.id as CalendarEventId) ?? [] })),
    work.now,
  );
}
