import { customers } from '@teahouse/contract/customers';
import type { CustomerId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { notSame } from './duplicates/tell-apart.ts';
import { shareFields } from './fields/share-fields.ts';
import { followsISee } from './follow.access.ts';
import { customerSeen } from './get-customer.ts';
import { joinPersons } from './join-persons.ts';
import { noteEvent } from './note-event.ts';

/** Undone by un-merging without loss; what the company's own fields hold is shared meanwhile. */
export const mergeCustomers = implement(customers.mergeCustomers, async (work, { customerId, into }) => {
  await followsISee(work, customerId);
  await followsISee(work, into);
  const root = await rootOf(work, into);
  const from = await rootOf(work, customerId);
  if (from !== root) {
    await joinPersons(work, from, root);
    await noteEvent(work, { customerId, kind: 'merged', detail: root });
    await work.audit({ action: 'customers.merged', object: customerId, detail: { into: root } });
  }
  return await customerSeen(work, into);
});

export const unmergeCustomer = implement(customers.unmergeCustomer, async (work, { customerId }) => {
  await followsISee(work, customerId);
  const root = await rootOf(work, customerId);
  const others = await work.sql<{ id: CustomerId }>(
    'select id from customers where corp_id = $1 and root_id = $2 and id <> $3 order by id',
    [work.corpId, root, customerId],
  );
  if (others.length === 0) fail('customers.not_merged');
  await work.sql('update customers set root_id = id where corp_id = $1 and id = $2', [
    work.corpId,
    customerId,
  ]);
  // Where the root itself steps out, the oldest of those who stay takes its place.
  if (root === customerId)
    await work.sql('update customers set root_id = $3 where corp_id = $1 and id = any($2)', [
      work.corpId,
      others.map((o) => o.id),
      others[0]!.id,
    ]);
  const rest = root === customerId ? others[0]!.id : root;
  await shareFields(work, [customerId, rest]);
  await notSame(work, customerId, rest);
  await noteEvent(work, { customerId, kind: 'unmerged' });
  await work.audit({ action: 'customers.unmerged', object: customerId });
  return await customerSeen(work, customerId);
});

/** The root of a customer, held with all merges of the company in one line. */
async function rootOf(work: Work, id: CustomerId): Promise<CustomerId> {
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} merge`]);
  const [row] = await work.sql<{ root_id: CustomerId }>(
    'select root_id from customers where corp_id = $1 and id = $2',
    [work.corpId, id],
  );
  return row?.root_id ?? fail('customers.customer_not_found');
}
