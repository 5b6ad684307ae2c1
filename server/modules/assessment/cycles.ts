// Cycles as rows, and as those who run them see them.
import type { AdminCycle } from '@teahouse/contract/assessment-admin';
import { AssessmentForm, CyclePlan, type StageKind } from '@teahouse/contract/assessment-shapes';
import type { AssessmentCycleId, AssessmentTemplateId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { dayAt } from '../attendance/index.ts';
import { corpZone } from '../directory/index.ts';

export interface CycleRow {
  id: AssessmentCycleId;
  plan: CyclePlan;
  template_id: AssessmentTemplateId;
  version: number;
  state: 'draft' | 'running' | 'closed';
  stage: StageKind | null;
  stage_at: Date | null;
  reminded_at: Date | null;
  published_at: Date | null;
}
const CYCLE =
  'c.id, c.plan, c.template_id, c.version, c.state, c.stage, c.stage_at, c.reminded_at, c.published_at';

/** Cycles by id, whoever asks; the caller has checked. */
export async function cyclesOf(work: Work, ids: readonly AssessmentCycleId[] | 'all'): Promise<CycleRow[]> {
  const rows = await work.sql<CycleRow>(
    `select ${CYCLE} from assessment_cycles c where c.corp_id = $1 and ($2::text[] is null or c.id = any($2))
      order by c.created_at desc, c.id desc`,
    [work.corpId, ids === 'all' ? null : ids],
  );
  return rows.map((r) => ({ ...r, plan: CyclePlan.parse(r.plan) }));
}

/** A cycle that stays in its stage until the work is done. `hold` keeps everybody else from answering too. */
export async function cycleNow(work: Work, id: AssessmentCycleId, hold: 'hold' | 'share'): Promise<CycleRow> {
  const [held] = await work.sql(
    `select id from assessment_cycles where corp_id = $1 and id = $2 for ${hold === 'hold' ? 'update' : 'share'}`,
    [work.corpId, id],
  );
  const [row] = held ? await cyclesOf(work, [id]) : [];
  return row ?? fail('assessment.cycle_not_found');
}

/** The form a cycle stands on. */
export async function formOf(
  work: Work,
  { template_id, version }: Pick<CycleRow, 'template_id' | 'version'>,
): Promise<AssessmentForm> {
  const [row] = await work.sql<{ form: unknown }>(
    'select form from assessment_template_versions where corp_id = $1 and template_id = $2 and version = $3',
    [work.corpId, template_id, version],
  );
  return AssessmentForm.parse(row?.form);
}

/** Today's date on the company's wall. */
export const todayHere = async (work: Work): Promise<string> =>
  dayAt(Math.floor(work.now.getTime() / 1_000), await corpZone(work));

/** Relations that answer in a stage. */
export const askedIn = (stage: StageKind | null): string[] =>
  stage === 'peer' ? ['peer', 'report'] : stage === 'self' || stage === 'manager' ? [stage] : [];

export const lineOf = ({ id, plan: { name, en, from, to } }: Pick<CycleRow, 'id' | 'plan'>) => ({
  id,
  name,
  en,
  from,
  to,
});

/** As those who run assessment see them. */
export async function toCycles(work: Work, rows: readonly CycleRow[]): Promise<AdminCycle[]> {
  const counts = await work.sql<{
    id: string;
    people: number;
    asked: number;
    answered: number;
    name: string;
  }>(
    `select c.id, t.name,
            (select count(*)::int from assessment_reviewees p where p.corp_id = $1 and p.cycle_id = c.id) people,
            r.asked, r.answered
       from assessment_cycles c
       join assessment_templates t on t.corp_id = $1 and t.id = c.template_id
       cross join lateral (
         select count(*)::int asked, count(*) filter (where state = 'submitted')::int answered
           from assessment_reviews r where r.corp_id = $1 and r.cycle_id = c.id and r.state <> 'excused'
            and (r.relation = c.stage or c.stage = 'peer' and r.relation = 'report')) r
      where c.corp_id = $1 and c.id = any($2)`,
    [work.corpId, rows.map((r) => r.id)],
  );
  return rows.map((row) => {
    const { name, people, asked, answered } = counts.find((c) => c.id === row.id)!;
    const { id, plan, state, stage, version } = row;
    const of = { people, asked, answered, templateName: name, templateId: row.template_id };
    return { ...plan, id, state, stage, version, ...of };
  });
}

export const toCycle = async (work: Work, id: AssessmentCycleId): Promise<AdminCycle> =>
  (await toCycles(work, await cyclesOf(work, [id])))[0]!;
