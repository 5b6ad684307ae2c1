import { calendar, type EventFacts } from '@teahouse/contract/calendar';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { calendarToWrite, eventToSee } from './calendar.access.ts';
import { myCalendar } from './calendars.ts';
import { fail } from '../../kernel/fail.ts';
import { type EventRow, type OverrideRow, seriesOf, toEvent } from './event.present.ts';
import { workingDays } from './occurrences.ts';
import { bookRoom } from './rooms.ts';
import { takesPlace } from './series.ts';
import { tell } from './tell-attendees.ts';
import { tellProgram } from './tell-program.ts';
import { eventRow, insertEvent, seriesFrom, type Whose } from './write-event.ts';

export const createEvent = implement(calendar.createEvent, async (work, wanted) => {
  const me = actingMember(work);
  const calendarId = wanted.calendarId ?? (await myCalendar(work, me));
  await calendarToWrite(work, calendarId);
  return await toEvent(work, {
    ...(await makeEvent(work, { calendarId, organizer: me }, wanted)),
    mine: true,
  });
});

/** Makes an event, books its room and tells its people. Whether it may lie in this calendar is the caller's to see to. */
export async function makeEvent(work: Work, where: Whose, wanted: EventFacts): Promise<EventRow> {
  const id = await insertEvent(work, where, await seriesFrom(work, wanted), wanted);
  const row = await eventRow(work, id);
  await bookRoom(work, row);
  await tell(work, row, 'asked', wanted.attendees);
  await tellProgram(work, row, 'added');
  return row;
}

export const getEvent = implement(calendar.getEvent, async (work, { eventId, occurrence }) => {
  const row = await eventToSee(work, eventId);
  if (!occurrence) return await toEvent(work, row);
  const [changed] = await work.sql<OverrideRow>(
    'select * from calendar_overrides where corp_id = $1 and event_id = $2 and occurrence = $3',
    [work.corpId, eventId, occurrence],
  );
  if (changed?.cancelled || (!changed && !takesPlace(seriesOf(row), occurrence, await workingDays(work))))
    fail('calendar.event_not_found');
  return await toEvent(work, row, changed, occurrence);
});
