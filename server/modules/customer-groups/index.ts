// The door of customer groups: chats in which members and customers sit together, their rules and the codes that lead into them.
import { customerGroups as contract } from '@teahouse/contract/customer-groups';
import { defineModule } from '../../kernel/module.ts';
import { changeCustomerGroup, removeGroupCustomer } from './change-group.ts';
import { addGroupCustomers, createCustomerGroup } from './create-group.ts';
import { groupPeople, leaveGroup } from './customer-in-group.ts';
import { getCustomerGroup, listGroupDays } from './get-group.ts';
import { greetNewcomers } from './greet-newcomers.ts';
import { changeGroupCode, createGroupCode, groupCodeQr, listGroupCodes } from './group-codes.ts';
import { attend, passOn } from './groups.subscribers.ts';
import { joinGroup } from './join-group.ts';
import { listCustomerGroups } from './list-groups.ts';
import { tellOwner } from './tell-owner.ts';

export const customerGroups = defineModule({
  name: 'customer-groups',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: {
    listCustomerGroups,
    createCustomerGroup,
    getCustomerGroup,
    changeCustomerGroup,
    addGroupCustomers,
    removeGroupCustomer,
    listGroupDays,
    listGroupCodes,
    createGroupCode,
    changeGroupCode,
    groupCodeQr,
    joinGroup,
    groupPeople,
    leaveGroup,
  },
  subscribers: [attend, passOn],
  jobs: [greetNewcomers, tellOwner],
});
