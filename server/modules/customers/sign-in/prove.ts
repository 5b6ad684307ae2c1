import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { joinPersons } from '../join-persons.ts';
import { noteEvent } from '../note-event.ts';
import { refreshSearch } from '../search-words.ts';

export interface Proof {
  customerId: CustomerId;
  way: 'sms' | 'email' | 'wechat';
  address: string;
}

/**
 * This customer has shown that an address is theirs. Only what was proved makes two records one person, never what somebody typed or
 * imported; the older record stays the root, and un-merging stays possible.
 */
export async function prove(work: Work, { customerId, way, address }: Proof): Promise<void> {
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} merge`]);
  const [before] = await work.sql<{ root: CustomerId }>(
    `select c.root_id root from customer_proofs p join customers c on c.corp_id = $1 and c.id = p.customer_id
      where p.corp_id = $1 and p.way = $2 and p.address = $3`,
    [work.corpId, way, address],
  );
  const [mine] = await work.sql<{ root: CustomerId }>(
    'select root_id root from customers where corp_id = $1 and id = $2',
    [work.corpId, customerId],
  );
  if (before && mine && before.root !== mine.root) {
    const [root, other] = [before.root, mine.root].toSorted();
    await joinPersons(work, other!, root!);
    await noteEvent(work, { customerId, kind: 'merged', detail: root! });
    await work.audit({ action: 'customers.merged', object: customerId, detail: { into: root, by: way } });
  }
  await work.sql(
    `insert into customer_proofs (corp_id, way, address, customer_id, proved_at) values ($1, $2, $3, $4, $5)
     on conflict (corp_id, way, address) do update set proved_at = excluded.proved_at`,
    [work.corpId, way, address, customerId, work.now],
  );
  if (way === 'wechat') return;
  const column = way === 'sms' ? 'mobile' : 'email';
  await work.sql(`update customers set ${column} = coalesce(${column}, $3) where corp_id = $1 and id = $2`, [
    work.corpId,
    customerId,
    way === 'sms' ? address.replace(/^\+86/, '') : address,
  ]);
  await refreshSearch(work, customerId);
}

/** Who has proved that this address is theirs. */
export async function customerProved(
  work: Work,
  way: Proof['way'],
  address: string,
): Promise<CustomerId | undefined> {
  const [row] = await work.sql<{ id: CustomerId }>(
    'select customer_id id from customer_proofs where corp_id = $1 and way = $2 and address = $3',
    [work.corpId, way, address],
  );
  return row?.id;
}
