import { type CapExperiment, capExperiments } from '@teahouse/contract/cap-experiments';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { type CapArm, recommendCap } from '../fatigue/cap-experiment.ts';
import { EXPERIMENT, type ExperimentRow } from './experiment-row.ts';

const SHOWN = 20;
/** fewer say nothing of a cap */
const LEAST_PEOPLE = 2;

export const listCapExperiments = implement(capExperiments.listCapExperiments, async (work) => {
  const rows = await work.sql<ExperimentRow>(
    `select ${EXPERIMENT} from cap_experiments x where x.corp_id = $1 order by x.started_at desc limit ${SHOWN}`,
    [work.corpId],
  );
  const experiments: CapExperiment[] = [];
  for (const row of rows) experiments.push(await toExperiment(work, row));
  return { experiments };
});

export async function toExperiment(work: Work, row: ExperimentRow): Promise<CapExperiment> {
  const { salt: _, arms, startedAt, endsAt, endedAt, ...rest } = row;
  const [size] = await work.sql<{ n: number }>(
    'select count(*)::int n from cap_people where corp_id = $1 and experiment_id = $2',
    [work.corpId, row.id],
  );
  return {
    ...rest,
    startedAt: startedAt.toISOString(),
    endsAt: endsAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    people: size?.n ?? 0,
    finding: arms && findingOf(arms, row.optOutLimit),
  };
}

function findingOf(arms: readonly CapArm[], optOutLimit: number): CapExperiment['finding'] {
  if (arms.some((a) => a.people < LEAST_PEOPLE)) return null;
  const found = recommendCap(arms, optOutLimit);
  return { cap: found.cap, arms: found.arms.map((f, i) => ({ ...f, people: arms[i]!.people })) };
}
