// What calendars tell the rest of the house.
import * as z from 'zod';
import { event } from './define.ts';
import { CalendarEventId, CalendarId, MeetingRoomId, MemberId } from './ids.ts';

/** A calendar that a program made was changed or removed. */
export const calendarChanged = event(
  'calendar.calendar_changed',
  'apps',
  z.object({
    calendarId: CalendarId,
    ownerId: MemberId,
    programId: z.string(),
    change: z.enum(['changed', 'removed']),
    /** whoever did it, a member or an app */
    by: z.string(),
  }),
);

/** Something happened to an event that a program made, or that lies in a calendar it made. */
export const eventChanged = event(
  'calendar.event_changed',
  'apps',
  z.object({
    calendarId: CalendarId,
    eventId: CalendarEventId,
    organizer: MemberId,
    programId: z.string(),
    change: z.enum(['added', 'changed', 'removed', 'answered']),
    by: z.string(),
  }),
);

/** A meeting room was booked for an event, or is free of it again. */
export const roomBooked = event(
  'calendar.room_booked',
  'apps',
  z.object({
    roomId: MeetingRoomId,
    eventId: CalendarEventId,
    change: z.enum(['booked', 'cancelled']),
    by: z.string(),
  }),
);
