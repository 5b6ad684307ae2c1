import { buffer } from 'node:stream/consumers';
import { fail } from '../../../kernel/fail.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { companySize, readTable } from '../../directory/index.ts';
import { bytesOfFile } from '../../files/index.ts';
import type { App } from '../app.ts';
import { mediaFile } from '../media.ts';
import { type BatchType, beginJob } from './app-jobs.ts';
import { type MemberRow, readMembers, readParties } from './read-batch.ts';
import { runBatch } from './run-batch.ts';

/** A replacement that would send away more than this part of the company is refused. */
const MOST_LEAVING = 0.5;
const SMALL_COMPANY = 20;

/**
 * Begins to write a table of members or departments, uploaded as media, into the directory; returns the job's id. What is wrong with
 * the file as a whole fails here, what is wrong with a row is told in the result.
 */
export async function startBatch(
  shift: Shift,
  app: App,
  given: {
    type: BatchType;
    mediaId: string;
    toInvite: boolean;
    origin: string;
  },
): Promise<string> {
  const { type, mediaId, toInvite, origin } = given;
  // Whoever replaces a company must see all of it; else those it does not see would go.
  if (type !== 'sync_user' && !app.visible.all) fail('directory.outside_scope');
  const file = await shift.work((work) => mediaFile(work, mediaId));
  const table = await readTable(await buffer(await bytesOfFile(shift, file.id)));
  const rows = type === 'replace_party' ? readParties(table) : readMembers(table);
  return await shift.work(async (work) => {
    if (type === 'replace_user') refuseMassLeave((rows as MemberRow[]).length, await companySize(work));
    const jobId = await beginJob(work, { appId: app.id, type, asked: { rows, toInvite, origin } });
    await work.enqueue(runBatch, { jobId });
    return jobId;
  });
}

function refuseMassLeave(named: number, present: number): void {
  if (present > SMALL_COMPANY && named < present * MOST_LEAVING) fail('apps.mass_deletion');
}
