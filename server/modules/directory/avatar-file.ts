import { memberChanged } from '@teahouse/contract/directory';
import type { FileId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** The pictures of these members, for those who have one. The caller has checked who may see whom. */
export async function avatarFiles(work: Work, ids: readonly MemberId[]): Promise<Map<MemberId, FileId>> {
  const rows = await work.sql<{ id: MemberId; avatar_file: FileId }>(
    'select id, avatar_file from members where corp_id = $1 and id = any($2) and avatar_file is not null',
    [work.corpId, ids],
  );
  return new Map(rows.map((r) => [r.id, r.avatar_file]));
}

/** Gives a member another picture, or none; answers the one before. */
export async function setAvatarFile(
  work: Work,
  id: MemberId,
  fileId: FileId | null,
): Promise<FileId | undefined> {
  const before = (await avatarFiles(work, [id])).get(id);
  await work.sql('update members set avatar_file = $3, changed_at = $4 where corp_id = $1 and id = $2', [
    work.corpId,
    id,
    fileId,
    work.now,
  ]);
  await work.emit(memberChanged, { memberId: id });
  return before;
}

/** Where a face is fetched; it changes with the picture, so caches show the new one. */
export function avatarPath(id: MemberId, fileId: string): string {
  return `/api/avatars/${id}?v=${fileId.slice(-8)}`;
}
