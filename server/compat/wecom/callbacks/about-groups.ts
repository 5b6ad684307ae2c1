import { customerGroupChanged } from '@teahouse/contract/customer-groups';
import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import { subscribe } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { rootOfCustomer } from '../../../modules/customers/index.ts';
import { ownerOf } from '../../../modules/groups/index.ts';
import { useridOf } from '../../../modules/directory/index.ts';
import { externalUserid, outerChatId } from '../customers/outer-ids.ts';
import { listeners } from './about-customers.ts';
import type { Fields } from './inner-message.ts';
import { tell } from './tell.ts';

const details = {
  joined: 'add_member',
  left: 'del_member',
  removed: 'del_member',
  owner: 'change_owner',
  renamed: 'change_name',
  announced: 'change_notice',
} as const;

/** Apps that see the owner of a group hear that it came to be, changed or is no more. */
export const tellGroupChanged = subscribe(
  'wecom.tell_group_changed',
  customerGroupChanged,
  async (work, { chatId, what, ids, how }) => {
    const ownerId = await ownerOf(work, chatId);
    const apps = await listeners(work, ownerId ?? undefined);
    if (apps.length === 0) return;
    const type = what === 'created' ? 'create' : what === 'archived' ? 'dismiss' : 'update';
    const more: Fields =
      what === 'created' || what === 'archived'
        ? []
        : [['UpdateDetail', details[what]], ...(await people(work, what, ids, how))];
    await tell(work, apps, {
      from: 'sys',
      type: 'event',
      what: `change_external_chat/${type}`,
      fields: [
        ['Event', 'change_external_chat'],
        ['ChangeType', type],
        ['ChatId', outerChatId(chatId)],
        ...more,
      ],
      ...(ownerId ? { memberId: ownerId } : {}),
    });
  },
);

async function people(
  work: Work,
  what: string,
  ids: readonly string[],
  how: 'code' | 'invited' | null,
): Promise<Fields> {
  if (what !== 'joined' && what !== 'left' && what !== 'removed') return [];
  const outer: string[] = [];
  for (const id of ids) {
    const root = id.startsWith('cus_') ? await rootOfCustomer(work, id as CustomerId) : undefined;
    const shown = root ? externalUserid(root) : await useridOf(work, id as MemberId);
    if (shown) outer.push(shown);
  }
  return [
    what === 'joined' ? ['JoinScene', how === 'code' ? 3 : 0] : ['QuitScene', what === 'removed' ? 1 : 0],
    ['MemChangeCnt', ids.length],
    ['MemChangeList', outer.map((id) => ['Item', id] as const)],
  ];
}
