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

/** One more showing of a file in a place. */
export interface Placement {
  fileId: FileId;
  place: Place;
}

/**
 * Records showings whose right was checked before (`attachable`), in the transaction of a group commit or of a work: whoever may look
 * into the place may see the file from the commit on. Every call counts; `detachFiles` takes one back.
 */
export async function placeFiles(
  tx: { query(text: string, values: unknown[]): Promise<unknown> },
  corpId: string,
  placements: readonly Placement[],
  now: Date,
): Promise<void> {
  if (placements.length === 0) return;
  await tx.query(
    `insert into file_places (corp_id, file_id, place_kind, place_id, since, uses)
     select $1, f, k, p, $5, count(*) from unnest($2::text[], $3::text[], $4::text[]) u (f, k, p) group by f, k, p order by f, k, p
     on conflict (corp_id, file_id, place_kind, place_id) do update set uses = file_places.uses + excluded.uses`,
    [
      corpId,
      placements.map((p) => p.fileId),
      placements.map((p) => p.place.kind),
      placements.map((p) => p.place.id),
      now,
    ],
  );
}

/** Shows these files in a place. Fails with files.not_found when the actor may not pass on one of them. */
export async function attachFiles(work: Work, fileIds: readonly FileId[], place: Place): Promise<void> {
  if (fileIds.length === 0) return;
  const mine = await attachable(work, fileIds);
  if (fileIds.some((id) => !mine.has(id))) fail('files.not_found');
  const asTransaction = { query: (text: string, values: unknown[]) => work.sql(text, values) };
  await placeFiles(
    asTransaction,
    work.corpId,
    fileIds.map((fileId) => ({ fileId, place })),
    work.now,
  );
}

export async function attachFile(work: Work, fileId: FileId, place: Place): Promise<void> {
  await attachFiles(work, [fileId], place);
}

/** Takes one showing of each of these files in a place back; the last one closes that way to the file. */
export async function detachFiles(work: Work, fileIds: readonly FileId[], place: Place): Promise<void> {
  if (fileIds.length === 0) return;
  const which = [work.corpId, [...new Set(fileIds)], place.kind, place.id];
  await work.sql(
    `update file_places set uses = uses - 1
      where corp_id = $1 and file_id = any($2) and place_kind = $3 and place_id = $4`,
    which,
  );
  await work.sql(
    `delete from file_places where corp_id = $1 and file_id = any($2) and place_kind = $3 and place_id = $4 and uses <= 0`,
    which,
  );
}
