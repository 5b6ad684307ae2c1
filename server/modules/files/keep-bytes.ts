import type { FileId, MemberId } from '@teahouse/contract/ids';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { BlobMissing } from '../../kernel/blob-store.ts';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import type { Shift } from '../../kernel/shift.ts';
import type { Work } from '../../kernel/work.ts';
import { fileKey } from './blob-keys.ts';
import { safeFileName } from './file-name.ts';
import type { FileRow } from './files.access.ts';
import { makeThumbs } from './files.jobs.ts';
import { giveFace } from './give-face.ts';
import { mustHaveRoom } from './room-on-disk.ts';
import { nameField } from './send-blob.ts';
import { wantedRange } from './wanted-range.ts';
import { whatItIs } from './what-it-is.ts';

/** Keeps bytes that came in one piece as a file of whoever the shift acts for. Bytes first, so that no row names bytes that are not there. */
export async function keepBytes(
  shift: Shift,
  { name, source }: { name: string; source: AsyncIterable<Uint8Array> },
): Promise<FileRow> {
  const { blobs } = shift.ports;
  await mustHaveRoom(shift.ports, 0);
  const id = newId('file');
  const key = fileKey(shift.corpId, id);
  const hash = createHash('sha256');
  let size = 0;
  await blobs.put(
    key,
    (async function* () {
      for await (const bytes of source) {
        size += bytes.length;
        hash.update(bytes);
        yield bytes;
      }
    })(),
  );
  const looks = await whatItIs(blobs, key, size);
  const file = { id, name: safeFileName(name), size, ...looks, sha: hash.digest('hex') };
  await shift.work(async (work) => {
    await work.db
      .insertInto('files')
      .values({ ...file, uploader_id: work.actor.id, created_at: work.now })
      .execute();
    if (looks.kind === 'image') await work.enqueue(makeThumbs, { fileId: id });
  });
  return file;
}

/** The bytes of a file with the headers that say what they are; the caller has checked who may. `range` is a Range header. */
export async function openBytes(
  shift: Pick<Shift, 'corpId' | 'ports'>,
  file: Pick<FileRow, 'id' | 'name' | 'size' | 'mime'>,
  range?: string,
): Promise<{ status: number; headers: Record<string, string>; body: Readable | string }> {
  const wanted = wantedRange(range, file.size);
  const headers: Record<string, string> = {
    'content-type': file.mime,
    'content-disposition': `attachment; ${nameField(file.name)}`,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  };
  if (wanted === 'none')
    return { status: 416, headers: { 'content-range': `bytes */${file.size}` }, body: '' };
  headers['content-length'] = String(wanted ? wanted.end - wanted.start + 1 : file.size);
  if (wanted) headers['content-range'] = `bytes ${wanted.start}-${wanted.end}/${file.size}`;
  try {
    const body = await shift.ports.blobs.get(fileKey(shift.corpId, file.id), wanted);
    return { status: wanted ? 206 : 200, headers, body };
  } catch (error) {
    if (!(error instanceof BlobMissing)) throw error;
    shift.ports.log.error({ file: file.id }, 'a blob is missing');
    return fail('files.not_found', 'its bytes are gone');
  }
}

/** Makes the middle of a picture a member's face. The caller has checked who may. */
export async function faceFromFile(shift: Shift, memberId: MemberId, file: FileRow): Promise<void> {
  if (file.kind !== 'image') return fail('files.not_a_picture');
  const packed = await buffer(await shift.ports.blobs.get(fileKey(shift.corpId, file.id)));
  await giveFace(shift, memberId, packed);
}

/** The bare bytes of a file; the caller has checked who may. */
export async function bytesOfFile(shift: Pick<Shift, 'corpId' | 'ports'>, id: FileId): Promise<Readable> {
  return await shift.ports.blobs.get(fileKey(shift.corpId, id));
}

/** All of a file by its id, for callers that have their own rule about who may; undefined once it was removed. */
export async function fileById(work: Work, id: FileId): Promise<FileRow | undefined> {
  const [row] = await work.sql<FileRow>(
    'select id, name, size, mime, kind, width, height, sha from files where corp_id = $1 and id = $2 and removed_at is null',
    [work.corpId, id],
  );
  return row;
}
