import type { FileId, UploadId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

export interface FileRow {
  id: FileId;
  name: string;
  size: number;
  mime: string;
  kind: 'image' | 'video' | 'audio' | 'pdf' | 'other';
  width: number | null;
  height: number | null;
  sha: string;
}

/** A file the actor uploaded, or that was shown where the actor may look now. A stranger hears that it does not exist. */
export async function fileToSee(work: Work, fileId: FileId): Promise<FileRow> {
  const [file] = await filesToSee(work, [fileId]);
  return file ?? fail('files.not_found');
}

/** Of these files, those the actor may see. The system sees all; removed files are seen by nobody. */
export async function filesToSee(work: Work, fileIds: readonly FileId[]): Promise<FileRow[]> {
  if (fileIds.length === 0) return [];
  const rows = await work.sql<FileRow & { uploader_id: string }>(
    `select id, uploader_id, name, size, mime, kind, width, height, sha from files
      where corp_id = $1 and id = any($2) and removed_at is null`,
    [work.corpId, fileIds],
  );
  if (work.actor.kind === 'system') return rows;
  const others = rows.filter((r) => r.uploader_id !== work.actor.id);
  if (others.length === 0) return rows;
  const shown = await shownTo(
    work,
    others.map((r) => r.id),
  );
  return rows.filter((r) => r.uploader_id === work.actor.id || shown.has(r.id));
}

async function shownTo(work: Work, fileIds: readonly FileId[]): Promise<Set<FileId>> {
  const places = await work.sql<{ file_id: FileId; place_kind: string; place_id: string }>(
    'select file_id, place_kind, place_id from file_places where corp_id = $1 and file_id = any($2)',
    [work.corpId, fileIds],
  );
  const shown = new Set<FileId>();
  for (const kind of new Set(places.map((p) => p.place_kind))) {
    const mine = places.filter((p) => p.place_kind === kind);
    const seen = await work.placesSeen(kind, [...new Set(mine.map((p) => p.place_id))]);
    for (const p of mine) if (seen.has(p.place_id)) shown.add(p.file_id);
  }
  return shown;
}

export interface UploadRow {
  id: UploadId;
  file_id: FileId;
  name: string;
  size: number;
  received: number;
  finished_at: Date | null;
}

/** Whose uploads these are: a member's or an app's. */
export const uploader = ({ actor }: Work): string =>
  actor.kind === 'member' || actor.kind === 'app'
    ? actor.id
    : fail('common.not_allowed', `${actor.kind} uploads`);

/** An upload of the acting member or app. */
export async function myUpload(work: Work, uploadId: UploadId): Promise<UploadRow> {
  const [row] = await work.sql<UploadRow>(
    `select id, file_id, name, size, received, finished_at from uploads
      where corp_id = $1 and id = $2 and uploader_id = $3`,
    [work.corpId, uploadId, uploader(work)],
  );
  return row ?? fail('files.upload_not_found');
}
