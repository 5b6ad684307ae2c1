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

/** Where a face is fetched; it changes with the picture, so caches show the new one. */
export function avatarPath(id: MemberId, fileId: string): string {
  return `/api/avatars/${id}?v=${fileId.slice(-8)}`;
}
