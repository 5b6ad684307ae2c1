import { calendar, type EventFacts } from '@teahouse/contract/calendar';
import type { CalendarEventId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { eventToChange } from './calendar.access.ts';
import { type EventRow, type OverrideRow, repeats, seriesOf, toEvent } from './event.present.ts';
import { workingDays } from './occurrences.ts';
import { bookRoom, leaveRoom } from './rooms.ts';
import {
  addMinutes,
  endOf,
  instantOf,
  minutesBetween,
  ruleLess,
  ruleUntil,
  slotsIn,
  takesPlace,
} from './series.ts';
import { tell } from './tell-attendees.ts';
import { tellProgram } from './tell-program.ts';
import { askPeople, attendeesOf, eventRow, insertEvent, seriesColumns, seriesFrom } from './write-event.ts';

export type Wanted = { [K in keyof EventFacts]?: EventFacts[K] | undefined } & {
  admins?: readonly MemberId[] | undefined;
};

export const changeEvent = implement(
  calendar.changeEvent,
  async (work, { eventId, occurrence, scope, ...wanted }) => {
    const row = await eventToChange(work, eventId);
    const part = await partOf(work, row, scope, occurrence);
    if (part.scope === 'one') return await changeOne(work, row, part.occurrence, wanted);
    return await toEvent(work, { ...(await changeSeries(work, row, part, wanted)), mine: true });
  },
);

/** Changes a series whole or from one of its times on; the answer is the series that now holds the change. */
export async function changeSeries(
  work: Work,
  row: EventRow,
  part: { scope: 'all' } | { scope: 'one' | 'following'; occurrence: string },
  wanted: Wanted,
): Promise<EventRow> {
  return part.scope === 'all'
    ? await changeAll(work, row, wanted)
    : await split(work, row, part.occurrence, wanted, part.scope === 'one');
}

export const cancelEvent = implement(calendar.cancelEvent, async (work, { eventId, occurrence, scope }) => {
  const row = await eventToChange(work, eventId);
  await cancelSeries(work, row, await partOf(work, row, scope, occurrence));
  return {};
});

/** Cancels a series whole, one of its times, or one and all that follow, and tells its people. */
export async function cancelSeries(work: Work, row: EventRow, part: Part): Promise<void> {
  const people = await attendeesOf(work, row.id);
  if (part.scope === 'all') {
    await tell(work, row, 'cancelled', people);
    await tellProgram(work, row, 'removed');
    await leaveRoom(work, row);
    await work.db.deleteFrom('calendar_events').where('id', '=', row.id).execute();
    return;
  }
  if (part.scope === 'one') await override(work, row, part.occurrence, {}, true);
  else await endBefore(work, row, part.occurrence);
  await bookRoom(work, await eventRow(work, row.id));
  await tell(work, row, 'cancelled', people, part.occurrence);
  await tellProgram(work, row, 'changed');
}

export type Part = { scope: 'all' } | { scope: 'one' | 'following'; occurrence: string };

/** What of the series is meant. Something that takes place once is always meant whole, and so is everything from the first time on. */
export async function partOf(
  work: Work,
  row: EventRow,
  scope: 'one' | 'following' | 'all',
  occurrence?: string,
): Promise<Part> {
  if (scope === 'all' || !repeats(row)) return { scope: 'all' };
  if (!occurrence) return fail('calendar.event_not_found');
  const [known] = await overridesOf(work, row.id, occurrence);
  if (known?.cancelled) fail('calendar.event_not_found');
  if (!known && !takesPlace(seriesOf(row), occurrence, await workingDays(work)))
    fail('calendar.event_not_found');
  return scope === 'following' && occurrence === row.start_local ? { scope: 'all' } : { scope, occurrence };
}

const overridesOf = (work: Work, eventId: CalendarEventId, occurrence: string) =>
  work.sql<OverrideRow>(
    'select * from calendar_overrides where corp_id = $1 and event_id = $2 and occurrence = $3',
    [work.corpId, eventId, occurrence],
  );

async function changeOne(work: Work, row: EventRow, occurrence: string, wanted: Wanted) {
  await override(work, row, occurrence, wanted, false);
  await bookRoom(work, await eventRow(work, row.id));
  const [changed] = await overridesOf(work, row.id, occurrence);
  const next = await eventRow(work, row.id);
  await tell(work, next, 'changed', await attendeesOf(work, row.id), occurrence);
  await tellProgram(work, next, 'changed');
  return await toEvent(work, { ...next, mine: true }, changed, occurrence);
}

/** Says one occurrence otherwise: its words, place and time. Who is asked and the room belong to the series. */
async function override(
  work: Work,
  row: EventRow,
  occurrence: string,
  wanted: Wanted,
  cancelled: boolean,
): Promise<void> {
  const [was] = await overridesOf(work, row.id, occurrence);
  const start = wanted.start ?? was?.start_local ?? occurrence;
  const end = wanted.end ?? addMinutes(start, was?.minutes ?? row.minutes);
  const { minutes, zone, startLocal } = await seriesFrom(work, {
    start,
    end,
    zone: row.zone,
    rule: null,
    workdays: false,
  });
  if ((startLocal.length === 10) !== row.all_day) fail('calendar.bad_time');
  await work.sql(
    `insert into calendar_overrides (corp_id, event_id, occurrence, cancelled, title, note, place, start_local, minutes, starts_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (corp_id, event_id, occurrence) do update set cancelled = excluded.cancelled, title = excluded.title, note = excluded.note,
       place = excluded.place, start_local = excluded.start_local, minutes = excluded.minutes,
       starts_at = excluded.starts_at, ends_at = excluded.ends_at`,
    [
      work.corpId,
      row.id,
      occurrence,
      cancelled,
      wanted.title ?? was?.title ?? null,
      wanted.note ?? was?.note ?? null,
      wanted.place ?? was?.place ?? null,
      startLocal,
      minutes,
      instantOf(startLocal, zone),
      endOf(startLocal, minutes, zone),
    ],
  );
  await work.sql(
    'update calendar_events set revision = revision + 1, changed_at = $3 where corp_id = $1 and id = $2',
    [work.corpId, row.id, work.now],
  );
}

async function changeAll(work: Work, row: EventRow, wanted: Wanted): Promise<EventRow> {
  const times = await seriesFrom(work, mergedTimes(row, wanted));
  const columns = seriesColumns(times);
  const moved =
    columns.start_local !== row.start_local ||
    columns.zone !== row.zone ||
    columns.rule !== row.rule ||
    columns.workdays !== row.workdays;
  // Exceptions are named by the times of the old rule; under a new one they would stand beside what they replaced.
  if (moved)
    await work.sql('delete from calendar_overrides where corp_id = $1 and event_id = $2', [
      work.corpId,
      row.id,
    ]);
  await work.db
    .updateTable('calendar_events')
    .set({
      ...columns,
      ...wordsOf(row, wanted),
      admins: [...(wanted.admins ?? row.admins)],
      revision: row.revision + 1,
      changed_at: work.now,
    })
    .where('id', '=', row.id)
    .execute();
  const before = await attendeesOf(work, row.id);
  const { added, removed } = wanted.attendees
    ? await askPeople(work, row.id, row.organizer, wanted.attendees)
    : { added: [], removed: [] };
  // Who said yes to Tuesday has not said yes to Wednesday.
  if (moved || columns.minutes !== row.minutes) await askAgain(work, row);
  const next = await eventRow(work, row.id);
  await bookRoom(work, next);
  await tell(work, next, 'asked', added);
  await tell(work, next, 'cancelled', removed);
  await tell(
    work,
    next,
    'changed',
    before.filter((id) => !removed.includes(id)),
  );
  await tellProgram(work, next, 'changed');
  return next;
}

async function askAgain(work: Work, row: EventRow): Promise<void> {
  await work.sql(`delete from calendar_attendees where corp_id = $1 and event_id = $2 and occurrence <> ''`, [
    work.corpId,
    row.id,
  ]);
  await work.sql(
    `update calendar_attendees set answer = 'waiting' where corp_id = $1 and event_id = $2 and member_id <> $3`,
    [work.corpId, row.id, row.organizer],
  );
}

/**
 * Ends the series before this occurrence, which becomes the first of a new one with the same people; `alone`: the series goes on
 * without this occurrence, which becomes an event of its own.
 */
async function split(
  work: Work,
  row: EventRow,
  occurrence: string,
  wanted: Wanted,
  alone: boolean,
): Promise<EventRow> {
  const people = await attendeesOf(work, row.id);
  const past = slotsIn(
    seriesOf(row),
    row.starts_at,
    instantOf(occurrence, row.zone),
    await workingDays(work),
  ).length;
  if (alone) await override(work, row, occurrence, {}, true);
  else await endBefore(work, row, occurrence);
  await bookRoom(work, await eventRow(work, row.id));
  const goesOn = wanted.rule === undefined ? ruleLess(row.rule, past) : wanted.rule;
  const times = {
    ...mergedTimes(row, wanted, occurrence),
    ...(alone ? { rule: null, workdays: false } : { rule: goesOn }),
  };
  const series = await seriesFrom(work, times);
  const facts = {
    ...wordsOf(row, wanted),
    roomId: wanted.roomId === undefined ? row.room_id : wanted.roomId,
  };
  const whose = {
    calendarId: row.calendar_id,
    organizer: row.organizer,
    programId: row.program_id,
    admins: wanted.admins ?? row.admins,
  };
  const id = await insertEvent(work, whose, series, {
    ...facts,
    attendees: wanted.attendees ?? people,
  });
  const next = await eventRow(work, id);
  await bookRoom(work, next);
  await tell(work, next, 'changed', await attendeesOf(work, id));
  await tellProgram(work, row, 'changed');
  await tellProgram(work, next, 'added');
  return next;
}

async function endBefore(work: Work, row: EventRow, occurrence: string): Promise<void> {
  const rule = ruleUntil(row.rule, instantOf(occurrence, row.zone));
  await work.db
    .updateTable('calendar_events')
    .set({ ...seriesColumns({ ...seriesOf(row), rule }), revision: row.revision + 1, changed_at: work.now })
    .where('id', '=', row.id)
    .execute();
  for (const table of ['calendar_overrides', 'calendar_attendees'])
    await work.sql(`delete from ${table} where corp_id = $1 and event_id = $2 and occurrence >= $3`, [
      work.corpId,
      row.id,
      occurrence,
    ]);
}

/** The times an event gets: what was not said stays, and a start that moves takes the end along. */
function mergedTimes(row: EventRow, wanted: Wanted, first = row.start_local) {
  const start = wanted.start ?? first;
  const end = wanted.end ?? addMinutes(start, row.minutes);
  return {
    start,
    end: wanted.start && !wanted.end && minutesBetween(start, end) < 0 ? start : end,
    zone: wanted.zone ?? row.zone,
    rule: wanted.rule === undefined ? row.rule : wanted.rule,
    workdays: wanted.workdays ?? row.workdays,
  };
}

function wordsOf(row: EventRow, wanted: Wanted) {
  return {
    title: wanted.title ?? row.title,
    note: wanted.note ?? row.note,
    place: wanted.place ?? row.place,
    private: wanted.private ?? row.private,
    free: wanted.free ?? row.free,
    remind: [...new Set(wanted.remind ?? row.remind)],
    room_id: wanted.roomId === undefined ? row.room_id : wanted.roomId,
  };
}
