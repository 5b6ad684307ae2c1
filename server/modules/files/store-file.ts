import type { StoredFile } from '@teahouse/contract/files';
import { createHash } from 'node:crypto';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import type { RawCall } from '../../kernel/module.ts';
import { type Arrival, arriving } from './arriving.ts';
import { fileKey } from './blob-keys.ts';
import { safeFileName } from './file-name.ts';
import { makeThumbs } from './files.jobs.ts';
import { toStoredFile } from './files.present.ts';
import { mustHaveRoom } from './room-on-disk.ts';
import { whatItIs } from './what-it-is.ts';

/**
 * Keeps a whole request body as one file of the acting person, members or not. `most` is in bytes; more fails with
 * files.too_many_bytes. Bytes first, then the row.
 */
export async function storeFile(
  call: RawCall,
  { name, most }: { name: string; most: number },
): Promise<StoredFile> {
  if (typeof call.body?.pipe !== 'function') return fail('common.invalid_input', 'not a stream of bytes');
  const announced = Number(call.request.headers['content-length'] ?? 0);
  if (announced > most) return fail('files.too_many_bytes');
  await mustHaveRoom(call.ports, announced);
  const id = newId('file');
  const key = fileKey(call.corpId, id);
  const hash = createHash('sha256');
  const arrival: Arrival = { kept: 0, tooMany: false };
  await call.ports.blobs.put(key, hashed(arriving(call.body, { skip: 0, most }, arrival), hash));
  if (arrival.tooMany || arrival.kept < announced) {
    await call.ports.blobs.remove(key);
    return fail('files.too_many_bytes');
  }
  const row = {
    id,
    name: safeFileName(name),
    size: arrival.kept,
    ...(await whatItIs(call.ports.blobs, key, arrival.kept)),
    sha: hash.digest('hex'),
  };
  await call.work(async (work) => {
    await work.db
      .insertInto('files')
      .values({ ...row, uploader_id: work.actor.id, created_at: work.now })
      .execute();
    if (row.kind === 'image') await work.enqueue(makeThumbs, { fileId: id });
  });
  return toStoredFile(row);
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}
