import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { type Findable, searchKeys } from './search-keys.ts';

/** Renews what these members are found by. `fresh`: they have no keys yet. */
export async function writeKeys(
  work: Work,
  members: readonly (Findable & { id: MemberId })[],
  fresh = false,
): Promise<void> {
  if (members.length === 0) return;
  if (!fresh)
    await work.sql('delete from member_keys where corp_id = $1 and member_id = any($2)', [
      work.corpId,
      members.map((m) => m.id),
    ]);
  const pairs = members.flatMap((m) => searchKeys(m).map((key) => [key, m.id] as const));
  await work.sql(
    `insert into member_keys (corp_id, key, member_id) select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing`,
    [work.corpId, pairs.map(([key]) => key), pairs.map(([, id]) => id)],
  );
}

/** Reads the members anew and renews what they are found by. */
export async function renewKeys(work: Work, ids: readonly MemberId[]): Promise<void> {
  await writeKeys(
    work,
    await work.sql<Findable & { id: MemberId }>(
      'select id, name, alias, userid, mobile, email from members where corp_id = $1 and id = any($2)',
      [work.corpId, ids],
    ),
  );
}
