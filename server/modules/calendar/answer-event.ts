import { calendar } from '@teahouse/contract/calendar';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { hintMembers } from '../messaging/index.ts';
import { eventToSee } from './calendar.access.ts';
import { seriesOf } from './event.present.ts';
import { workingDays } from './occurrences.ts';
import { takesPlace } from './series.ts';
import { tellProgram } from './tell-program.ts';
import { attendeesOf } from './write-event.ts';

export const answerEvent = implement(calendar.answerEvent, async (work, { eventId, occurrence, answer }) => {
  const me = actingMember(work);
  const row = await eventToSee(work, eventId);
  const people = await attendeesOf(work, eventId);
  if (!people.includes(me)) fail('calendar.event_not_found');
  if (occurrence) {
    const [changed] = await work.sql<{ cancelled: boolean }>(
      'select cancelled from calendar_overrides where corp_id = $1 and event_id = $2 and occurrence = $3',
      [work.corpId, eventId, occurrence],
    );
    if (changed?.cancelled || (!changed && !takesPlace(seriesOf(row), occurrence, await workingDays(work))))
      fail('calendar.event_not_found');
  }
  await work.sql(
    `insert into calendar_attendees (corp_id, event_id, occurrence, member_id, answer) values ($1, $2, $3, $4, $5)
     on conflict (corp_id, event_id, occurrence, member_id) do update set answer = excluded.answer`,
    [work.corpId, eventId, occurrence ?? '', me, answer],
  );
  // An answer to the whole series is the newest word on each of its times.
  if (!occurrence)
    await work.sql(
      `delete from calendar_attendees where corp_id = $1 and event_id = $2 and member_id = $3 and occurrence <> ''`,
      [work.corpId, eventId, me],
    );
  await tellProgram(work, row, 'answered');
  hintMembers(work, [...people, row.organizer], 'calendar');
  return {};
});
