import { files } from '@teahouse/contract/files';
import type { FileId, MemberId } from '@teahouse/contract/ids';
import { buffer } from 'node:stream/consumers';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { avatarFiles, avatarPath, setAvatar as setAvatarOf, visibleMembers } from '../directory/index.ts';
import { fileKey } from './blob-keys.ts';
import { fileToSee } from './files.access.ts';
import { giveFace } from './give-face.ts';
import { sendBlob } from './send-blob.ts';

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
  const me = await call.work(async (work) => actingMember(work));
  return { avatar: avatarPath(me, await giveFace(call, me, packed, crop)) };
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
