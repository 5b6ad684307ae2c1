import { memberChanged } from '@teahouse/contract/directory';
import type { FileId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** Gives a member a face, or takes it away. The caller has checked that the file is a picture of the member's own. */
export async function setAvatar(work: Work, memberId: MemberId, fileId: FileId | null): Promise<void> {
  await work.sql('update members set avatar_file = $3, changed_at = $4 where corp_id = $1 and id = $2', [
    work.corpId,
    memberId,
    fileId,
    work.now,
  ]);
  await work.emit(memberChanged, { memberId });
}
