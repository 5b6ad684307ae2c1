import { grouped } from '../../kernel/grouped.ts';
import type { CalendarEventId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import { system } from '../../kernel/work.ts';
import { type EventRow, EVENT_COLUMNS } from './event.present.ts';
import { takingPlace } from './occurrences.ts';
import { tellAttendees } from './tell-attendees.ts';

/** A reminder that is this late is no longer worth ringing for. */
const LATE_MS = 15 * 60_000;

/**
 * Reminds everybody who has not said no, so many minutes before. The row that says a reminder went out and the job that sends it are
 * one transaction, so each goes out once, whatever restarts; what was cancelled or moved meanwhile is not there to be found.
 */
export const remind = job('calendar.remind', z.object({}), { everyMs: 60_000 }, (shift) =>
  shift.work(async (work) => {
    const now = work.now.getTime();
    const events = await work.sql<EventRow & { owner_id: MemberId }>(
      `select ${EVENT_COLUMNS}, c.owner_id from calendar_events e join calendars c on c.corp_id = $1 and c.id = e.calendar_id
        where e.corp_id = $1 and cardinality(e.remind) > 0
          and e.starts_at <= $2::timestamptz + make_interval(mins => (select max(m) from unnest(e.remind) m))
          and (e.ends_at is null or e.ends_at > $3)`,
      [work.corpId, work.now, new Date(now - LATE_MS)],
    );
    const due = (
      await Promise.all(
        byReach(events).map(async ([ahead, some]) =>
          (
            await takingPlace(work, some, new Date(now - LATE_MS), new Date(now + ahead * 60_000 + 1))
          ).flatMap((t) =>
            t.event.remind
              .filter(
                (m) =>
                  t.start.getTime() - m * 60_000 <= now && t.start.getTime() - m * 60_000 > now - LATE_MS,
              )
              .map((minutes) => ({ ...t, minutes })),
          ),
        ),
      )
    ).flat();
    for (const { event, occurrence, minutes, changed } of due) {
      const told = await work.sql<{ member_id: MemberId }>(
        `insert into calendar_reminders (corp_id, event_id, occurrence, member_id, minutes, at)
         select $1, $2, $3, p.id, $4, $5 from (
           select $6 id where not exists (select from calendar_attendees where corp_id = $1 and event_id = $2 and occurrence = '')
           union
           select a.member_id from calendar_attendees a
             left join calendar_attendees o on o.corp_id = $1 and o.event_id = $2 and o.occurrence = $3 and o.member_id = a.member_id
            where a.corp_id = $1 and a.event_id = $2 and a.occurrence = '' and coalesce(o.answer, a.answer) <> 'no') p
         on conflict do nothing returning member_id`,
        [work.corpId, event.id, occurrence, minutes, work.now, event.owner_id],
      );
      if (told.length === 0) continue;
      await work.enqueue(tellAttendees, {
        key: `${event.id} soon ${minutes} ${occurrence}`,
        eventId: event.id as CalendarEventId,
        title: changed?.title ?? event.title,
        start: changed?.start_local ?? occurrence,
        zone: event.zone,
        change: 'soon',
        by: null,
        to: told.map((t) => t.member_id),
      });
    }
  }, system),
);

/** Events by how far ahead their earliest reminder lies: the few that ask weeks before do not make all others be looked at so far. */
const byReach = <E extends EventRow>(events: readonly E[]) => [
  ...grouped(events, (e) => Math.max(0, ...e.remind)),
];
