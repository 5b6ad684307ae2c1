import { calendarChanged, eventChanged, roomBooked } from '@teahouse/contract/calendar-events';
import type { MemberId } from '@teahouse/contract/ids';
import { subscribe } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { programRooms } from '../../../modules/calendar/index.ts';
import { type ListeningApp, listeningApps } from '../../../modules/callbacks/index.ts';
import { useridOf } from '../../../modules/directory/index.ts';
import { bookingId, outerCalendarId, outerScheduleId } from '../customers/outer-ids.ts';
import type { Fields } from './inner-message.ts';
import { tell } from './tell.ts';

/** Apps that read the office, except the one that did it and knows. */
const hearing = async (work: Work, by: string): Promise<ListeningApp[]> =>
  (await listeningApps(work)).filter((a) => a.scopes.includes('office.read') && a.id !== by);

async function say(work: Work, apps: readonly ListeningApp[], what: string, by: string, fields: Fields) {
  if (apps.length === 0) return;
  const from = by.startsWith('mbr_') ? await useridOf(work, by as MemberId) : undefined;
  const head: Fields = [['Event', what]];
  await tell(work, apps, { from: from ?? 'sys', type: 'event', what, fields: [...head, ...fields] });
}

export const tellCalendar = subscribe(
  'wecom.tell_calendar',
  calendarChanged,
  async (work, { calendarId, programId, change, by }) => {
    const apps = (await hearing(work, by)).filter((a) => a.id === programId);
    const what = change === 'removed' ? 'delete_calendar' : 'modify_calendar';
    await say(work, apps, what, by, [['CalId', outerCalendarId(calendarId)]]);
  },
);

const words = {
  added: 'add_schedule',
  changed: 'modify_schedule',
  removed: 'delete_schedule',
  answered: 'respond_schedule',
} as const;

export const tellSchedule = subscribe(
  'wecom.tell_schedule',
  eventChanged,
  async (work, { calendarId, eventId, programId, change, by }) => {
    const apps = (await hearing(work, by)).filter((a) => a.id === programId);
    await say(work, apps, words[change], by, [
      ['CalId', outerCalendarId(calendarId)],
      ['ScheduleId', outerScheduleId(eventId)],
    ]);
  },
);

/** Rooms are the company's: every app that reads the office hears who took one. */
export const tellRoom = subscribe(
  'wecom.tell_room',
  roomBooked,
  async (work, { roomId, eventId, change, by }) => {
    const apps = await hearing(work, by);
    if (apps.length === 0) return;
    const room = (await programRooms(work)).find((r) => r.id === roomId);
    if (!room) return;
    await say(work, apps, change === 'booked' ? 'book_meeting_room' : 'cancel_meeting_room', by, [
      ['MeetingRoomId', room.no],
      ['BookingId', bookingId(eventId)],
    ]);
  },
);
