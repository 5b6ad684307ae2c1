// The door of customer groups: chats in which members and customers sit together, their rules and the codes that lead into them.
import { customerGroups as contract } from '@teahouse/contract/customer-groups';
import { defineModule } from '../../kernel/module.ts';
import { changeCustomerGroup, removeGroupCustomer } from './change-group.ts';
import { addGroupCustomers, createCustomerGroup } from './create-group.ts';
import { groupPeople, leaveGroup } from './customer-in-group.ts';
import { getCustomerGroup, listGroupDays } from './get-group.ts';
import { greetNewcomers } from './greet-newcomers.ts';
import { changeGroupCode, createGroupCode, groupCodeQr, groupQr, listGroupCodes } from './group-codes.ts';
import { attend, passOn } from './groups.subscribers.ts';
import { judgeWords } from './judge-words.ts';
import { joinGroup } from './join-group.ts';
import { listCustomerGroups } from './list-groups.ts';
import { listGroupWelcomes } from './programs/welcomes.ts';
import { tellOwner } from './tell-owner.ts';
import { groupFilesISee } from './welcome-files.ts';

export { ownerOf } from './groups.access.ts';
export { type AddressedGroup, groupsToAddress, isCustomerGroup } from './groups-to-address.ts';
export { giveGroup } from './change-group.ts';
export { groupsTimeline } from './groups-timeline.ts';
export { type GroupFacts, groupFacts, pageOfGroups } from './programs/group-facts.ts';
export { type GroupSums, groupSums } from './programs/group-statistics.ts';
export { changeJoinWay, dropJoinWay, type JoinWay, joinWay, makeJoinWay } from './programs/join-ways.ts';
export {
  changeWelcome,
  countWelcomes,
  dropWelcome,
  keepWelcome,
  type KeptWelcome,
  keptWelcome,
} from './programs/welcomes.ts';

export const groups = defineModule({
  name: 'groups',
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
    groupQr,
    listGroupWelcomes,
    joinGroup,
    groupPeople,
    leaveGroup,
  },
  subscribers: [attend, passOn],
  jobs: [greetNewcomers, tellOwner],
  judges: [judgeWords],
  fileViewers: { customer_group: groupFilesISee },
});
