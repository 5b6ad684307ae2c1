import { calendar } from '@teahouse/contract/calendar';
import type { Company, Person } from './world.ts';

/** A second calendar with an event, a meeting room, and the address of a feed: for the table of who may do what. */
export async function makeCalendar({ owner }: Company, li: Person) {
  const made = (await li.call(calendar.createCalendar, { title: 'canary-calendar', colour: 'sky' })).body;
  const times = { start: '2026-06-01T09:00', end: '2026-06-01T10:00', attendees: [li.id] };
  const event = (
    await li.call(calendar.createEvent, { calendarId: made.id, title: 'canary-event', ...times })
  ).body;
  // Whoever holds the address of a feed reads it, so it is one that holds nothing.
  const [empty] = (await li.call(calendar.listCalendars, {})).body.calendars;
  const feed = (await li.call(calendar.makeFeed, { calendarId: empty!.id })).body;
  const room = (await owner.call(calendar.saveRoom, { name: 'canary-room' })).body;
  return {
    calendar: made.id,
    event: event.id,
    meetingRoom: room.id,
    feedKey: feed.path.split('/').at(-1)!,
  };
}
