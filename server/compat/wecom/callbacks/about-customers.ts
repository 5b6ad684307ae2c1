import { customerAdded, customerChanged, customerTagChanged } from '@teahouse/contract/customers';
import type { CustomerId, CustomerTagGroupId, CustomerTagId, MemberId } from '@teahouse/contract/ids';
import { customerMoved } from '@teahouse/contract/customer-transfers';
import { subscribe } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { listeningApps, type ListeningApp } from '../../../modules/callbacks/index.ts';
import { followBetween, rootOfCustomer, welcomeCodeFor } from '../../../modules/customers/index.ts';
import { thoseInSet, useridOf } from '../../../modules/directory/index.ts';
import { externalUserid, outerTagId } from '../customers/outer-ids.ts';
import type { Fields } from './inner-message.ts';
import { tell } from './tell.ts';

/** Apps that hear of customers, and in whose range this member is. */
export async function listeners(work: Work, memberId?: MemberId): Promise<ListeningApp[]> {
  const apps = (await listeningApps(work)).filter(
    (a) => a.kind === 'customers' || (a.kind === 'self_built' && a.scopes.includes('customers.read')),
  );
  if (!memberId) return apps;
  const seeing: ListeningApp[] = [];
  for (const app of apps)
    if (app.visible.all || (await thoseInSet(work, app.visible, [memberId])).length) seeing.push(app);
  return seeing;
}

export const tellCustomerAdded = subscribe('wecom.tell_customer_added', customerAdded, async (work, pair) => {
  const apps = await listeners(work, pair.memberId);
  if (apps.length === 0) return;
  const welcome = await welcomeCodeFor(work, pair);
  await tellPair(work, apps, pair, 'add_external_contact', welcome ? [['WelcomeCode', welcome]] : []);
});

export const tellCustomerChanged = subscribe(
  'wecom.tell_customer_changed',
  customerChanged,
  async (work, pair) => {
    const apps = await listeners(work, pair.memberId);
    if (apps.length) await tellPair(work, apps, pair, 'edit_external_contact');
  },
);

/** Who had the customer hears that they have them no longer; who has them now, that they came. Nobody greets: they were told already. */
export const tellCustomerMoved = subscribe(
  'wecom.tell_customer_moved',
  customerMoved,
  async (work, { customerId, from, to }) => {
    const root = await rootOfCustomer(work, customerId);
    const userid = await useridOf(work, from);
    if (root && userid)
      await tell(work, await listeners(work, from), {
        from: 'sys',
        type: 'event',
        what: 'change_external_contact/del_external_contact',
        fields: [
          ['Event', 'change_external_contact'],
          ['ChangeType', 'del_external_contact'],
          ['UserID', userid],
          ['ExternalUserID', externalUserid(root)],
          ['Source', 'DELETE_BY_TRANSFER'],
        ],
        memberId: from,
      });
    await tellPair(work, await listeners(work, to), { customerId, memberId: to }, 'add_external_contact');
  },
);

async function tellPair(
  work: Work,
  apps: readonly ListeningApp[],
  { customerId, memberId }: { customerId: CustomerId; memberId: MemberId },
  what: string,
  more: Fields = [],
): Promise<void> {
  const root = await rootOfCustomer(work, customerId);
  const pair = root && (await followBetween(work, memberId, root));
  if (!pair) return;
  await tell(work, apps, {
    from: 'sys',
    type: 'event',
    what: `change_external_contact/${what}`,
    fields: [
      ['Event', 'change_external_contact'],
      ['ChangeType', what],
      ['UserID', pair.userid],
      ['ExternalUserID', externalUserid(pair.rootId)],
      ...(pair.channel ? [['State', pair.channel] as const] : []),
      ...more,
    ],
    memberId,
  });
}

export const tellCustomerTag = subscribe(
  'wecom.tell_customer_tag',
  customerTagChanged,
  async (work, { id, kind, how }) => {
    await tell(work, await listeners(work), {
      from: 'sys',
      type: 'event',
      what: `change_external_tag/${how}`,
      fields: [
        ['Event', 'change_external_tag'],
        ['ChangeType', how],
        ['Id', outerTagId(id as CustomerTagId | CustomerTagGroupId)],
        ['TagType', kind === 'group' ? 'tag_group' : 'tag'],
      ],
    });
  },
);
