import type { JournalCycleId, JournalId, JournalTemplateId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { CYCLE, type CycleRow } from './cycles.ts';
import { type JournalTemplate, templatesOf } from './templates.ts';

/** Of these journals, those the actor wrote or received. Drafts are their author's alone. */
export async function journalsISee(work: Work, ids: readonly string[]): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    `select j.id from journals j where j.corp_id = $1 and j.id = any($2) and (j.author_id = $3
       or j.submitted_at is not null and exists (
         select from journal_receivers r where r.corp_id = $1 and r.journal_id = j.id and r.member_id = $3))`,
    [work.corpId, ids, actingMember(work)],
  );
  return rows.map((r) => r.id);
}

/** A submitted journal the actor wrote or received; a stranger hears that there is none. */
export async function journalToSee(work: Work, id: JournalId): Promise<{ authorId: MemberId }> {
  const [row] = await work.sql<{ authorId: MemberId }>(
    `select author_id "authorId" from journals where corp_id = $1 and id = $2 and submitted_at is not null`,
    [work.corpId, id],
  );
  if (!row || (await journalsISee(work, [id])).length === 0) return fail('journals.not_found');
  return row;
}

export interface MyCycle extends CycleRow {
  state: 'pending' | 'reported' | 'late' | 'missing' | 'excused';
}

/** A cycle the actor is asked to report on. `hold`: until the work is done, so that two submissions at once stand in line. */
export async function cycleToWrite(
  work: Work,
  id: JournalCycleId,
  hold = false,
): Promise<{ cycle: MyCycle; template: JournalTemplate }> {
  const [cycle] = await work.sql<MyCycle>(
    `select ${CYCLE}, d.state from journal_cycles c
       join journal_duties d on d.corp_id = $1 and d.cycle_id = c.id and d.member_id = $3
      where c.corp_id = $1 and c.id = $2 ${hold ? 'for update of d' : ''}`,
    [work.corpId, id, actingMember(work)],
  );
  const [template] = cycle ? await templatesOf(work, [cycle.template_id]) : [];
  if (!cycle || !template) return fail('journals.cycle_not_found');
  return { cycle, template };
}

/** A template, held until the work is done. The endpoint has checked the right. */
export async function templateToChange(work: Work, id: JournalTemplateId): Promise<JournalTemplate> {
  await work.db.selectFrom('journal_templates').select('id').where('id', '=', id).forUpdate().execute();
  const [template] = await templatesOf(work, [id]);
  return template ?? fail('journals.template_not_found');
}
