import type { EventFacts } from '@teahouse/contract/calendar';
import type { CalendarEventId, CalendarId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';
import { knownColleagues } from './calendar.access.ts';
import { type EventRow, EVENT_COLUMNS } from './event.present.ts';
import { boundsOf, minutesBetween, ruleOf, type Series } from './series.ts';

/** What of an event says when it takes place. */
export type Times = Pick<EventFacts, 'start' | 'end' | 'zone' | 'rule' | 'workdays'>;

/** Checks the times of an event and turns them into a series. */
export async function seriesFrom(work: Work, times: Times): Promise<Series> {
  const { start, end, rule, workdays } = times;
  const zone = times.zone ?? (await corpZone(work));
  if (!isZone(zone)) fail('calendar.bad_zone');
  const minutes = start.length === end.length ? minutesBetween(start, end) : NaN;
  const allDay = start.length === 10;
  // A meeting may take no time (a mark on the day), a whole day takes at least one.
  if (!(minutes >= (allDay ? 1_440 : 0)) || minutes > 366 * 1_440) fail('calendar.bad_time');
  const series = { startLocal: start, minutes, allDay, zone, rule, workdays };
  if (rule && !goodRule(series)) fail('calendar.bad_rule');
  return series;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function goodRule(series: Series): boolean {
  const { rule, workdays } = series;
  if (
    !/^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)/.test(rule ?? '') ||
    /BY(HOUR|MINUTE|SECOND)|[\n\r]/.test(rule ?? '')
  )
    return false;
  if (workdays && /COUNT=/.test(rule ?? '')) return false;
  if (Number(/COUNT=(\d+)/.exec(rule ?? '')?.[1] ?? 1) > 5_000) return false;
  try {
    return ruleOf(series).next(new Date(0), true) !== null;
  } catch {
    return false;
  }
}

/** The columns of an event that its series gives. */
export function seriesColumns(series: Series) {
  const { startsAt, endsAt } = boundsOf(series);
  return {
    zone: series.zone,
    all_day: series.allDay,
    start_local: series.startLocal,
    minutes: series.minutes,
    rule: series.rule,
    workdays: series.workdays,
    starts_at: startsAt,
    ends_at: endsAt,
  };
}

/** Where an event lies, who calls to it, and for which program. */
export interface Whose {
  calendarId: CalendarId;
  organizer: MemberId;
  programId?: string | null;
  /** attendees who may change it too */
  admins?: readonly MemberId[];
}

/** Writes a new event as it stands and asks its people; rooms and news are the caller's. */
export async function insertEvent(
  work: Work,
  { calendarId, organizer, programId = null, admins = [] }: Whose,
  series: Series,
  facts: Omit<EventFacts, keyof Times>,
  uid?: string,
): Promise<CalendarEventId> {
  const id = newId('evt');
  const { title, note, place, free, remind, roomId } = facts;
  await work.db
    .insertInto('calendar_events')
    .values({
      id,
      calendar_id: calendarId,
      uid: uid ?? `${id}@teahouse`,
      organizer,
      title,
      note,
      place,
      room_id: roomId,
      private: facts.private,
      free,
      remind: [...new Set(remind)],
      ...seriesColumns(series),
      program_id: programId,
      admins: [...admins],
      changed_at: work.now,
    })
    .execute();
  await askPeople(work, id, organizer, facts.attendees);
  return id;
}

/** Sets who is asked to come; who was asked before keeps the answer. Returns who is new and who is no longer asked. */
export async function askPeople(
  work: Work,
  eventId: CalendarEventId,
  organizer: MemberId,
  attendees: readonly MemberId[],
): Promise<{ added: MemberId[]; removed: MemberId[] }> {
  const wanted = [...new Set(attendees)];
  const before = await attendeesOf(work, eventId);
  const added = wanted.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !wanted.includes(id));
  await knownColleagues(work, added);
  await work.sql(
    'delete from calendar_attendees where corp_id = $1 and event_id = $2 and member_id = any($3)',
    [work.corpId, eventId, removed],
  );
  await work.sql(
    `insert into calendar_attendees (corp_id, event_id, member_id, answer)
     select $1, $2, id, case when id = $4 then 'yes' else 'waiting' end from unnest($3::text[]) u (id)`,
    [work.corpId, eventId, added, organizer],
  );
  return { added, removed };
}

export async function attendeesOf(work: Work, eventId: CalendarEventId): Promise<MemberId[]> {
  const rows = await work.sql<{ member_id: MemberId }>(
    `select member_id from calendar_attendees where corp_id = $1 and event_id = $2 and occurrence = '' order by 1`,
    [work.corpId, eventId],
  );
  return rows.map((r) => r.member_id);
}

export async function eventRow(work: Work, eventId: CalendarEventId): Promise<EventRow> {
  const [row] = await work.sql<EventRow>(
    `select ${EVENT_COLUMNS} from calendar_events e where e.corp_id = $1 and e.id = $2`,
    [work.corpId, eventId],
  );
  return row!;
}
