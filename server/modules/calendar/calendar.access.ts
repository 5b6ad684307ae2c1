import type { CalendarEventId, CalendarId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { thoseInSet, visibleMembers } from '../directory/index.ts';
import { type EventRow, EVENT_COLUMNS } from './event.present.ts';

export type Role = 'owner' | 'write' | 'read' | 'busy';

/** SQL: the role of a member in `calendars c` beside their share `s`. An owner who only reads is a reader. */
export const ROLE = (memberId: string): string =>
  `case when c.owner_id <> ${memberId} then s.role when c.owner_reads then 'read' else 'owner' end`;

/** What the acting member may do with a calendar; null where it is none of theirs. */
export async function roleIn(work: Work, calendarId: CalendarId): Promise<Role | null> {
  const [row] = await work.sql<{ role: Role }>(
    `select ${ROLE('$3')} as role from calendars c
       left join calendar_shares s on s.corp_id = $1 and s.calendar_id = c.id and s.member_id = $3
      where c.corp_id = $1 and c.id = $2 and (c.owner_id = $3 or s.role is not null)`,
    [work.corpId, calendarId, actingMember(work)],
  );
  return row?.role ?? null;
}

export async function calendarToOwn(work: Work, calendarId: CalendarId): Promise<void> {
  if ((await roleIn(work, calendarId)) !== 'owner') fail('calendar.not_found');
}

export async function calendarToWrite(work: Work, calendarId: CalendarId): Promise<void> {
  const role = await roleIn(work, calendarId);
  if (role !== 'owner' && role !== 'write') fail('calendar.not_found');
}

/** An event for those who may read it: readers of its calendar, unless it is private, and whoever is asked to come. */
export async function eventToSee(
  work: Work,
  eventId: CalendarEventId,
): Promise<EventRow & { mine: boolean }> {
  const [row] = await work.sql<EventRow>(
    `select ${EVENT_COLUMNS} from calendar_events e where e.corp_id = $1 and e.id = $2`,
    [work.corpId, eventId],
  );
  if (!row) fail('calendar.event_not_found');
  const role = await roleIn(work, row.calendar_id);
  const mine = role === 'owner' || role === 'write' || isAdmin(work, row);
  if (mine || (role === 'read' && !row.private)) return { ...row, mine };
  const [asked] = await work.sql(
    `select 1 from calendar_attendees where corp_id = $1 and event_id = $2 and occurrence = '' and member_id = $3`,
    [work.corpId, eventId, actingMember(work)],
  );
  return asked ? { ...row, mine } : fail('calendar.event_not_found');
}

/** The same, locked, for who may change it: those who write to its calendar. */
export async function eventToChange(work: Work, eventId: CalendarEventId): Promise<EventRow> {
  const [locked] = await work.sql<EventRow>(
    `select ${EVENT_COLUMNS} from calendar_events e where e.corp_id = $1 and e.id = $2 for update`,
    [work.corpId, eventId],
  );
  const role = locked && (await roleIn(work, locked.calendar_id));
  return locked && (role === 'owner' || role === 'write' || isAdmin(work, locked))
    ? locked
    : fail('calendar.event_not_found');
}

const isAdmin = (work: Work, { admins }: EventRow) => admins.some((id) => id === work.actor.id);

/** Colleagues whom the actor may see and who work here, or will once they have joined; anybody else is unknown. */
export async function knownColleagues(work: Work, ids: readonly MemberId[]): Promise<void> {
  const others = [...new Set(ids)].filter((id) => id !== work.actor.id);
  const everybody = { all: true, memberIds: [], departmentIds: [], tagIds: [] };
  const here = new Set(await thoseInSet(work, everybody, await visibleMembers(work, others)));
  if (others.some((id) => !here.has(id))) fail('calendar.unknown_member');
}
