import type { FileId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newSecret } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import type { PlaceViewer, Work } from '../../kernel/work.ts';
import type { Shift } from '../../kernel/shift.ts';
import * as z from 'zod';
import {
  attachFile,
  detachFiles,
  faceFromFile,
  fileById,
  keepBytes,
  removeUnplaced,
} from '../files/index.ts';

const DAY = 24 * 3_600_000;
const LIFE = 3 * DAY;

export type MediaType = 'image' | 'voice' | 'video' | 'file';
type MediaFile = NonNullable<Awaited<ReturnType<typeof fileById>>>;

/** A file for programs, under a name that all of them may use for three days. */
export async function keepMedia(
  shift: Shift,
  { type, name, source }: { type: MediaType; name: string; source: AsyncIterable<Uint8Array> },
): Promise<{ mediaId: string; file: MediaFile; createdAt: Date }> {
  const file = await keepBytes(shift, { name, source });
  return await shift.work(async (work) => {
    const mediaId = newSecret();
    await work.sql(
      `insert into media (corp_id, id, file_id, type, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
      [work.corpId, mediaId, file.id, type, work.now, new Date(work.now.getTime() + LIFE)],
    );
    await attachFile(work, file.id, { kind: 'media', id: mediaId });
    return { mediaId, file, createdAt: work.now };
  });
}

/** The file behind a media id; fails once its days are over. */
export async function mediaFile(work: Work, mediaId: string): Promise<MediaFile & { type: MediaType }> {
  const [row] = await work.sql<{ file_id: FileId; type: MediaType }>(
    `select file_id, type from media where corp_id = $1 and id = $2 and (expires_at is null or expires_at > $3)`,
    [work.corpId, mediaId, work.now],
  );
  const file = row && (await fileById(work, row.file_id));
  return file ? { ...file, type: row.type } : fail('apps.media_not_found');
}

/** A picture that was uploaded as media becomes a member's face. */
export async function giveFaceOf(shift: Shift, memberId: MemberId, mediaId: string): Promise<void> {
  const file = await shift.work((work) => mediaFile(work, mediaId));
  await faceFromFile(shift, memberId, file);
}

/** Every program of the company may use its media; members see a file where it was sent. */
export const mediaViewers: PlaceViewer = async (work, ids) => (work.actor.kind === 'app' ? ids : []);

/** Media end after three days. A file that was sent to somebody stays there. */
export const dropOldMedia = job('apps.drop_old_media', z.object({}), { tries: 2, everyMs: DAY }, (shift) =>
  shift.work(async (work) => {
    const gone = await work.sql<{ id: string; file_id: FileId }>(
      'delete from media where corp_id = $1 and expires_at < $2 returning id, file_id',
      [work.corpId, work.now],
    );
    for (const { id, file_id } of gone) await detachFiles(work, [file_id], { kind: 'media', id });
    await removeUnplaced(
      work,
      gone.map((g) => g.file_id),
    );
  }),
);
