import type { ChatId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { appendSystem, holdHead } from '../log/append-in.ts';
import { seatMembers } from './seat-members.ts';
import { seatableMembers } from './seatable-members.ts';

export interface OwnedGroup {
  id: ChatId;
  title: string;
  memberCount: number;
}

/** The groups a member owns, largest first. For administrators: it asks for no seat, so the caller has checked who may ask. */
export async function ownedGroups(work: Work, memberId: MemberId): Promise<OwnedGroup[]> {
  return await work.sql<OwnedGroup>(
    `select c.id, c.title, h.member_count "memberCount"
       from chats c join chat_heads h on h.corp_id = $1 and h.chat_id = c.id
      where c.corp_id = $1 and c.owner_id = $2 and c.kind = 'group' and c.archived_at is null
      order by h.member_count desc, c.id`,
    [work.corpId, memberId],
  );
}

/** Makes `to` the owner of every group `memberId` owns, seating them where they do not sit; returns how many. Throws messaging.unknown_member. */
export async function giveGroups(work: Work, memberId: MemberId, to: MemberId): Promise<number> {
  if (to === memberId) fail('messaging.unknown_member');
  await seatableMembers(work, [to]);
  const groups = await ownedGroups(work, memberId);
  // One order for everybody who holds several chats.
  for (const { id } of groups.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const head = await holdHead(work, id);
    const added = await seatMembers(work, head, [to]);
    if (added.length) await appendSystem(work, head, { what: 'joined', members: added });
    await work.sql(
      `update chat_seats set role = case when member_id = $4 then 'owner' else 'member' end
        where corp_id = $1 and chat_id = $2 and member_id in ($3, $4)`,
      [work.corpId, id, memberId, to],
    );
    await work.sql('update chats set owner_id = $3 where corp_id = $1 and id = $2', [work.corpId, id, to]);
    await appendSystem(work, head, { what: 'owner', members: [to], text: 'owner' });
  }
  if (groups.length)
    await work.audit({
      action: 'messaging.groups_given',
      object: memberId,
      detail: { to, groups: groups.length },
    });
  return groups.length;
}
