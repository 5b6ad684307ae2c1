import type { Answer, CalendarEvent } from '@teahouse/contract/calendar';
import type { CalendarEventId, CalendarId, MeetingRoomId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { addMinutes, type Series } from './series.ts';

export interface EventRow {
  id: CalendarEventId;
  calendar_id: CalendarId;
  uid: string;
  organizer: MemberId;
  title: string;
  note: string;
  place: string;
  room_id: MeetingRoomId | null;
  zone: string;
  all_day: boolean;
  start_local: string;
  minutes: number;
  rule: string | null;
  workdays: boolean;
  private: boolean;
  free: boolean;
  remind: number[];
  starts_at: Date;
  ends_at: Date | null;
  revision: number;
  /** the app that made it */
  program_id: string | null;
  admins: MemberId[];
}
export interface OverrideRow {
  event_id: CalendarEventId;
  occurrence: string;
  cancelled: boolean;
  title: string | null;
  note: string | null;
  place: string | null;
  start_local: string;
  minutes: number;
  starts_at: Date;
  ends_at: Date;
}

/** Of `calendar_events e`. */
export const EVENT_COLUMNS = [
  'id, calendar_id, uid, organizer, title, note, place, room_id, zone, all_day, start_local, minutes, rule, workdays, private',
  'free, remind, starts_at, ends_at, revision, program_id, admins',
]
  .join(', ')
  .split(', ')
  .map((column) => `e.${column}`)
  .join(', ');

export const seriesOf = (e: EventRow): Series => ({
  startLocal: e.start_local,
  minutes: e.minutes,
  allDay: e.all_day,
  zone: e.zone,
  rule: e.rule,
  workdays: e.workdays,
});

export const repeats = (e: Pick<EventRow, 'rule' | 'workdays'>): boolean => e.rule !== null || e.workdays;

/** The event as its reader sees it; `changed` is what one occurrence says otherwise. */
export async function toEvent(
  work: Work,
  e: EventRow & { mine: boolean },
  changed?: OverrideRow,
  occurrence = '',
): Promise<CalendarEvent> {
  const rows = await work.sql<{ member_id: MemberId; answer: Answer }>(
    `select a.member_id, coalesce(o.answer, a.answer) answer from calendar_attendees a
       left join calendar_attendees o on o.corp_id = $1 and o.event_id = $2 and o.occurrence = $3 and o.member_id = a.member_id
      where a.corp_id = $1 and a.event_id = $2 and a.occurrence = '' order by a.member_id`,
    [work.corpId, e.id, occurrence],
  );
  const attendees = rows.map((r) => ({ memberId: r.member_id, answer: r.answer }));
  const start = changed?.start_local ?? (occurrence || e.start_local);
  return {
    id: e.id,
    calendarId: e.calendar_id,
    uid: e.uid,
    organizer: e.organizer,
    title: changed?.title ?? e.title,
    note: changed?.note ?? e.note,
    place: changed?.place ?? e.place,
    start,
    end: addMinutes(start, changed?.minutes ?? e.minutes),
    zone: e.zone,
    rule: e.rule,
    workdays: e.workdays,
    private: e.private,
    free: e.free,
    remind: e.remind,
    attendees,
    roomId: e.room_id,
    mine: e.mine,
    answer: attendees.find((a) => a.memberId === work.actor.id)?.answer ?? null,
    revision: e.revision,
  };
}
