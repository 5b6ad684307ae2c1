import type { StoredFile } from '@teahouse/contract/files';
import type { FileId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

export interface Kept {
  kind: StoredFile['kind'];
  bytes: number;
  files: number;
}

/** What the files of this company take, by kind, most first. */
export async function keptByKind(work: Work): Promise<Kept[]> {
  return await work.sql<Kept>(
    `select kind, sum(size)::bigint bytes, count(*)::int files from files
      where corp_id = $1 and removed_at is null group by kind order by 2 desc`,
    [work.corpId],
  );
}

/** The places of one kind whose files take most. */
export async function largestPlaces(
  work: Work,
  kind: string,
  most: number,
): Promise<{ id: string; bytes: number; files: number }[]> {
  return await work.sql(
    `select p.place_id id, sum(f.size)::bigint bytes, count(*)::int files
       from file_places p join files f on f.corp_id = $1 and f.id = p.file_id and f.removed_at is null
      where p.corp_id = $1 and p.place_kind = $2 group by p.place_id order by 2 desc limit $3`,
    [work.corpId, kind, most],
  );
}

/**
 * Takes away files uploaded before `before`, at most so many a call; faces, logos, public pictures and invoices stay. They are gone for
 * everybody with the commit, their bytes with the next sweep. Answers how many went.
 */
export async function removeFilesBefore(work: Work, before: Date, most: number): Promise<number> {
  const gone = await work.sql<{ id: FileId }>(
    `update files set removed_at = $3 where corp_id = $1 and id in (
       select f.id from files f where f.corp_id = $1 and f.removed_at is null and f.created_at < $2
          and not exists (select from file_places p where p.corp_id = $1 and p.file_id = f.id and p.place_kind in ('face', 'public', 'app_logo', 'invoice'))
        order by f.created_at limit $4)
     returning id`,
    [work.corpId, before, work.now, most],
  );
  return gone.length;
}

/** Of these files, those shown nowhere any more go. */
export async function removeUnplaced(work: Work, fileIds: readonly FileId[]): Promise<void> {
  await work.sql(
    `update files f set removed_at = $3 where f.corp_id = $1 and f.id = any($2) and f.removed_at is null
        and not exists (select from file_places p where p.corp_id = $1 and p.file_id = f.id)`,
    [work.corpId, fileIds, work.now],
  );
}
