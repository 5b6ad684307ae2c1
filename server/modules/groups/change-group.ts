import { customerGroups, GroupSettings } from '@teahouse/contract/customer-groups';
import type { ChatId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { changeGroupAs, seatableMembers } from '../messaging/index.ts';
import { groupToChange, groupToGive, groupToSee, toGroup } from './groups.access.ts';
import { unseatCustomer } from './seat-customer.ts';
import { showWelcomeFiles } from './welcome-files.ts';

export const changeCustomerGroup = implement(
  customerGroups.changeCustomerGroup,
  async (work, { chatId, name, settings, ownerId }) => {
    if (ownerId) await groupToGive(work, chatId);
    const looks = settings !== undefined || name !== undefined || !ownerId;
    const group = looks ? await groupToChange(work, chatId) : await groupToSee(work, chatId);
    if (settings) {
      const shown = GroupSettings.parse(group.settings).welcomeFiles;
      await showWelcomeFiles(work, chatId, { wanted: settings.welcomeFiles, shown });
      await writeSettings(work, chatId, settings);
    }
    if (name !== undefined && name !== group.name) await changeGroupAs(work, chatId, { title: name });
    if (ownerId && ownerId !== group.ownerId) {
      await seatableMembers(work, [ownerId]);
      await giveGroup(work, chatId, ownerId);
    }
    return toGroup(await groupToSee(work, chatId));
  },
);

async function writeSettings(work: Work, chatId: ChatId, settings: GroupSettings): Promise<void> {
  await work.sql('update customer_groups set settings = $3 where corp_id = $1 and chat_id = $2', [
    work.corpId,
    chatId,
    JSON.stringify(settings),
  ]);
  await work.audit({ action: 'groups.settings_changed', object: chatId });
}

/** The group belongs to somebody else from now on; whoever owned it stays in it. The caller has checked both. */
export async function giveGroup(work: Work, chatId: ChatId, to: MemberId): Promise<void> {
  await changeGroupAs(work, chatId, { add: [to], ownerId: to });
  await work.audit({ action: 'groups.group_given', object: chatId, detail: { to } });
}

export const removeGroupCustomer = implement(
  customerGroups.removeGroupCustomer,
  async (work, { chatId, customerId }) => {
    await groupToChange(work, chatId);
    if (!(await unseatCustomer(work, chatId, customerId, work.actor.id)))
      fail('customers.customer_not_found');
    await work.audit({ action: 'groups.customer_removed', object: chatId, detail: { customerId } });
    return {};
  },
);
