import type { ProgrammeId } from '@teahouse/contract/ids';
import { ProgrammeSettings } from '@teahouse/contract/programme';
import type { Work } from '../../../kernel/work.ts';
import { corpSetting, setCorpSetting } from '../../directory/index.ts';

export interface ProgrammeRow {
  id: ProgrammeId;
  /** of 10,000 */
  holdOut: number;
  salt: string;
  expected: number;
  startedAt: Date;
  endsAt: Date;
  endedAt: Date | null;
}

/** The columns of `ProgrammeRow`, of the table that goes by `g`. */
export const PROGRAMME = `g.id, g.hold_out "holdOut", g.salt, g.expected, g.started_at "startedAt", g.ends_at "endsAt", g.ended_at "endedAt"`;

const NAME = 'programme';
export const settingsOf = (work: Work): Promise<ProgrammeSettings> =>
  corpSetting(work, NAME, ProgrammeSettings.prefault({}));
export const keepSettings = (work: Work, settings: ProgrammeSettings): Promise<void> =>
  setCorpSetting(work, NAME, settings);

/** The one that runs, if any. One whose time is over holds nobody back any more. */
export async function runningProgramme(work: Work): Promise<ProgrammeRow | undefined> {
  const [row] = await work.sql<ProgrammeRow>(
    `select ${PROGRAMME} from programmes g where g.corp_id = $1 and g.ended_at is null and g.ends_at > $2`,
    [work.corpId, work.now],
  );
  return row;
}
