import { customerGroups, GroupSettings } from '@teahouse/contract/customer-groups';
import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { corpZone } from '../directory/index.ts';
import { groupToSee, mayChange, mayGive, toGroup } from './groups.access.ts';

export const getCustomerGroup = implement(customerGroups.getCustomerGroup, async (work, { chatId }) => {
  const row = await groupToSee(work, chatId);
  const customers = await work.sql<{
    customerId: CustomerId;
    name: string;
    joinedAt: Date;
    how: 'code' | 'invited';
    state: string;
    warnings: number;
  }>(
    `select p.customer_id "customerId", c.name, p.joined_at "joinedAt", p.how, p.state, p.warnings
       from customer_group_people p join customers c on c.corp_id = $1 and c.id = p.customer_id
      where p.corp_id = $1 and p.chat_id = $2 and p.left_at is null order by p.joined_at desc, p.customer_id limit 2000`,
    [work.corpId, chatId],
  );
  return {
    group: toGroup(row),
    mayChange: mayChange(row) && !row.dissolved,
    mayGive: mayGive(row) && !row.dissolved,
    seated: row.role !== null,
    settings: GroupSettings.parse(row.settings),
    members: await work.sql<{ memberId: MemberId; name: string; role: 'owner' | 'admin' | 'member' }>(
      `select s.member_id "memberId", m.name, s.role from chat_seats s join members m on m.corp_id = $1 and m.id = s.member_id
        where s.corp_id = $1 and s.chat_id = $2 order by s.role <> 'owner', s.role <> 'admin', s.joined_at, m.id limit 500`,
      [work.corpId, chatId],
    ),
    customers: customers.map((c) => ({ ...c, joinedAt: c.joinedAt.toISOString() })),
  };
});

export const listGroupDays = implement(customerGroups.listGroupDays, async (work, { chatId, days }) => {
  await groupToSee(work, chatId);
  return {
    days: await work.sql<{ day: string; joined: number; left: number; messages: number; active: number }>(
      `select to_char(t.day, 'YYYY-MM-DD') "day", coalesce(d.joined, 0) joined, coalesce(d.gone, 0) "left", coalesce(d.messages, 0) messages,
              coalesce(d.active, 0) active
         from (select ($3::timestamptz at time zone $4)::date - n "day" from generate_series(0, $5::int - 1) n) t
         left join customer_group_days d on d.corp_id = $1 and d.chat_id = $2 and d.day = t.day order by t.day`,
      [work.corpId, chatId, work.now, await corpZone(work), days],
    ),
  };
});
