import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import type { Work } from '../../../kernel/work.ts';
import { informationAt } from '../lift/spending.ts';
import { countProgramme } from './count-programme.ts';
import { PROGRAMME, type ProgrammeRow } from './programme-row.ts';

/** Evenly over the 90 days; the last one is their end. */
export const LOOKS = 14;

export function lookAt({ startedAt, endsAt }: ProgrammeRow, no: number): Date | null {
  if (no > LOOKS) return null;
  return new Date(startedAt.getTime() + ((endsAt.getTime() - startedAt.getTime()) * no) / LOOKS);
}

/** One planned look, kept as it was; the last one ends the programme. One that was ended before its time is not looked at any more. */
export const takeProgrammeLook = job(
  'outreach.take_programme_look',
  z.object({ id: z.string(), no: z.number().int() }),
  { tries: 20 },
  async (shift, { id, no }) => {
    await shift.work((work) => look(work, id, no));
  },
);

async function look(work: Work, id: string, no: number): Promise<void> {
  const [programme] = await work.sql<ProgrammeRow>(
    `select ${PROGRAMME} from programmes g where g.corp_id = $1 and g.id = $2 and g.ended_at is null for update`,
    [work.corpId, id],
  );
  if (!programme) return;
  const counts = await countProgramme(work, programme);
  const last = no === LOOKS;
  await work.sql(
    'insert into programme_looks (corp_id, programme_id, no, at, information, counts) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
    [
      work.corpId,
      id,
      no,
      work.now,
      informationAt(counts.x1 + counts.x0, programme.expected, last),
      JSON.stringify(counts),
    ],
  );
  if (last) await endProgramme(work, id);
  const next = lookAt(programme, no + 1);
  if (next)
    await work.enqueue(takeProgrammeLook, { id, no: no + 1 }, { runAt: next, key: `${id} ${no + 1}` });
}

export async function endProgramme(work: Work, id: string): Promise<void> {
  await work.sql('update programmes set ended_at = $3 where corp_id = $1 and id = $2 and ended_at is null', [
    work.corpId,
    id,
    work.now,
  ]);
}
