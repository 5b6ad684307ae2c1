import { appJobEnded } from '@teahouse/contract/apps';
import type { ErrorCode } from '@teahouse/contract/errors';
import type { AppId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newSecret } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';

const batches = ['sync_user', 'replace_user', 'replace_party'] as const;
export type BatchType = (typeof batches)[number];
export type ExportType = 'export_simple_user' | 'export_user' | 'export_department' | 'export_taguser';
export type AppJobType = BatchType | ExportType | 'upload_by_url';

/** So many results of batches are kept, as the vendor does. */
const KEPT = 5;

export interface RowResult {
  userid?: string;
  partyNo?: number;
  /** 1 created, 2 renamed, 4 moved, 8 reordered, added up */
  action?: number;
  code: ErrorCode | '';
}

export interface JobOutcome {
  code: ErrorCode | '';
  mediaId?: string;
  /** what an export wrote: media of so many bytes, with the MD5 of them in hex */
  parts?: { mediaId: string; size: number; md5: string }[];
}

export interface AppJob {
  id: string;
  appId: AppId;
  type: AppJobType;
  /** 1 started, 2 running, 3 done */
  state: 1 | 2 | 3;
  asked: Record<string, unknown>;
  /** null until it is done, and again when it is too old */
  result: JobOutcome | null;
  endedAt: Date | null;
  createdAt: Date;
}

export const isBatch = (type: AppJobType): type is BatchType =>
  (batches as readonly AppJobType[]).includes(type);

/** Long work begins; the program asks for its result by this id. Of batches one runs at a time. */
export async function beginJob(
  work: Work,
  { appId, type, asked }: { appId: AppId; type: AppJobType; asked: object },
): Promise<string> {
  if (isBatch(type)) {
    await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} batch`]);
    const [running] = await work.sql(
      'select from app_jobs where corp_id = $1 and state < 3 and type = any($2) limit 1',
      [work.corpId, batches],
    );
    if (running) fail('apps.job_running');
  }
  const id = newSecret();
  await work.sql(
    'insert into app_jobs (corp_id, id, app_id, type, asked, created_at) values ($1, $2, $3, $4, $5, $6)',
    [work.corpId, id, appId, type, JSON.stringify(asked), work.now],
  );
  return id;
}

/** A job, held until the work is done where it will be changed. */
export async function jobById(work: Work, id: string, hold = false): Promise<AppJob> {
  const [row] = await work.sql<AppJob>(
    `select id, app_id "appId", type, state, asked, result, created_at "createdAt", ended_at "endedAt"
       from app_jobs where corp_id = $1 and id = $2${hold ? ' for update' : ''}`,
    [work.corpId, id],
  );
  return row ?? fail('apps.job_not_found');
}

/** How far a job is, and what became of each row so far. */
export async function jobResult(
  work: Work,
  id: string,
): Promise<AppJob & { total: number; rows: RowResult[] }> {
  const job = await jobById(work, id);
  if (job.state === 3 && job.result === null) fail('apps.job_result_gone');
  const rows = await work.sql<{ result: RowResult }>(
    'select result from app_job_rows where corp_id = $1 and job_id = $2 order by no',
    [work.corpId, id],
  );
  const asked = job.asked['rows'];
  return { ...job, total: Array.isArray(asked) ? asked.length : 0, rows: rows.map((r) => r.result) };
}

export async function markRunning(work: Work, id: string): Promise<void> {
  await work.sql('update app_jobs set state = 2 where corp_id = $1 and id = $2 and state = 1', [
    work.corpId,
    id,
  ]);
}

/** Writes what became of a row; false where another run has written it already. */
export async function noteRow(work: Work, id: string, no: number, result: RowResult): Promise<boolean> {
  const rows = await work.sql(
    `insert into app_job_rows (corp_id, job_id, no, result) values ($1, $2, $3, $4)
     on conflict do nothing returning no`,
    [work.corpId, id, no, JSON.stringify(result)],
  );
  return rows.length > 0;
}

/** The job is done and its program may know; results of older batches go. */
export async function endJob(work: Work, id: string, result: JobOutcome): Promise<void> {
  const job = await jobById(work, id, true);
  if (job.state === 3) return;
  await work.sql(
    `update app_jobs set state = 3, ended_at = $3, result = $4, asked = asked - 'facts' where corp_id = $1 and id = $2`,
    [work.corpId, id, work.now, JSON.stringify(result)],
  );
  const old = await work.sql<{ id: string }>(
    `update app_jobs set result = null where corp_id = $1 and result is not null and type = any($3) and id not in (
       select id from app_jobs where corp_id = $1 and type = any($3) and state = 3 order by ended_at desc, created_at desc limit $2)
     returning id`,
    [work.corpId, KEPT, batches],
  );
  await work.sql('delete from app_job_rows where corp_id = $1 and job_id = any($2)', [
    work.corpId,
    old.map((o) => o.id),
  ]);
  await work.emit(appJobEnded, { jobId: id, appId: job.appId });
}
