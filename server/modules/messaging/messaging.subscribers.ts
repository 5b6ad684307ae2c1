import { memberMoved, memberStopped } from '@teahouse/contract/directory';
import type { ChatId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import { subscribe } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { followDirectory } from './chats/department-chat.ts';
import { unseatMembers } from './chats/seat-members.ts';
import { appendSystem, holdHead } from './log/append-in.ts';

export const followMoves = subscribe('messaging.follow_moves', memberMoved, (work, { departments }) =>
  followDirectory(work, departments as DepartmentId[]),
);

/** Who has left the company leaves its groups; direct chats stay with the other one. A disabled member keeps the seats. */
export const followLeavers = subscribe(
  'messaging.follow_leavers',
  memberStopped,
  async (work, { memberId, status }) => {
    if (status !== 'left') return;
    const chats = await work.sql<{ chat_id: ChatId; role: string }>(
      `select s.chat_id, s.role from chat_seats s join chats c on c.corp_id = $1 and c.id = s.chat_id and c.kind in ('group', 'department')
      where s.corp_id = $1 and s.member_id = $2 order by s.chat_id`,
      [work.corpId, memberId],
    );
    for (const { chat_id, role } of chats) {
      const head = await holdHead(work, chat_id);
      const gone = await unseatMembers(work, head, [memberId]);
      if (gone.length === 0) continue;
      await appendSystem(work, head, { what: 'left', members: gone });
      if (role !== 'owner') continue;
      const next = await nextOwner(work, chat_id);
      if (!next) continue;
      await work.sql(
        `update chat_seats set role = 'owner' where corp_id = $1 and chat_id = $2 and member_id = $3`,
        [work.corpId, chat_id, next],
      );
      await work.sql('update chats set owner_id = $3 where corp_id = $1 and id = $2', [
        work.corpId,
        chat_id,
        next,
      ]);
      await appendSystem(work, head, { what: 'owner', members: [next], text: 'owner' });
    }
  },
);

/** No group stays without an owner: an admin first, else whoever has sat longest. */
async function nextOwner(work: Work, chatId: ChatId): Promise<MemberId | undefined> {
  const [row] = await work.sql<{ id: MemberId }>(
    `select s.member_id id from chat_seats s join members m on m.corp_id = $1 and m.id = s.member_id and m.status = 'active'
      where s.corp_id = $1 and s.chat_id = $2 order by s.role = 'admin' desc, s.joined_at, s.member_id limit 1`,
    [work.corpId, chatId],
  );
  return row?.id;
}
