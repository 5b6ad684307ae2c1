import type { FileId, UploadId } from '@teahouse/contract/ids';
import { FileId as FileIdShape } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import type { Shift } from '../../kernel/shift.ts';
import { fileKey, ownerOfKey, thumbKey, thumbSizes } from './blob-keys.ts';
import { thumbOf } from './thumb.ts';

const HOUR = 3_600_000;
/** longer than any upload lies still and any write takes */
const OLD = 48 * HOUR;

/** Makes the small pictures before anybody asks; the door makes them too, should this not have run yet. */
export const makeThumbs = job(
  'files.make_thumbs',
  z.object({ fileId: FileIdShape }),
  { tries: 3 },
  async (shift, { fileId }) => {
    for (const size of thumbSizes) await thumbOf(shift.ports.blobs, shift.corpId, fileId, size);
  },
);

/** Takes away what nobody names any more: given-up uploads, the bytes of removed files, leftovers of interrupted writes. */
export const sweepFiles = job('files.sweep', z.object({}), { tries: 2, everyMs: 6 * HOUR }, async (shift) => {
  const { blobs } = shift.ports;
  const before = new Date(shift.now.getTime() - OLD);
  await dropOldUploads(shift, before);
  await dropRemovedFiles(shift);
  let batch: string[] = [];
  for await (const { key, at } of blobs.list(`${shift.corpId}/`)) {
    if (at >= before) continue;
    batch.push(key);
    if (batch.length === 500) {
      await dropUnnamed(shift, batch);
      batch = [];
    }
  }
  await dropUnnamed(shift, batch);
});

/** Rows only: their parts have no name then and fall to the sweep of the store. Finished ones have done their duty. */
async function dropOldUploads(shift: Shift, before: Date): Promise<void> {
  await shift.work(async (work) => {
    await work.sql(
      `with old as (delete from uploads where corp_id = $1 and touched_at < $2 returning id)
       delete from upload_parts where corp_id = $1 and upload_id in (select id from old)`,
      [work.corpId, before],
    );
  });
}

/** Bytes first: a row that outlives them is marked removed and shown to nobody. */
async function dropRemovedFiles(shift: Shift): Promise<void> {
  const gone = await shift.work((work) =>
    work.sql<{ id: FileId }>(
      'select id from files where corp_id = $1 and removed_at is not null order by removed_at limit 2000',
      [work.corpId],
    ),
  );
  for (const { id } of gone) {
    for (const size of thumbSizes) await shift.ports.blobs.remove(thumbKey(shift.corpId, id, size));
    await shift.ports.blobs.remove(fileKey(shift.corpId, id));
  }
  await shift.work(async (work) => {
    const ids = gone.map((g) => g.id);
    await work.sql('delete from file_places where corp_id = $1 and file_id = any($2)', [work.corpId, ids]);
    await work.sql('delete from files where corp_id = $1 and id = any($2)', [work.corpId, ids]);
  });
}

async function dropUnnamed(shift: Shift, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const owners = keys.map(ownerOfKey);
  const fileIds = owners.flatMap((o) => (o && 'file' in o ? [o.file] : []));
  const uploadIds = owners.flatMap((o) => (o && 'upload' in o ? [o.upload] : []));
  const named = await shift.work(async (work) => {
    const rows = await work.sql<{ id: FileId | UploadId }>(
      `select id from files where corp_id = $1 and id = any($2)
       union all select file_id from uploads where corp_id = $1 and file_id = any($2)
       union all select id from uploads where corp_id = $1 and id = any($3) and finished_at is null`,
      [work.corpId, fileIds, uploadIds],
    );
    return new Set<string>(rows.map((r) => r.id));
  });
  for (const [i, key] of keys.entries()) {
    const owner = owners[i];
    if (owner && named.has('file' in owner ? owner.file : owner.upload)) continue;
    await shift.ports.blobs.remove(key);
  }
}
