// The door of the calendar: events and series, who comes, rooms, free and busy, files and feeds.
import { calendar as contract } from '@teahouse/contract/calendar';
import { defineModule } from '../../kernel/module.ts';
import { followForms } from './rooms-in-forms.ts';
import { answerEvent } from './answer-event.ts';
import { changeCalendar, createCalendar, listCalendars, removeCalendar } from './calendars.ts';
import { cancelEvent, changeEvent } from './change-event.ts';
import { createEvent, getEvent } from './create-event.ts';
import { freeBusy } from './free-busy.ts';
import { makeFeed, readFeed, stopFeed } from './ics/feed.ts';
import { importIcs } from './ics/import-ics.ts';
import { listOccurrences } from './occurrences.ts';
import { remind } from './remind.ts';
import { listRooms, retireRoom, saveRoom } from './rooms.ts';
import { tellAttendees } from './tell-attendees.ts';

export { FEED_KEY } from './ics/feed.ts';
export {
  type CalendarObject,
  calendarObjects,
  goneSince,
  type HeldCalendar,
  heldCalendar,
} from './ics/calendar-objects.ts';
export { eventOfProgram } from './machines/program-access.ts';
export {
  addProgramCalendar,
  changeProgramCalendar,
  type ProgramCalendar,
  programCalendar,
  removeProgramCalendar,
} from './machines/program-calendars.ts';
export {
  addProgramEvent,
  cancelProgramEvent,
  changeProgramEvent,
  type ProgramEvent,
  programEvents,
  programEventsIn,
  type Which,
} from './machines/program-events.ts';
export {
  bookingsOfEvent,
  type ProgramRoom,
  programRooms,
  removeProgramRoom,
  type RoomBooking,
  roomBookings,
  roomWithNo,
  saveProgramRoom,
} from './machines/program-rooms.ts';
export { attendeesOf } from './write-event.ts';
export { listOccurrences, workingDays } from './occurrences.ts';
export { instantOf, slotsIn } from './series.ts';

followForms();

export const calendar = defineModule({
  name: 'calendar',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: {
    listCalendars,
    createCalendar,
    changeCalendar,
    removeCalendar,
    listOccurrences,
    getEvent,
    createEvent,
    changeEvent,
    cancelEvent,
    answerEvent,
    freeBusy,
    listRooms,
    saveRoom,
    retireRoom,
    importIcs,
    makeFeed,
    stopFeed,
    readFeed,
  },
  jobs: [remind, tellAttendees],
});
