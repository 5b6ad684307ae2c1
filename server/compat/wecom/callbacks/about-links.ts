// What happens to acquisition links: somebody comes by one, says a first word, and the link is closed.
import { contactCodeClosed } from '@teahouse/contract/contact-codes';
import { customerAdded, customerSpoke } from '@teahouse/contract/customers';
import type { MemberId } from '@teahouse/contract/ids';
import { subscribe } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { linkState, rootOfCustomer } from '../../../modules/customers/index.ts';
import { useridOf } from '../../../modules/directory/index.ts';
import { externalUserid } from '../customers/outer-ids.ts';
import { listeners } from './about-customers.ts';
import type { Fields } from './inner-message.ts';
import { tell } from './tell.ts';

export const tellLinkFollowed = subscribe(
  'wecom.tell_link_followed',
  customerAdded,
  async (work, { codeId, memberId }) => {
    const state = codeId && (await linkState(work, codeId));
    if (codeId && state !== null && state !== undefined)
      await tellLink(
        work,
        'friend_request',
        [['LinkId', codeId], ...(state ? [['State', state] as const] : [])],
        memberId,
      );
  },
);

export const tellLinkChat = subscribe(
  'wecom.tell_link_chat',
  customerSpoke,
  async (work, { codeId, customerId, memberId }) => {
    if (!codeId || (await linkState(work, codeId)) === undefined) return;
    const root = await rootOfCustomer(work, customerId);
    const userid = await useridOf(work, memberId);
    if (root && userid)
      await tellLink(
        work,
        'customer_start_chat',
        [
          ['UserID', userid],
          ['ExternalUserID', externalUserid(root)],
        ],
        memberId,
      );
  },
);

export const tellLinkClosed = subscribe(
  'wecom.tell_link_closed',
  contactCodeClosed,
  async (work, { codeId }) => {
    if ((await linkState(work, codeId)) !== undefined)
      await tellLink(work, 'delete_link', [['LinkId', codeId]]);
  },
);

async function tellLink(work: Work, what: string, fields: Fields, memberId?: MemberId): Promise<void> {
  await tell(work, await listeners(work, memberId), {
    from: 'sys',
    type: 'event',
    what: `customer_acquisition/${what}`,
    fields: [['Event', 'customer_acquisition'], ['ChangeType', what], ...fields],
    ...(memberId ? { memberId } : {}),
  });
}
