import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

export interface Tenure {
  /** '2027-05-10' in the company's own calendar */
  since: string;
  /** the last day; null: to this day */
  until: string | null;
}

const TODAY = `($3::timestamptz at time zone (select zone from corps where corp_id = $1))::date`;
const ENTERED = `(m.created_at at time zone (select zone from corps where corp_id = $1))::date`;

/** When these people are employed, earliest first: who comes back has several. */
export async function tenuresOf(work: Work, ids: readonly MemberId[]): Promise<Map<MemberId, Tenure[]>> {
  const rows = await work.sql<Tenure & { id: MemberId }>(
    `select m.id, coalesce(t.since, ${ENTERED}) since, t.until from members m
       left join tenures t on t.corp_id = $1 and t.member_id = m.id
      where m.corp_id = $1 and m.id = any($2) order by m.id, t.since`,
    [work.corpId, ids],
  );
  const found = new Map<MemberId, Tenure[]>();
  for (const { id, ...tenure } of rows) found.set(id, [...(found.get(id) ?? []), tenure]);
  return found;
}

/** These people have left: today is their last day. */
export async function endTenures(work: Work, ids: readonly MemberId[]): Promise<void> {
  await work.sql(
    `insert into tenures (corp_id, member_id, since)
     select $1, m.id, least(${ENTERED}, ${TODAY}) from members m where m.corp_id = $1 and m.id = any($2)
        and not exists (select from tenures t where t.corp_id = $1 and t.member_id = m.id)`,
    [work.corpId, ids, work.now],
  );
  await work.sql(
    `update tenures set until = greatest(since, ${TODAY}) where corp_id = $1 and member_id = any($2) and until is null`,
    [work.corpId, ids, work.now],
  );
}

/** Whoever left is here again from today on; after the same day, as if nothing had been. */
export async function resumeTenure(work: Work, id: MemberId): Promise<void> {
  const key = [work.corpId, id, work.now];
  const same = await work.sql(
    `update tenures set until = null where corp_id = $1 and member_id = $2 and until = ${TODAY} returning since`,
    key,
  );
  if (same.length === 0)
    await work.sql(`insert into tenures (corp_id, member_id, since) values ($1, $2, ${TODAY})`, key);
}

/** The first day of the first employment, as the company has it on paper. Fails with directory.since_after_end. */
export async function setSince(work: Work, id: MemberId, since: string): Promise<void> {
  const [first] = await work.sql<Tenure>(
    'select since, until from tenures where corp_id = $1 and member_id = $2 order by since limit 1',
    [work.corpId, id],
  );
  if (first?.until && first.until < since)
    fail('directory.since_after_end', '', [{ path: 'since', text: since }]);
  if (first)
    await work.sql('update tenures set since = $4 where corp_id = $1 and member_id = $2 and since = $3', [
      work.corpId,
      id,
      first.since,
      since,
    ]);
  else
    await work.sql('insert into tenures (corp_id, member_id, since) values ($1, $2, $3)', [
      work.corpId,
      id,
      since,
    ]);
}
