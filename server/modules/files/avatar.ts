import { files } from '@teahouse/contract/files';
import type { FileId, MemberId } from '@teahouse/contract/ids';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { avatarFiles, avatarPath, setAvatar as setAvatarOf, visibleMembers } from '../directory/index.ts';
import { attachFile } from './attach-files.ts';
import { fileKey } from './blob-keys.ts';
import { fileToSee } from './files.access.ts';
import { madeSquare } from './picture.ts';
import { sendBlob } from './send-blob.ts';

const SIDE = 256;

/** The face is a picture of its own: taking the original away or leaving a chat does not change it. */
export const setAvatar = implementRaw(files.setAvatar, async (call, { fileId, crop }) => {
  if (fileId === null) {
    await call.work((work) => setAvatarOf(work, actingMember(work), null));
    return { avatar: null };
  }
  const file = await call.work((work) => fileToSee(work, fileId));
  if (file.kind !== 'image') return fail('files.not_a_picture');
  if (crop && (crop.left + crop.side > file.width! || crop.top + crop.side > file.height!))
    return fail('common.invalid_input', 'the square lies outside of the picture');
  const packed = await buffer(await call.ports.blobs.get(fileKey(call.corpId, fileId)));
  const face = await madeSquare(packed, crop);
  const faceId = newId('file');
  await call.ports.blobs.put(fileKey(call.corpId, faceId), Readable.from([face]));
  return await call.work(async (work) => {
    const me = actingMember(work);
    await work.db
      .insertInto('files')
      .values({
        id: faceId,
        uploader_id: me,
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
    await attachFile(work, faceId, { kind: 'face', id: me });
    const before = (await avatarFiles(work, [me])).get(me);
    await setAvatarOf(work, me, faceId);
    if (before)
      await work.sql('update files set removed_at = $3 where corp_id = $1 and id = $2', [
        work.corpId,
        before,
        work.now,
      ]);
    return { avatar: avatarPath(me, faceId) };
  });
});

export const getAvatar = implementRaw(files.getAvatar, async (call, { memberId }) => {
  const face = await call.work(async (work) => {
    const [seen] = await visibleMembers(work, [memberId as MemberId]);
    const fileId = seen && (await avatarFiles(work, [seen])).get(seen);
    const [row] = fileId
      ? await work.sql<{ id: FileId; size: number; sha: string }>(
          'select id, size, sha from files where corp_id = $1 and id = $2 and removed_at is null',
          [work.corpId, fileId],
        )
      : [];
    return row ?? fail('files.not_found');
  });
  return await sendBlob(call, {
    key: fileKey(call.corpId, face.id),
    size: face.size,
    etag: face.sha,
    mime: 'image/webp',
    name: 'avatar.webp',
    inline: true,
  });
});
