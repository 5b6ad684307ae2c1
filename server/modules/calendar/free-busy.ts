import { calendar } from '@teahouse/contract/calendar';
import type { MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { knownColleagues } from './calendar.access.ts';
import { type EventRow, EVENT_COLUMNS } from './event.present.ts';
import { spanOf, takingPlace } from './occurrences.ts';

/** Busy is who has an event in an own calendar, or was asked to one and has not said no. Nothing but the times leaves. */
export const freeBusy = implement(calendar.freeBusy, async (work, { memberIds, ...span }) => {
  const [from, to] = spanOf(span, 31);
  await knownColleagues(work, memberIds);
  const events = await work.sql<EventRow & { busy: MemberId[] }>(
    `select ${EVENT_COLUMNS}, p.busy from calendar_events e
       join calendars c on c.corp_id = $1 and c.id = e.calendar_id
       cross join lateral (
         select array_agg(distinct who) busy from (
           select c.owner_id who where c.owner_id = any($2)
              and not exists (select from calendar_attendees n where n.corp_id = $1 and n.event_id = e.id and n.occurrence = ''
                                 and n.member_id = c.owner_id and n.answer = 'no')
           union all
           select a.member_id from calendar_attendees a
            where a.corp_id = $1 and a.event_id = e.id and a.occurrence = '' and a.answer <> 'no' and a.member_id = any($2)) w) p
      where e.corp_id = $1 and not e.free and e.starts_at < $4 and (e.ends_at is null or e.ends_at > $3) and p.busy is not null`,
    [work.corpId, memberIds, from, to],
  );
  const no = await work.sql<{ event_id: string; occurrence: string; member_id: MemberId }>(
    `select event_id, occurrence, member_id from calendar_attendees
      where corp_id = $1 and occurrence <> '' and answer = 'no' and event_id = any($2)`,
    [work.corpId, events.map((e) => e.id)],
  );
  const declined = new Set(no.map((n) => `${n.event_id} ${n.occurrence} ${n.member_id}`));
  const taken = await takingPlace(work, events, from, to);
  return {
    people: memberIds.map((memberId) => {
      const mine = taken.filter(
        (t) => t.event.busy.includes(memberId) && !declined.has(`${t.event.id} ${t.occurrence} ${memberId}`),
      );
      return { memberId, busy: merged(mine) };
    }),
  };
});

/** Overlapping and touching spans become one. */
function merged(spans: readonly { start: Date; end: Date }[]): { start: string; end: string }[] {
  const out: { start: Date; end: Date }[] = [];
  for (const { start, end } of spans) {
    const last = out.at(-1);
    if (!last || start > last.end) out.push({ start, end });
    else if (end > last.end) last.end = end;
  }
  return out.map(({ start, end }) => ({ start: start.toISOString(), end: end.toISOString() }));
}
