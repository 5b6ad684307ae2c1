import type { FileId } from '@teahouse/contract/ids';
import { newSecret } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { attachFile } from '../files/index.ts';
import type { MediaType } from './media.ts';

const DAY = 24 * 3_600_000;
const LIFE = 3 * DAY;

/** A name under which programs fetch a file that a member sent, good for a day at least: asking again gives the one that still is. */
export async function mediaOfFile(work: Work, fileId: FileId, type: MediaType): Promise<string> {
  const [known] = await work.sql<{ id: string }>(
    'select id from media where corp_id = $1 and file_id = $2 and type = $3 and expires_at > $4 limit 1',
    [work.corpId, fileId, type, new Date(work.now.getTime() + DAY)],
  );
  if (known) return known.id;
  const mediaId = newSecret();
  await work.sql(
    `insert into media (corp_id, id, file_id, type, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
    [work.corpId, mediaId, fileId, type, work.now, new Date(work.now.getTime() + LIFE)],
  );
  await attachFile(work, fileId, { kind: 'media', id: mediaId });
  return mediaId;
}
