import { capExperiments } from '@teahouse/contract/cap-experiments';
import * as z from 'zod';
import { fail } from '../../../kernel/fail.ts';
import { newId, newSecret } from '../../../kernel/ids.ts';
import { job } from '../../../kernel/jobs.ts';
import { implement } from '../../../kernel/module.ts';
import { capsOf } from '../caps.ts';
import { CAPS_TRIED } from '../fatigue/cap-experiment.ts';
import { countArms } from './count-arms.ts';
import { EXPERIMENT, type ExperimentRow } from './experiment-row.ts';
import { toExperiment } from './list-cap-experiments.ts';

const WEEK_MS = 7 * 86_400_000;

export const startCapExperiment = implement(
  capExperiments.startCapExperiment,
  async (work, { reason, ...input }) => {
    const { perWeek } = await capsOf(work);
    if (Math.max(...CAPS_TRIED) > perWeek && !reason) fail('outreach.reason_needed');
    const id = newId('cpx');
    const endsAt = new Date(work.now.getTime() + input.weeks * WEEK_MS);
    const [row] = await work.sql<ExperimentRow>(
      `insert into cap_experiments as x (corp_id, id, salt, caps, weeks, outcome, opt_out_limit, started_at, ends_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning ${EXPERIMENT}`,
      [
        work.corpId,
        id,
        newSecret(),
        CAPS_TRIED,
        input.weeks,
        input.outcome,
        input.optOutLimit,
        work.now,
        endsAt,
      ],
    );
    if (!row) return fail('outreach.experiment_runs');
    await work.enqueue(finishCapExperiment, { id }, { runAt: endsAt, key: id });
    await work.audit({ action: 'outreach.experiment_started', object: id, detail: { ...input, reason } });
    return await toExperiment(work, row);
  },
);

export const endCapExperiment = implement(capExperiments.endCapExperiment, async (work, { experimentId }) => {
  const rows = await work.sql(
    'update cap_experiments set ended_at = $3 where corp_id = $1 and id = $2 and ended_at is null returning id',
    [work.corpId, experimentId, work.now],
  );
  if (rows.length === 0) fail('outreach.experiment_not_found');
  await work.audit({ action: 'outreach.experiment_ended', object: experimentId });
  return {};
});

/** The one look, at the end. */
export const finishCapExperiment = job(
  'outreach.finish_cap_experiment',
  z.object({ id: z.string() }),
  { tries: 20 },
  async (shift, { id }) => {
    await shift.work(async (work) => {
      const [row] = await work.sql<ExperimentRow>(
        `select ${EXPERIMENT} from cap_experiments x where x.corp_id = $1 and x.id = $2 and x.ended_at is null for update`,
        [work.corpId, id],
      );
      if (!row) return;
      await work.sql('update cap_experiments set ended_at = $3, arms = $4 where corp_id = $1 and id = $2', [
        work.corpId,
        id,
        work.now,
        JSON.stringify(await countArms(work, row)),
      ]);
    });
  },
);
