import { createHash } from 'node:crypto';
import type { BlobStore } from '../../kernel/blob-store.ts';
import type { Shift } from '../../kernel/shift.ts';
import { fileKey } from './blob-keys.ts';
import type { UploadRow } from './files.access.ts';
import { makeThumbs } from './files.jobs.ts';
import { whatItIs } from './what-it-is.ts';

/**
 * Makes the file out of its parts: bytes, hash and looks first, then the row, then the parts go. Whatever step it dies at, doing it
 * again gives the same file, and no row ever names bytes that are not there.
 */
export async function finishUpload(shift: Shift, upload: UploadRow): Promise<void> {
  const { blobs } = shift.ports;
  const parts = await shift.work((work) =>
    work.sql<{ start: number; size: number; blob: string }>(
      'select start, size, blob from upload_parts where corp_id = $1 and upload_id = $2 order by start',
      [work.corpId, upload.id],
    ),
  );
  const key = fileKey(shift.corpId, upload.file_id);
  const hash = createHash('sha256');
  await blobs.put(
    key,
    joined(blobs, parts, (bytes) => hash.update(bytes)),
  );
  const sha = hash.digest('hex');
  const looks = await whatItIs(blobs, key, upload.size);
  await shift.work(async (work) => {
    const first = await work.sql(
      'update uploads set finished_at = $3 where corp_id = $1 and id = $2 and finished_at is null returning id',
      [work.corpId, upload.id, work.now],
    );
    if (!first.length) return;
    await work.db
      .insertInto('files')
      .values({
        id: upload.file_id,
        uploader_id: work.actor.id,
        name: upload.name,
        size: upload.size,
        ...looks,
        sha,
        created_at: work.now,
      })
      .execute();
    await work.db.deleteFrom('upload_parts').where('upload_id', '=', upload.id).execute();
    if (looks.kind === 'image') await work.enqueue(makeThumbs, { fileId: upload.file_id });
  });
  for (const part of parts) await blobs.remove(part.blob);
}

async function* joined(
  blobs: BlobStore,
  parts: readonly { start: number; size: number; blob: string }[],
  seen: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const part of parts) {
    if (part.start !== at) throw new Error(`the part at ${at} is missing`);
    for await (const bytes of await blobs.get(part.blob)) {
      seen(bytes as Uint8Array);
      at += (bytes as Uint8Array).length;
      yield bytes as Uint8Array;
    }
    if (at !== part.start + part.size) throw new Error(`the part at ${part.start} is torn`);
  }
}
