import { customerGroups } from '@teahouse/contract/customer-groups';
import type { ChatId, CustomerId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { seatableMembers } from '../messaging/index.ts';
import { groupToSee, toGroup } from './groups.access.ts';
import { openGroup } from './open-group.ts';
import { seatCustomer } from './seat-customer.ts';
import { showWelcomeFiles } from './welcome-files.ts';

export const createCustomerGroup = implement(
  customerGroups.createCustomerGroup,
  async (work, { name, memberIds, customerIds, settings }) => {
    const ownerId = actingMember(work);
    const chatId = await openGroup(work, {
      name,
      ownerId,
      memberIds: await seatableMembers(work, memberIds),
      settings,
    });
    await showWelcomeFiles(work, chatId, { wanted: settings?.welcomeFiles ?? [], shown: [] });
    await bringCustomers(work, chatId, customerIds);
    await work.audit({ action: 'groups.group_created', object: chatId });
    return toGroup(await groupToSee(work, chatId));
  },
);

export const addGroupCustomers = implement(
  customerGroups.addGroupCustomers,
  async (work, { chatId, customerIds }) => {
    const group = await groupToSee(work, chatId);
    if (group.role === null) fail('groups.group_not_found');
    if (group.dissolved) fail('groups.dissolved');
    return { added: await bringCustomers(work, chatId, customerIds) };
  },
);

/** Seats customers the acting member follows; returns how many are new. */
async function bringCustomers(
  work: Work,
  chatId: ChatId,
  customerIds: readonly CustomerId[],
): Promise<number> {
  const wanted = [...new Set(customerIds)];
  const me = actingMember(work);
  const mine = await work.sql<{ id: CustomerId; name: string }>(
    `select c.id, c.name from customer_follows f join customers c on c.corp_id = $1 and c.id = f.customer_id
      where f.corp_id = $1 and f.member_id = $2 and f.state = 'following' and f.muted_at is null and c.id = any($3) order by c.id`,
    [work.corpId, me, wanted],
  );
  if (mine.length !== wanted.length) fail('customers.customer_not_found');
  let added = 0;
  for (const customer of mine)
    if (await seatCustomer(work, { chatId, customer, how: 'invited', invitedBy: me })) added++;
  return added;
}
