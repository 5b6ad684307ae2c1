import { newId, newSecret } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { countPersons } from '../../customers/index.ts';
import { outcomesOfAll } from './count-programme.ts';
import { lookAt, takeProgrammeLook } from './take-programme-look.ts';
import { PROGRAMME, type ProgrammeRow, settingsOf } from './programme-row.ts';

const DAY_MS = 86_400_000;
const DAYS = 90;
/** below so many customers the programme's own result would say nothing, and each one held out would be missed */
export const LEAST_CUSTOMERS = 500;
/** with less than this nothing can be expected of anything */
const LEAST_EXPECTED = 20;

/** With the first marketing of a company that has customers enough, unless it is switched off; undefined where none begins now. */
export async function beginProgramme(work: Work): Promise<ProgrammeRow | undefined> {
  const { on, holdOut } = await settingsOf(work);
  if (!on || (await countPersons(work, LEAST_CUSTOMERS)) < LEAST_CUSTOMERS) return undefined;
  const since = new Date(work.now.getTime() - DAYS * DAY_MS);
  const [row] = await work.sql<ProgrammeRow>(
    `insert into programmes as g (corp_id, id, hold_out, salt, expected, started_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning ${PROGRAMME}`,
    [
      work.corpId,
      newId('prg'),
      holdOut,
      newSecret(),
      Math.max(LEAST_EXPECTED, await outcomesOfAll(work, since)),
      work.now,
      new Date(work.now.getTime() + DAYS * DAY_MS),
    ],
  );
  const first = row && lookAt(row, 1);
  if (first)
    await work.enqueue(takeProgrammeLook, { id: row.id, no: 1 }, { runAt: first, key: `${row.id} 1` });
  return row;
}
