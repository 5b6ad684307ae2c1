import type { FileId, MemberId } from '@teahouse/contract/ids';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { newId } from '../../kernel/ids.ts';
import type { Shift } from '../../kernel/shift.ts';
import { system } from '../../kernel/work.ts';
import { avatarFiles, setAvatar } from '../directory/index.ts';
import { attachFile } from './attach-files.ts';
import { fileKey } from './blob-keys.ts';
import { madeSquare } from './picture.ts';

const SIDE = 256;

/** A square out of a packed picture becomes the member's face; the one before goes. */
export async function giveFace(
  shift: Shift,
  memberId: MemberId,
  packed: Buffer,
  crop?: { left: number; top: number; side: number },
): Promise<FileId> {
  const face = await madeSquare(packed, crop);
  const faceId = newId('file');
  await shift.ports.blobs.put(fileKey(shift.corpId, faceId), Readable.from([face]));
  await shift.work(async (work) => {
    await work.db
      .insertInto('files')
      .values({
        id: faceId,
        uploader_id: memberId,
        name: 'avatar.webp',
        size: face.length,
        mime: 'image/webp',
        kind: 'image',
        width: SIDE,
        height: SIDE,
        sha: createHash('sha256').update(face).digest('hex'),
        created_at: work.now,
      })
      .execute();
    // The place that keeps it from expiring; faces are seen by their own rule.
    await attachFile(work, faceId, { kind: 'face', id: memberId });
    const before = (await avatarFiles(work, [memberId])).get(memberId);
    await setAvatar(work, memberId, faceId);
    if (before)
      await work.sql('update files set removed_at = $3 where corp_id = $1 and id = $2', [
        work.corpId,
        before,
        work.now,
      ]);
  }, system);
  return faceId;
}
