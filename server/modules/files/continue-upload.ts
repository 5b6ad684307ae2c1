import { files } from '@teahouse/contract/files';
import type { UploadId } from '@teahouse/contract/ids';
import { fail, Failure } from '../../kernel/fail.ts';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import { type Arrival, arriving } from './arriving.ts';
import { partKey } from './blob-keys.ts';
import { myUpload, type UploadRow } from './files.access.ts';
import { toUploadState } from './files.present.ts';
import { finishUpload } from './finish-upload.ts';
import { mustHaveRoom } from './room-on-disk.ts';

/** Keeps what arrives, also when the line is cut in the middle; the last byte makes the file. */
export const continueUpload = implementRaw(files.continueUpload, async (call, { uploadId }) => {
  const upload = await call.work((work) => myUpload(work, uploadId));
  if (!upload.finished_at) {
    const from = offsetOf(call, upload);
    if (upload.received < upload.size) await keepPart(call, upload, from);
  }
  const now = await call.work((work) => myUpload(work, uploadId));
  if (now.received === now.size && !now.finished_at) await finishUpload(call, now);
  return await stateOf(call, uploadId);
});

async function stateOf(call: RawCall, uploadId: UploadId) {
  return await call.work(async (work) => {
    const state = await toUploadState(work, await myUpload(work, uploadId));
    call.reply.header('upload-offset', String(state.offset));
    return state;
  });
}

function offsetOf(call: RawCall, upload: UploadRow): number {
  const said = String(call.request.headers['upload-offset'] ?? '');
  if (!/^\d{1,16}$/.test(said))
    return fail('common.invalid_input', 'upload-offset', [{ path: 'upload-offset', text: 'a whole number' }]);
  if (Number(said) > upload.received) {
    call.reply.header('upload-offset', String(upload.received));
    throw new Failure('files.wrong_offset', '', [{ path: 'upload-offset', text: String(upload.received) }]);
  }
  return Number(said);
}

/** Bytes, then the row: a crash between the two leaves a part nobody names, which the sweeper takes. */
async function keepPart(call: RawCall, upload: UploadRow, from: number): Promise<void> {
  const { blobs } = call.ports;
  const wanted = upload.size - upload.received;
  await mustHaveRoom(call.ports, wanted);
  const arrival: Arrival = { kept: 0, tooMany: false };
  const bytes = arriving(call.body, { skip: upload.received - from, most: wanted }, arrival);
  const first = await bytes.next();
  if (first.done) return arrival.tooMany ? fail('files.too_many_bytes') : undefined;
  const blob = partKey(call.corpId, upload.id, upload.received);
  await blobs.put(blob, startingWith(first.value, bytes));
  if (arrival.tooMany) {
    await blobs.remove(blob);
    return fail('files.too_many_bytes');
  }
  const won = await call.work(async (work) => {
    const moved = await work.sql(
      `update uploads set received = received + $3, touched_at = $4
        where corp_id = $1 and id = $2 and received = $5 and finished_at is null returning id`,
      [work.corpId, upload.id, arrival.kept, work.now, upload.received],
    );
    if (moved.length)
      await work.db
        .insertInto('upload_parts')
        .values({ upload_id: upload.id, start: upload.received, size: arrival.kept, blob })
        .execute();
    return moved.length > 0;
  });
  // Somebody sent the same bytes at the same time and was first.
  if (!won) await blobs.remove(blob);
}

async function* startingWith(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
