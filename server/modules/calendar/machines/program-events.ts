// Events as programs keep them: each reads and changes those it made, and no others.
import type { Answer, EventFacts } from '@teahouse/contract/calendar';
import type { CalendarEventId, CalendarId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { cancelSeries, changeSeries, partOf, type Wanted } from '../change-event.ts';
import { makeEvent } from '../create-event.ts';
import { type EventRow, EVENT_COLUMNS, seriesOf } from '../event.present.ts';
import { addMinutes, instantOf, type Series } from '../series.ts';
import { calendarToMake } from './program-access.ts';

export interface ProgramEvent extends Series {
  id: CalendarEventId;
  calendarId: CalendarId;
  organizer: MemberId;
  title: string;
  note: string;
  place: string;
  remind: number[];
  /** exclusive: the day after the last for whole days */
  endLocal: string;
  revision: number;
  admins: MemberId[];
  /** once: said yes to some of its times alone */
  attendees: { memberId: MemberId; answer: Answer | 'once' }[];
  /** instants of times that were cancelled */
  without: Date[];
  cancelled: boolean;
}

/** An event in a member's calendar; the answer is its id. Fails as an event made by hand does. */
export async function addProgramEvent(
  work: Work,
  programId: string,
  {
    organizer,
    calendarId,
    admins,
    ...facts
  }: EventFacts & {
    organizer: MemberId;
    calendarId?: CalendarId | undefined;
    admins: readonly MemberId[];
  },
): Promise<CalendarEventId> {
  const where = await calendarToMake(work, programId, organizer, calendarId);
  return (await makeEvent(work, { calendarId: where, organizer, programId, admins }, facts)).id;
}

/** Which of a series is meant: all of it, the time that begins at this instant, or that one and all after it. */
export type Which = { scope: 'all' } | { scope: 'one' | 'following'; at: Date };

/**
 * Changes an event. A single time of a series becomes an event of its own, the rest from one on a series of its own; the answer is
 * the event that now says what was asked for.
 */
export async function changeProgramEvent(
  work: Work,
  row: EventRow,
  which: Which,
  wanted: Wanted,
): Promise<CalendarEventId> {
  return (await changeSeries(work, row, await meant(work, row, which), wanted)).id;
}

export async function cancelProgramEvent(work: Work, row: EventRow, which: Which): Promise<void> {
  await cancelSeries(work, row, await meant(work, row, which));
}

async function meant(work: Work, row: EventRow, which: Which) {
  if (which.scope === 'all') return which;
  if (!row.rule && !row.workdays) return fail('calendar.not_a_series');
  return await partOf(work, row, which.scope, localAt(row, which.at));
}

/** The wall clock of the event's zone at an instant. */
function localAt({ zone, all_day }: EventRow, at: Date): string {
  const shown = new Intl.DateTimeFormat('sv', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
  return all_day ? shown.slice(0, 10) : shown.replace(' ', 'T');
}

interface Gone {
  id: CalendarEventId;
  programId: string | null;
  said: EventRow | null;
}

/** Events among these that the program made, those no more included; in the order of `ids`. */
export async function programEvents(
  work: Work,
  programId: string,
  ids: readonly CalendarEventId[],
): Promise<ProgramEvent[]> {
  const rows = await work.sql<EventRow>(
    `select ${EVENT_COLUMNS} from calendar_events e where e.corp_id = $1 and e.program_id = $2 and e.id = any($3)`,
    [work.corpId, programId, ids],
  );
  const gone = await work.sql<Gone>(
    `select event_id id, program_id "programId", said from calendar_gone where corp_id = $1 and program_id = $2 and event_id = any($3)`,
    [work.corpId, programId, ids],
  );
  const [here, lost] = [new Map(rows.map((r) => [r.id, r])), new Map(gone.map((g) => [g.id, g.said]))];
  const told = await details(work, rows);
  return ids.flatMap((id) => {
    const row = here.get(id);
    if (row) return [told(row, false)];
    const said = lost.get(id);
    return said ? [told(said, true)] : [];
  });
}

/** A page of the events of a calendar, by the time they were made. */
export async function programEventsIn(
  work: Work,
  calendarId: CalendarId,
  { offset, limit }: { offset: number; limit: number },
): Promise<ProgramEvent[]> {
  const rows = await work.sql<EventRow>(
    `select ${EVENT_COLUMNS} from calendar_events e where e.corp_id = $1 and e.calendar_id = $2 order by e.id offset $3 limit $4`,
    [work.corpId, calendarId, offset, limit],
  );
  const told = await details(work, rows);
  return rows.map((row) => told(row, false));
}

async function details(
  work: Work,
  rows: readonly EventRow[],
): Promise<(row: EventRow, cancelled: boolean) => ProgramEvent> {
  const ids = rows.map((r) => r.id);
  const people = await work.sql<{ event_id: string; memberId: MemberId; answer: Answer | 'once' }>(
    `select a.event_id, a.member_id "memberId", case when a.answer <> 'yes' and exists (select from calendar_attendees o
              where o.corp_id = $1 and o.event_id = a.event_id and o.member_id = a.member_id and o.occurrence <> '' and o.answer = 'yes')
            then 'once' else a.answer end as answer
       from calendar_attendees a where a.corp_id = $1 and a.event_id = any($2) and a.occurrence = '' order by a.member_id`,
    [work.corpId, ids],
  );
  const without = await work.sql<{ event_id: string; occurrence: string }>(
    'select event_id, occurrence from calendar_overrides where corp_id = $1 and event_id = any($2) and cancelled order by occurrence',
    [work.corpId, ids],
  );
  return (row, cancelled) => ({
    ...seriesOf(row),
    id: row.id,
    calendarId: row.calendar_id,
    organizer: row.organizer,
    title: row.title,
    note: row.note,
    place: row.place,
    remind: row.remind,
    endLocal: addMinutes(row.start_local, row.minutes),
    revision: row.revision,
    admins: row.admins,
    attendees: people
      .filter((p) => p.event_id === row.id)
      .map(({ memberId, answer }) => ({ memberId, answer })),
    without: without.filter((w) => w.event_id === row.id).map((w) => instantOf(w.occurrence, row.zone)),
    cancelled,
  });
}
