import { grouped } from '../../kernel/grouped.ts';
import type { Answer, Occurrence } from '@teahouse/contract/calendar';
import { calendar } from '@teahouse/contract/calendar';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { companyCalendar } from '../attendance/index.ts';
import { ROLE } from './calendar.access.ts';
import { type EventRow, EVENT_COLUMNS, type OverrideRow, repeats, seriesOf } from './event.present.ts';
import { addMinutes, slotsIn } from './series.ts';

/** One time an event takes place, with what that occurrence says otherwise than its series. */
export interface Taken<E extends EventRow = EventRow> {
  event: E;
  occurrence: string;
  start: Date;
  end: Date;
  changed: OverrideRow | undefined;
}

/** Tells working days of the company: its holidays off, its make-up days on, and Monday to Friday otherwise. */
export async function workingDays(work: Work): Promise<(day: string) => boolean> {
  const days = await companyCalendar(work);
  return (day) => {
    const known = days.on(day);
    if (known) return known.kind === 'work';
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday > 0 && weekday < 6;
  };
}

/** Everything these events do within [from, to): the rule's times, without what was cancelled, with what was moved. */
export async function takingPlace<E extends EventRow>(
  work: Work,
  events: readonly E[],
  from: Date,
  to: Date,
): Promise<Taken<E>[]> {
  if (events.length === 0) return [];
  const rows = await work.sql<OverrideRow>(
    'select * from calendar_overrides where corp_id = $1 and event_id = any($2)',
    [work.corpId, events.map((e) => e.id)],
  );
  const overrides = grouped(rows, (o) => o.event_id);
  const works = events.some((e) => e.workdays) ? await workingDays(work) : () => true;
  return events
    .flatMap((event) => {
      const changed = overrides.get(event.id) ?? [];
      const named = new Map(changed.map((o) => [o.occurrence, o]));
      const plain = slotsIn(seriesOf(event), from, to, works)
        .filter((s) => !named.has(s.occurrence))
        .map((s) => ({ event, ...s, changed: undefined }));
      const moved = changed
        .filter((o) => !o.cancelled && o.starts_at < to && o.ends_at > from)
        .map((o) => ({ event, occurrence: o.occurrence, start: o.starts_at, end: o.ends_at, changed: o }));
      return [...plain, ...moved];
    })
    .toSorted((a, b) => a.start.getTime() - b.start.getTime() || (a.event.id < b.event.id ? -1 : 1));
}

/** A span for which a list is asked; ends the work where it is longer than so many days. */
export function spanOf(span: { from: string; to: string }, days: number): [Date, Date] {
  const [from, to] = [new Date(span.from), new Date(span.to)];
  if (to <= from || to.getTime() - from.getTime() > days * 86_400_000) fail('calendar.span_too_long');
  return [from, to];
}

interface SeenRow extends EventRow {
  role: 'owner' | 'write' | 'read' | 'busy' | null;
  asked: Answer | null;
}

export const listOccurrences = implement(calendar.listOccurrences, async (work, span) => {
  const [from, to] = spanOf(span, 62);
  const me = actingMember(work);
  const events = await work.sql<SeenRow>(
    `select ${EVENT_COLUMNS}, ${ROLE('$2')} as role, a.answer asked
       from calendar_events e
       join calendars c on c.corp_id = $1 and c.id = e.calendar_id
       left join calendar_shares s on s.corp_id = $1 and s.calendar_id = c.id and s.member_id = $2
       left join calendar_attendees a on a.corp_id = $1 and a.event_id = e.id and a.occurrence = '' and a.member_id = $2
      where e.corp_id = $1 and e.starts_at < $4 and (e.ends_at is null or e.ends_at >= $3
        or exists (select from calendar_overrides o where o.corp_id = $1 and o.event_id = e.id and o.ends_at > $3))
        and (c.owner_id = $2 or s.role is not null or a.member_id is not null)`,
    [work.corpId, me, from, to],
  );
  const answers = await answersOf(work, events, me);
  const taken = await takingPlace(work, events, from, to);
  return { occurrences: taken.map((t) => toOccurrence(t, answers.get(`${t.event.id} ${t.occurrence}`))) };
});

async function answersOf(
  work: Work,
  events: readonly EventRow[],
  me: MemberId,
): Promise<Map<string, Answer>> {
  const rows = await work.sql<{ event_id: string; occurrence: string; answer: Answer }>(
    `select event_id, occurrence, answer from calendar_attendees
      where corp_id = $1 and member_id = $2 and occurrence <> '' and event_id = any($3)`,
    [work.corpId, me, events.map((e) => e.id)],
  );
  return new Map(rows.map((r) => [`${r.event_id} ${r.occurrence}`, r.answer]));
}

function toOccurrence({ event: e, changed, ...t }: Taken<SeenRow>, own: Answer | undefined): Occurrence {
  const told =
    e.asked !== null || e.role === 'owner' || e.role === 'write' || (e.role === 'read' && !e.private);
  const startLocal = changed?.start_local ?? t.occurrence;
  return {
    eventId: e.id,
    occurrence: t.occurrence,
    calendarId: e.calendar_id,
    title: told ? (changed?.title ?? e.title) : '',
    place: told ? (changed?.place ?? e.place) : '',
    allDay: e.all_day,
    start: t.start.toISOString(),
    end: t.end.toISOString(),
    startLocal,
    endLocal: addMinutes(startLocal, changed?.minutes ?? e.minutes),
    repeats: repeats(e),
    changed: changed !== undefined,
    answer: e.asked === null ? null : (own ?? e.asked),
    organizer: e.organizer,
    roomId: told ? e.room_id : null,
  };
}
