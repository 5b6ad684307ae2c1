import type { CapExperimentId } from '@teahouse/contract/ids';
import type { Broadcast } from '@teahouse/contract/outreach';
import type { Work } from '../../../kernel/work.ts';
import type { CapArm } from '../fatigue/cap-experiment.ts';

export interface ExperimentRow {
  id: CapExperimentId;
  salt: string;
  caps: number[];
  weeks: number;
  outcome: Broadcast['outcome'];
  optOutLimit: number;
  startedAt: Date;
  endsAt: Date;
  endedAt: Date | null;
  arms: CapArm[] | null;
}

/** The columns of `ExperimentRow`, of the table that goes by `x`. */
export const EXPERIMENT = `x.id, x.salt, x.caps, x.weeks, x.outcome, x.opt_out_limit "optOutLimit", x.started_at "startedAt", x.ends_at "endsAt",
       x.ended_at "endedAt", x.arms`;

export async function runningExperiment(work: Work): Promise<ExperimentRow | undefined> {
  const [row] = await work.sql<ExperimentRow>(
    `select ${EXPERIMENT} from cap_experiments x where x.corp_id = $1 and x.ended_at is null and x.ends_at > $2`,
    [work.corpId, work.now],
  );
  return row;
}
