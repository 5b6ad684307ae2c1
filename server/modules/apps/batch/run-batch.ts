import * as z from 'zod';
import { Failure } from '../../../kernel/fail.ts';
import { job } from '../../../kernel/jobs.ts';
import type { Shift } from '../../../kernel/shift.ts';
import type { Actor, Work } from '../../../kernel/work.ts';
import { leaveMember, othersThan } from '../../directory/index.ts';
import { sendInvitation } from '../../identity/index.ts';
import { actingApp, appById } from '../app.ts';
import { endJob, jobById, markRunning, noteRow, type RowResult } from './app-jobs.ts';
import { putMember, putParty, removeOtherParties } from './put-rows.ts';
import type { MemberRow, PartyRow } from './read-batch.ts';

/** Writes the rows one by one, each in its own unit of work with its result. Run again after a break, it goes on where it stood. */
export const runBatch = job(
  'apps.run_batch',
  z.object({ jobId: z.string() }),
  { tries: 5 },
  async (shift, { jobId }) => {
    const found = await shift.work(async (work) => {
      await markRunning(work, jobId);
      const asked = await jobById(work, jobId);
      return { ...asked, app: await appById(work, asked.appId) };
    });
    if (found.state === 3 || !found.app) return;
    const actor = actingApp(found.app);
    const { rows, toInvite, origin } = found.asked as {
      rows: (MemberRow | PartyRow)[];
      toInvite: boolean;
      origin: string;
    };
    for (const [no, row] of rows.entries())
      await oneRow(shift, actor, { jobId, no }, async (work) => {
        if ('userid' in row) {
          const memberId = await putMember(work, row, shift.ports.settings.mostNodes);
          if (toInvite) await work.enqueue(sendInvitation, { memberId, origin });
          return { userid: row.userid };
        }
        return { partyNo: row.no, action: await putParty(work, row, shift.ports.settings.mostNodes) };
      });
    if (found.type === 'replace_user') {
      const kept = (rows as MemberRow[]).map((r) => r.userid);
      const leaving = await shift.work((work) => othersThan(work, kept));
      for (const [i, { id, userid }] of leaving.entries())
        await oneRow(shift, actor, { jobId, no: rows.length + i, onlyFaults: userid }, async (work) => {
          await leaveMember(work, { memberId: id });
          return { userid };
        });
    }
    if (found.type === 'replace_party')
      await shift.work(
        (work) =>
          removeOtherParties(
            work,
            (rows as PartyRow[]).map((r) => r.no),
          ),
        actor,
      );
    await shift.work((work) => endJob(work, jobId, { code: '' }));
  },
);

async function oneRow(
  shift: Shift,
  actor: Actor,
  { jobId, no, onlyFaults }: { jobId: string; no: number; onlyFaults?: string },
  act: (work: Work) => Promise<Omit<RowResult, 'code'>>,
): Promise<void> {
  const known = await shift.work((work) =>
    work.sql('select from app_job_rows where corp_id = $1 and job_id = $2 and no = $3', [
      work.corpId,
      jobId,
      no,
    ]),
  );
  if (known.length) return;
  try {
    await shift.work(async (work) => {
      const done = await act(work);
      if (onlyFaults === undefined) await noteRow(work, jobId, no, { ...done, code: '' });
    }, actor);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const row = await shift.work((work) => jobById(work, jobId));
    const named = (row.asked['rows'] as (MemberRow | PartyRow)[])[no];
    const who = onlyFaults ?? (named && 'userid' in named ? named.userid : undefined);
    await shift.work((work) =>
      noteRow(work, jobId, no, {
        ...(who === undefined ? {} : { userid: who }),
        ...(named && 'no' in named ? { partyNo: named.no, action: 0 } : {}),
        code: error.code,
      }),
    );
  }
}
