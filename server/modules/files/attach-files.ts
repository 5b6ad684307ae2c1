import type { StoredFile } from '@teahouse/contract/files';
import type { FileId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { filesToSee } from './files.access.ts';
import { toStoredFile } from './files.present.ts';

/** Something a file can be shown in; the module that owns the kind says who may look, through `fileViewers`. */
export interface Place {
  kind: string;
  id: string;
}

/** Of these files, those the actor may pass on: their own, and those shown where they may look. */
export async function attachable(work: Work, fileIds: readonly FileId[]): Promise<Set<FileId>> {
  return new Set((await filesToSee(work, fileIds)).map((f) => f.id));
}

/** The true facts of the files the actor may see, by id; the rest are left out. */
export async function factsOfFiles(work: Work, fileIds: readonly FileId[]): Promise<Map<FileId, StoredFile>> {
  return new Map((await filesToSee(work, fileIds)).map((f) => [f.id, toStoredFile(f)]));
}

/**
 * Shows these files in a place: whoever may look into it may see them from now on. Fails with files.not_found when the actor may
 * not pass on one of them; attaching twice is harmless.
 */
export async function attachFiles(work: Work, fileIds: readonly FileId[], place: Place): Promise<void> {
  if (fileIds.length === 0) return;
  const mine = await attachable(work, fileIds);
  if (fileIds.some((id) => !mine.has(id))) fail('files.not_found');
  await work.sql(
    `insert into file_places (corp_id, file_id, place_kind, place_id, since)
     select $1, f, $3, $4, $5 from unnest($2::text[]) f on conflict do nothing`,
    [work.corpId, [...mine], place.kind, place.id, work.now],
  );
}

export async function attachFile(work: Work, fileId: FileId, place: Place): Promise<void> {
  await attachFiles(work, [fileId], place);
}
