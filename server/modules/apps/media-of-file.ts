import type { FileId } from '@teahouse/contract/ids';
import { newSecret } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { attachFile } from '../files/index.ts';
import type { MediaType } from './media.ts';

const LIFE = 3 * 24 * 3_600_000;

/** A name for three days under which programs fetch a file that a member sent them. */
export async function mediaOfFile(work: Work, fileId: FileId, type: MediaType): Promise<string> {
  const mediaId = newSecret();
  await work.sql(
    `insert into media (corp_id, id, file_id, type, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
    [work.corpId, mediaId, fileId, type, work.now, new Date(work.now.getTime() + LIFE)],
  );
  await attachFile(work, fileId, { kind: 'media', id: mediaId });
  return mediaId;
}
