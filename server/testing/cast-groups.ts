import { customerGroups } from '@teahouse/contract/customer-groups';
import { groupPosts } from '@teahouse/contract/group-posts';
import { materials } from '@teahouse/contract/materials';
import { phoneAt } from './phone.ts';
import type { Person, World } from './world.ts';

/** A customer group with a customer in it, the code they came by, and what is said there again and again. */
export async function makeCustomerGroup(world: World, owner: Person) {
  const asked = { name: 'canary-join', baseName: 'canary-guests' };
  const code = (await owner.call(customerGroups.createGroupCode, asked)).body;
  const phone = phoneAt(world.house, code.url);
  await phone.call(customerGroups.joinGroup, { device: phone.device });
  const chatId = code.groups[0]!.chatId;
  const { customers } = (await owner.call(customerGroups.getCustomerGroup, { chatId })).body;
  const said = { name: 'canary-post', contents: [{ k: 'text' as const, b: { text: 'canary-post' } }] };
  const post = (await owner.call(groupPosts.createGroupPost, { ...said, holdOut: 0, confirm: true })).body;
  const script = { title: 'canary-script', company: false, draft: said.contents[0]! };
  return {
    material: (await owner.call(materials.saveMaterial, script)).body.id,
    groupPost: post.id,
    groupCode: code.id,
    groupKey: phone.key,
    customerGroup: chatId,
    groupCustomer: customers[0]!.customerId,
  };
}
