import type { MemberId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { implement } from '../../../kernel/module.ts';
import { mySeat } from '../messaging.access.ts';

export const listChatMembers = implement(
  messaging.listChatMembers,
  async (work, { chatId, q, after, limit }) => {
    await mySeat(work, chatId);
    const start = `${q.toLowerCase().replaceAll(/[%_\\]/g, '')}%`;
    const rows = await work.sql<{
      member_id: MemberId;
      name: string;
      role: 'owner' | 'admin' | 'member';
      total: number;
    }>(
      `select s.member_id, m.name, s.role, h.member_count total
       from chat_seats s
       join members m on m.corp_id = $1 and m.id = s.member_id
       join chat_heads h on h.corp_id = $1 and h.chat_id = $2
      where s.corp_id = $1 and s.chat_id = $2 and s.member_id > $3
        and ($4 = '%' or m.name like '%' || $4 or m.pinyin like $4 or m.initials like $4 or lower(m.userid) like $4)
      order by s.member_id limit $5`,
      [work.corpId, chatId, after, start, limit + 1],
    );
    const page = rows.slice(0, limit);
    return {
      members: page.map((r) => ({ memberId: r.member_id, name: r.name, role: r.role })),
      total: rows[0]?.total ?? 0,
      next: rows.length > limit ? page.at(-1)!.member_id : null,
    };
  },
);
