// Calendars as programs keep them: each reads and changes those it made, and no others.
import type { Calendar } from '@teahouse/contract/calendar';
import type { CalendarId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { dropCalendar, myCalendar, share, tellCalendar } from '../calendars.ts';

export interface ProgramCalendar {
  id: CalendarId;
  ownerId: MemberId;
  title: string;
  note: string;
  colour: Calendar['colour'];
  /** the program's own word for the colour */
  colourCode: string | null;
  /** its owner reads it and may remove it, no more */
  ownerReads: boolean;
  shares: Calendar['shares'];
}
type Facts = Omit<ProgramCalendar, 'id'>;

/** Makes a calendar of a member's for a program; `isDefault`: where the program's events of that member go unless it says so. */
export async function addProgramCalendar(
  work: Work,
  programId: string,
  { isDefault, ...facts }: Facts & { isDefault: boolean },
): Promise<CalendarId> {
  // Whoever gets a calendar from a program has one of their own, too.
  await myCalendar(work, facts.ownerId);
  const id = newId('cal');
  if (isDefault)
    await work.sql(
      'update calendars set program_default = false where corp_id = $1 and owner_id = $2 and program_id = $3',
      [work.corpId, facts.ownerId, programId],
    );
  await work.db
    .insertInto('calendars')
    .values({
      id,
      owner_id: facts.ownerId,
      title: facts.title,
      colour: facts.colour,
      first: false,
      created_at: work.now,
      program_id: programId,
      program_default: isDefault,
      colour_code: facts.colourCode,
      note: facts.note,
      owner_reads: facts.ownerReads,
    })
    .execute();
  await share(work, id, sharesWithOthers(facts));
  return id;
}

const sharesWithOthers = ({ ownerId, shares }: Facts) => shares.filter((s) => s.memberId !== ownerId);

/** Says everything of a calendar anew except whose it is. */
export async function changeProgramCalendar(work: Work, calendarId: CalendarId, facts: Facts): Promise<void> {
  await work.db
    .updateTable('calendars')
    .set({
      title: facts.title,
      colour: facts.colour,
      colour_code: facts.colourCode,
      note: facts.note,
      owner_reads: facts.ownerReads,
    })
    .where('id', '=', calendarId)
    .execute();
  await share(work, calendarId, sharesWithOthers(facts));
  await tellCalendar(work, calendarId, 'changed');
}

/** The calendar if this program made it. Fails with calendar.not_found, or calendar.other_program. */
export async function programCalendar(
  work: Work,
  programId: string,
  calendarId: CalendarId,
): Promise<ProgramCalendar> {
  const [row] = await work.sql<ProgramCalendar & { programId: string | null }>(
    `select c.id, c.owner_id "ownerId", c.title, c.note, c.colour, c.colour_code "colourCode", c.owner_reads "ownerReads",
            c.program_id "programId",
            coalesce((select json_agg(json_build_object('memberId', x.member_id, 'role', x.role) order by x.member_id)
              from calendar_shares x where x.corp_id = $1 and x.calendar_id = c.id), '[]') as shares
       from calendars c where c.corp_id = $1 and c.id = $2`,
    [work.corpId, calendarId],
  );
  if (!row) fail('calendar.not_found');
  if (row.programId !== programId) fail('calendar.other_program');
  return row;
}

/** Where an event of the program goes that names no calendar: its own for this member, or the one that everybody has. */
export async function programDefault(work: Work, programId: string, ownerId: MemberId): Promise<CalendarId> {
  const [row] = await work.sql<{ id: CalendarId }>(
    'select id from calendars where corp_id = $1 and owner_id = $2 and program_id = $3 and program_default',
    [work.corpId, ownerId, programId],
  );
  return row?.id ?? (await myCalendar(work, ownerId));
}

export const removeProgramCalendar = (work: Work, calendarId: CalendarId): Promise<void> =>
  dropCalendar(work, calendarId);
