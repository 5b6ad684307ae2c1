import type { CalendarEventId, CalendarId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { type EventRow, EVENT_COLUMNS } from '../event.present.ts';
import { programCalendar, programDefault } from './program-calendars.ts';

/** The calendar a program's new event goes to. Fails where it is another program's or member's. */
export async function calendarToMake(
  work: Work,
  programId: string,
  organizer: MemberId,
  calendarId: CalendarId | undefined,
): Promise<CalendarId> {
  if (!calendarId) return await programDefault(work, programId, organizer);
  const { ownerId } = await programCalendar(work, programId, calendarId);
  return ownerId === organizer ? calendarId : fail('calendar.other_owner');
}

/**
 * An event that this program made, held until the work is done. Fails with calendar.event_not_found, calendar.event_gone where it was
 * cancelled, and calendar.other_program.
 */
export async function eventOfProgram(
  work: Work,
  programId: string,
  eventId: CalendarEventId,
): Promise<EventRow> {
  const [row] = await work.sql<EventRow>(
    `select ${EVENT_COLUMNS} from calendar_events e where e.corp_id = $1 and e.id = $2 for update`,
    [work.corpId, eventId],
  );
  if (row) return row.program_id === programId ? row : fail('calendar.other_program');
  const [gone] = await work.sql(
    'select 1 from calendar_gone where corp_id = $1 and event_id = $2 and program_id = $3',
    [work.corpId, eventId, programId],
  );
  return gone ? fail('calendar.event_gone') : fail('calendar.event_not_found');
}
