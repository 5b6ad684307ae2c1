// What programs of a company ask: they see the journals of those in their range, whoever received them.
import type { Control, FormValues } from '@teahouse/contract/approvals-shapes';
import type { DepartmentId, JournalId, JournalTemplateId, MemberId } from '@teahouse/contract/ids';
import type { JournalState } from '@teahouse/contract/journals';
import type { JournalTemplateFacts } from '@teahouse/contract/journals-admin';
import type { Work } from '../../kernel/work.ts';
import { instantOf } from '../calendar/index.ts';
import { corpZone, inSet, type MemberSet } from '../directory/index.ts';
import { CYCLE, type CycleRow, keepCycles } from './cycles.ts';
import { dayAfter } from './journals.rules.ts';
import { templatesOf } from './templates.ts';

export interface JournalQuery {
  from: Date;
  to: Date;
  authors?: readonly MemberId[] | undefined;
  /** with all below */
  departments?: readonly DepartmentId[] | undefined;
  templateId?: JournalTemplateId | undefined;
  /** how many were read before; journals stand in the order of their submission */
  skip: number;
  limit: number;
}

/** A page of the journals submitted within [from, to] by members the program sees. */
export async function journalsForProgram(
  work: Work,
  eyes: MemberSet,
  q: JournalQuery,
): Promise<{ ids: JournalId[]; more: boolean }> {
  const values: unknown[] = [work.corpId, q.from, q.to, q.templateId ?? null, q.skip, q.limit + 1];
  const none = { all: false, memberIds: [], departmentIds: [], tagIds: [] };
  const wanted = [inSet(eyes, 'm', values)];
  if (q.authors) wanted.push(inSet({ ...none, memberIds: q.authors }, 'm', values));
  if (q.departments) wanted.push(inSet({ ...none, departmentIds: q.departments }, 'm', values));
  const rows = await work.sql<{ id: JournalId }>(
    `select j.id from journals j join members m on m.corp_id = $1 and m.id = j.author_id
      where j.corp_id = $1 and j.submitted_at between $2 and $3 and ($4::text is null or j.template_id = $4) and ${wanted.join(' and ')}
      order by j.submitted_at, j.id offset $5 limit $6`,
    values,
  );
  return { ids: rows.slice(0, q.limit).map((r) => r.id), more: rows.length > q.limit };
}

export interface JournalForProgram {
  id: JournalId;
  templateId: JournalTemplateId;
  name: string;
  author: string;
  submittedAt: Date;
  controls: Control[];
  form: FormValues;
  receivers: { userid: string; read: boolean }[];
  comments: { no: number; re: number; userid: string; text: string; at: Date }[];
}

/** One journal with people under their accounts; undefined where there is none, or the program does not see its author. */
export async function journalForProgram(
  work: Work,
  eyes: MemberSet,
  id: JournalId,
): Promise<JournalForProgram | undefined> {
  const values: unknown[] = [work.corpId, id];
  const [row] = await work.sql<Omit<JournalForProgram, 'receivers' | 'comments'>>(
    `select j.id, j.template_id "templateId", j.name, m.userid author, j.submitted_at "submittedAt", j.controls, j.form
       from journals j join members m on m.corp_id = $1 and m.id = j.author_id
      where j.corp_id = $1 and j.id = $2 and j.submitted_at is not null and ${inSet(eyes, 'm', values)}`,
    values,
  );
  if (!row) return undefined;
  const receivers = await work.sql<{ userid: string; read: boolean }>(
    `select m.userid, r.read_at is not null "read" from journal_receivers r join members m on m.corp_id = $1 and m.id = r.member_id
      where r.corp_id = $1 and r.journal_id = $2 order by m.id`,
    [work.corpId, id],
  );
  const comments = await work.sql<JournalForProgram['comments'][number]>(
    `select c.no::float8 "no", coalesce(a.no, 0)::float8 re, m.userid, c.text, c.at from journal_comments c
       join members m on m.corp_id = $1 and m.id = c.member_id
       left join journal_comments a on a.corp_id = $1 and a.id = c.re
      where c.corp_id = $1 and c.journal_id = $2 order by c.at, c.id`,
    [work.corpId, id],
  );
  return { ...row, receivers, comments };
}

export interface CycleForProgram {
  /** instants of its first moment, its end and its due time */
  begins: Date;
  ends: Date;
  due: Date;
  people: { userid: string; state: JournalState; journalId: JournalId | null; submittedAt: Date | null }[];
}

/** The closed cycles of a template that begin within [from, to), with those the program sees; undefined where there is no such template. */
export async function cyclesForProgram(
  work: Work,
  eyes: MemberSet,
  { templateId, from, to }: { templateId: JournalTemplateId; from: Date; to: Date },
): Promise<{ facts: JournalTemplateFacts; cycles: CycleForProgram[] } | undefined> {
  await keepCycles(work);
  const [template] = await templatesOf(work, [templateId]);
  if (!template) return undefined;
  const zone = await corpZone(work);
  const rows = await work.sql<CycleRow>(
    `select ${CYCLE} from journal_cycles c where c.corp_id = $1 and c.template_id = $2 and c.closed_at is not null order by c.starts_on`,
    [work.corpId, templateId],
  );
  const cycles: CycleForProgram[] = [];
  for (const c of rows) {
    const begins = instantOf(c.starts_on, zone);
    if (begins < from || begins >= to) continue;
    const values: unknown[] = [work.corpId, c.id];
    const people = await work.sql<CycleForProgram['people'][number]>(
      `select m.userid, d.state, j.id "journalId", j.submitted_at "submittedAt" from journal_duties d
         join members m on m.corp_id = $1 and m.id = d.member_id
         left join journals j on j.corp_id = $1 and j.cycle_id = d.cycle_id and j.author_id = d.member_id and j.submitted_at is not null
        where d.corp_id = $1 and d.cycle_id = $2 and ${inSet(eyes, 'm', values)} order by m.id`,
      values,
    );
    cycles.push({ begins, ends: instantOf(dayAfter(c.ends_on, 1), zone), due: c.due_at, people });
  }
  return { facts: template.facts, cycles };
}
