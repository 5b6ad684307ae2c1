import { eventChanged } from '@teahouse/contract/calendar-events';
import type { Work } from '../../kernel/work.ts';
import { calendarRow } from './calendars.ts';
import type { EventRow } from './event.present.ts';

/** Tells the programs that made an event, or the calendar it lies in, what was done to it. */
export async function tellProgram(
  work: Work,
  event: EventRow,
  change: 'added' | 'changed' | 'removed' | 'answered',
): Promise<void> {
  const { program_id } = await calendarRow(work, event.calendar_id);
  const { calendar_id: calendarId, id: eventId, organizer } = event;
  for (const programId of new Set([program_id, event.program_id]))
    if (programId)
      await work.emit(eventChanged, { calendarId, eventId, organizer, programId, change, by: work.actor.id });
}
