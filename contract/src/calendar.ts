// Calendars: series of events by RFC 5545 rules in an IANA zone, who is asked to come, rooms, free and busy, and feeds.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { CalendarEventId, CalendarId, MeetingRoomId, MemberId } from './ids.ts';

const when = z.iso.datetime();
/** Wall-clock time without a zone: '2026-05-06T09:30', or '2026-05-06' for a whole day. */
export const Local = z.string().regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/);
const title = z.string().trim().min(1).max(128);
const colour = z.enum(['tea', 'sky', 'plum', 'clay', 'gold', 'slate']);

export const CalendarShare = z.object({
  memberId: MemberId,
  /** busy: sees only that there is something; read: sees what; write: changes it too */
  role: z.enum(['busy', 'read', 'write']),
});
export const Calendar = z.object({
  id: CalendarId,
  ownerId: MemberId,
  title: z.string(),
  colour,
  /** what I may do with it */
  role: z.enum(['owner', 'busy', 'read', 'write']),
  /** for its owner; others see nobody */
  shares: z.array(CalendarShare),
});
export type Calendar = z.infer<typeof Calendar>;

export const Answer = z.enum(['waiting', 'yes', 'maybe', 'no']);
export type Answer = z.infer<typeof Answer>;

/** One time at which an event takes place. */
export const Occurrence = z.object({
  eventId: CalendarEventId,
  /** which of the series: the wall-clock start its rule gives it, whatever it was moved to */
  occurrence: Local,
  calendarId: CalendarId,
  /** '' where the reader may only see that there is something */
  title: z.string(),
  place: z.string(),
  allDay: z.boolean(),
  /** instants; a whole day begins at midnight in the zone of the event */
  start: when,
  end: when,
  /** wall-clock start and end in the zone of the event; the end of whole days is the day after the last */
  startLocal: Local,
  endLocal: Local,
  repeats: z.boolean(),
  /** differs from what its series says */
  changed: z.boolean(),
  /** null for who is not asked to come */
  answer: Answer.nullable(),
  organizer: MemberId,
  roomId: MeetingRoomId.nullable(),
});
export type Occurrence = z.infer<typeof Occurrence>;

/** What an event says of itself; a single occurrence may say it otherwise. */
const Said = z.object({
  title,
  note: z.string().max(5_000),
  place: z.string().trim().max(128),
  start: Local,
  /** exclusive: the day after the last for whole days */
  end: Local,
  /** IANA zone of start and end; the company's where absent */
  zone: z.string().min(1).max(60).optional(),
  /** RFC 5545 recurrence rule without 'RRULE:', such as 'FREQ=WEEKLY;BYDAY=MO,WE' */
  rule: z.string().max(300).nullable(),
  /** a daily rule that skips what the company's holiday calendar calls off, and keeps make-up days */
  workdays: z.boolean(),
  /** readers of the calendar see only that there is something */
  private: z.boolean(),
  /** does not make its people busy */
  free: z.boolean(),
  /** minutes before the start at which its people are reminded; below zero for whole days: after their midnight */
  remind: z.array(z.number().int().min(-1_439).max(40_320)).max(5),
  attendees: z.array(MemberId).max(2_000),
  roomId: MeetingRoomId.nullable(),
});
const { shape } = Said;
const Facts = Said.extend({
  note: shape.note.default(''),
  place: shape.place.default(''),
  rule: shape.rule.default(null),
  workdays: shape.workdays.default(false),
  private: shape.private.default(false),
  free: shape.free.default(false),
  remind: shape.remind.default([15]),
  attendees: shape.attendees.default([]),
  roomId: shape.roomId.default(null),
});
export type EventFacts = z.infer<typeof Facts>;

export const CalendarEvent = Said.extend({
  id: CalendarEventId,
  calendarId: CalendarId,
  uid: z.string(),
  zone: z.string(),
  organizer: MemberId,
  attendees: z.array(z.object({ memberId: MemberId, answer: Answer })),
  /** of the reader: may change it */
  mine: z.boolean(),
  /** answer of the reader; null when not asked */
  answer: Answer.nullable(),
  revision: z.number().int(),
});
export type CalendarEvent = z.infer<typeof CalendarEvent>;

const scope = z.enum(['one', 'following', 'all']);
const which = z.object({
  eventId: CalendarEventId,
  /** needed for one and following */
  occurrence: Local.optional(),
});
const span = { from: when, to: when };

export const MeetingRoom = z.object({
  id: MeetingRoomId,
  name: z.string().trim().min(1).max(60),
  place: z.string().trim().max(128),
  capacity: z.number().int().min(1).max(10_000).nullable(),
  equipment: z.array(z.string().trim().min(1).max(30)).max(20),
});
const wrong = [
  'calendar.bad_time',
  'calendar.bad_rule',
  'calendar.bad_zone',
  'calendar.unknown_member',
] as const;
const room = [
  'calendar.room_not_found',
  'calendar.room_not_open',
  'calendar.room_taken',
  'calendar.room_needs_end',
] as const;

export const calendar = {
  listCalendars: endpoint({
    method: 'GET',
    path: '/calendars',
    summary: 'My calendars and those shared with me; the first call makes my own',
    who: 'member',
    input: z.object({}),
    output: z.object({ calendars: z.array(Calendar) }),
    errors: [],
  }),
  createCalendar: endpoint({
    method: 'POST',
    path: '/calendars',
    summary: 'One more calendar of mine',
    who: 'member',
    input: z.object({
      title: z.string().trim().min(1).max(60),
      colour,
      shares: z.array(CalendarShare).max(2_000).default([]),
    }),
    output: Calendar,
    errors: ['calendar.unknown_member'],
  }),
  changeCalendar: endpoint({
    method: 'PATCH',
    path: '/calendars/:calendarId',
    summary: 'Rename, colour or share a calendar of mine',
    who: 'member',
    input: z.object({
      calendarId: CalendarId,
      title: z.string().trim().min(1).max(60).optional(),
      colour: colour.optional(),
      shares: z.array(CalendarShare).max(2_000).optional(),
    }),
    output: Calendar,
    errors: ['calendar.not_found', 'calendar.unknown_member'],
  }),
  removeCalendar: endpoint({
    method: 'DELETE',
    path: '/calendars/:calendarId',
    summary: 'Remove a calendar of mine with its events; the first one stays',
    who: 'member',
    input: z.object({ calendarId: CalendarId }),
    output: z.object({}),
    errors: ['calendar.not_found', 'calendar.last_one'],
  }),
  listOccurrences: endpoint({
    method: 'GET',
    path: '/calendar',
    summary:
      'What takes place in a span of at most 62 days: in calendars I see, and where I am asked to come',
    who: 'member',
    input: z.object(span),
    output: z.object({ occurrences: z.array(Occurrence) }),
    errors: ['calendar.span_too_long'],
  }),
  getEvent: endpoint({
    method: 'GET',
    path: '/calendar/events/:eventId',
    summary: 'An event as its series says, or as one occurrence of it says',
    who: 'member',
    input: which,
    output: CalendarEvent,
    errors: ['calendar.event_not_found'],
  }),
  createEvent: endpoint({
    method: 'POST',
    path: '/calendar/events',
    summary: 'An event or a series in a calendar I may write to; its people are told',
    who: 'member',
    input: Facts.extend({ calendarId: CalendarId.optional() }),
    output: CalendarEvent,
    errors: ['calendar.not_found', ...wrong, ...room],
  }),
  changeEvent: endpoint({
    method: 'PATCH',
    path: '/calendar/events/:eventId',
    summary:
      'Change the whole series, one occurrence, or one and all that follow (which then are a series of their own)',
    who: 'member',
    input: which.extend({ scope: scope.default('all') }).extend(Said.partial().shape),
    output: CalendarEvent,
    errors: ['calendar.event_not_found', ...wrong, ...room],
  }),
  cancelEvent: endpoint({
    method: 'DELETE',
    path: '/calendar/events/:eventId',
    summary: 'Cancel the whole series, one occurrence, or one and all that follow',
    who: 'member',
    input: which.extend({ scope: scope.default('all') }),
    output: z.object({}),
    errors: ['calendar.event_not_found'],
  }),
  answerEvent: endpoint({
    method: 'PUT',
    path: '/calendar/events/:eventId/answer',
    summary: 'Say whether I come: to the whole series, or to one occurrence',
    who: 'member',
    input: which.extend({ answer: z.enum(['yes', 'maybe', 'no']) }),
    output: z.object({}),
    errors: ['calendar.event_not_found'],
  }),
  freeBusy: endpoint({
    method: 'GET',
    path: '/calendar/busy',
    summary: 'When colleagues are busy, and nothing else of it; at most 50 people and 31 days',
    who: 'member',
    input: z.object({
      ...span,
      memberIds: z
        .string()
        .transform((s) => s.split(','))
        .pipe(z.array(MemberId).min(1).max(50)),
    }),
    output: z.object({
      people: z.array(z.object({ memberId: MemberId, busy: z.array(z.object({ start: when, end: when })) })),
    }),
    errors: ['calendar.span_too_long', 'calendar.unknown_member'],
  }),
  listRooms: endpoint({
    method: 'GET',
    path: '/meeting-rooms',
    summary: 'Meeting rooms, and when each is taken in a span',
    who: 'member',
    input: z.object(span),
    output: z.object({
      rooms: z.array(MeetingRoom.extend({ taken: z.array(z.object({ start: when, end: when })) })),
    }),
    errors: ['calendar.span_too_long'],
  }),
  saveRoom: endpoint({
    method: 'POST',
    path: '/admin/meeting-rooms',
    summary: 'Make or change a meeting room',
    who: 'admin:settings',
    input: MeetingRoom.partial({ id: true }).extend({
      place: z.string().trim().max(128).default(''),
      capacity: z.number().int().min(1).max(10_000).nullable().default(null),
      equipment: z.array(z.string().trim().min(1).max(30)).max(20).default([]),
    }),
    output: MeetingRoom,
    errors: ['calendar.room_not_found'],
  }),
  retireRoom: endpoint({
    method: 'DELETE',
    path: '/admin/meeting-rooms/:roomId',
    summary: 'Take a room out of use; its future bookings go, and their organizers are told',
    who: 'admin:settings',
    input: z.object({ roomId: MeetingRoomId }),
    output: z.object({}),
    errors: ['calendar.room_not_found'],
  }),
  importIcs: endpoint({
    method: 'POST',
    path: '/calendars/:calendarId/import',
    summary:
      'Bring events of an ICS file into a calendar of mine; what came before under the same UID is replaced',
    who: 'member',
    input: z.object({ calendarId: CalendarId, ics: z.string().min(1).max(2_000_000) }),
    output: z.object({
      added: z.number().int(),
      changed: z.number().int(),
      /** what was left out, and why */
      skipped: z.array(z.object({ title: z.string(), why: z.string() })),
    }),
    errors: ['calendar.not_found', 'calendar.bad_ics'],
  }),
  makeFeed: endpoint({
    method: 'POST',
    path: '/calendars/:calendarId/feed',
    summary: 'A secret address under which other programs read this calendar; the one before stops working',
    who: 'member',
    input: z.object({ calendarId: CalendarId }),
    output: z.object({ path: z.string() }),
    errors: ['calendar.not_found'],
  }),
  stopFeed: endpoint({
    method: 'DELETE',
    path: '/calendars/:calendarId/feed',
    summary: 'No address of this calendar works any longer',
    who: 'member',
    input: z.object({ calendarId: CalendarId }),
    output: z.object({}),
    errors: ['calendar.not_found'],
  }),
  readFeed: endpoint({
    method: 'GET',
    path: '/calendar/feeds/:key',
    summary: 'A calendar as an ICS file, for programs that hold its secret address',
    who: 'key:calendar_feed',
    input: z.object({ key: z.string() }),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
};
