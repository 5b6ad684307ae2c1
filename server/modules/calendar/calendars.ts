import { type Calendar, calendar } from '@teahouse/contract/calendar';
import { calendarChanged } from '@teahouse/contract/calendar-events';
import type { CalendarId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { calendarToOwn, knownColleagues, ROLE } from './calendar.access.ts';

/** The calendar that everybody has, made on first use; two first uses at once make one. */
export async function myCalendar(work: Work, memberId: MemberId): Promise<CalendarId> {
  const mine = () =>
    work.sql<{ id: CalendarId }>('select id from calendars where corp_id = $1 and owner_id = $2 and first', [
      work.corpId,
      memberId,
    ]);
  const [known] = await mine();
  if (known) return known.id;
  await work.sql(
    `insert into calendars (corp_id, id, owner_id, title, colour, first, created_at) values ($1, $2, $3, '', 'tea', true, $4)
     on conflict do nothing`,
    [work.corpId, newId('cal'), memberId, work.now],
  );
  return (await mine())[0]!.id;
}

async function calendarsOf(work: Work, only?: CalendarId): Promise<Calendar[]> {
  return await work.sql<Calendar>(
    `select c.id, c.owner_id "ownerId", c.title, c.colour, ${ROLE('$2')} as role,
            case when c.owner_id = $2 then coalesce((select json_agg(json_build_object('memberId', x.member_id, 'role', x.role) order by x.member_id)
              from calendar_shares x where x.corp_id = $1 and x.calendar_id = c.id), '[]') else '[]' end as shares
       from calendars c
       left join calendar_shares s on s.corp_id = $1 and s.calendar_id = c.id and s.member_id = $2
      where c.corp_id = $1 and (c.owner_id = $2 or s.role is not null) and ($3::text is null or c.id = $3)
      order by c.owner_id <> $2, not c.first, c.created_at, c.id`,
    [work.corpId, actingMember(work), only ?? null],
  );
}

export const listCalendars = implement(calendar.listCalendars, async (work) => {
  await myCalendar(work, actingMember(work));
  return { calendars: await calendarsOf(work) };
});

export const createCalendar = implement(calendar.createCalendar, async (work, { title, colour, shares }) => {
  await myCalendar(work, actingMember(work));
  const id = newId('cal');
  await work.db
    .insertInto('calendars')
    .values({ id, owner_id: actingMember(work), title, colour, first: false, created_at: work.now })
    .execute();
  await share(work, id, shares);
  return (await calendarsOf(work, id))[0]!;
});

export const changeCalendar = implement(
  calendar.changeCalendar,
  async (work, { calendarId, title, colour, shares }) => {
    await calendarToOwn(work, calendarId);
    await work.sql(
      'update calendars set title = coalesce($3, title), colour = coalesce($4, colour) where corp_id = $1 and id = $2',
      [work.corpId, calendarId, title ?? null, colour ?? null],
    );
    if (shares) await share(work, calendarId, shares);
    await tellCalendar(work, calendarId, 'changed');
    return (await calendarsOf(work, calendarId))[0]!;
  },
);

/** Sets who else sees a calendar. Fails with calendar.unknown_member. */
export async function share(work: Work, calendarId: CalendarId, shares: Calendar['shares']): Promise<void> {
  const others = shares.filter((s) => s.memberId !== work.actor.id);
  const before = await work.sql<{ member_id: MemberId }>(
    'delete from calendar_shares where corp_id = $1 and calendar_id = $2 returning member_id',
    [work.corpId, calendarId],
  );
  const known = new Set(before.map((b) => b.member_id));
  await knownColleagues(
    work,
    others.map((s) => s.memberId).filter((id) => !known.has(id)),
  );
  await work.sql(
    `insert into calendar_shares (corp_id, calendar_id, member_id, role)
     select $1, $2, u.* from unnest($3::text[], $4::text[]) u on conflict do nothing`,
    [work.corpId, calendarId, others.map((s) => s.memberId), others.map((s) => s.role)],
  );
}

export const removeCalendar = implement(calendar.removeCalendar, async (work, { calendarId }) => {
  const me = actingMember(work);
  const { owner_id } = await calendarRow(work, calendarId);
  if (owner_id !== me) fail('calendar.not_found');
  if ((await myCalendar(work, me)) === calendarId) fail('calendar.last_one');
  await dropCalendar(work, calendarId);
  return {};
});

/** Removes a calendar with its events, and tells the program that made it. */
export async function dropCalendar(work: Work, calendarId: CalendarId): Promise<void> {
  await tellCalendar(work, calendarId, 'removed');
  await work.db.deleteFrom('calendars').where('id', '=', calendarId).execute();
}

/** Whose a calendar is, and which program made it. Fails with calendar.not_found. */
export async function calendarRow(
  work: Work,
  calendarId: CalendarId,
): Promise<{ owner_id: MemberId; program_id: string | null }> {
  const [row] = await work.sql<{ owner_id: MemberId; program_id: string | null }>(
    'select owner_id, program_id from calendars where corp_id = $1 and id = $2',
    [work.corpId, calendarId],
  );
  return row ?? fail('calendar.not_found');
}

/** Tells the program that made a calendar what was done to it. */
export async function tellCalendar(
  work: Work,
  calendarId: CalendarId,
  change: 'changed' | 'removed',
): Promise<void> {
  const { owner_id: ownerId, program_id: programId } = await calendarRow(work, calendarId);
  if (programId)
    await work.emit(calendarChanged, { calendarId, ownerId, programId, change, by: work.actor.id });
}
