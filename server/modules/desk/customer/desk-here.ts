import type { OutputOf } from '@teahouse/contract/define';
import { deskPage } from '@teahouse/contract/desk-page';
import type { ChatId, CustomerId, DeskId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { actingCustomer } from '../../customers/index.ts';
import { deskById } from '../desk.access.ts';
import { clockOf } from '../hours/desk-clock.ts';
import { BOT, CLOSED, HUMAN, QUEUED } from '../session/state.ts';

type DeskHere = OutputOf<typeof deskPage.deskHere>;

/** The chat of the acting customer (or whoever is the same person) with the desk whose page they are on. */
export async function myDeskChat(
  work: Work,
): Promise<{ deskId: DeskId; chatId: ChatId; customerId: CustomerId }> {
  const { id, codeId } = actingCustomer(work);
  const [chat] = await work.sql<{ deskId: DeskId; chatId: ChatId; customerId: CustomerId }>(
    `select x.desk_id "deskId", x.chat_id "chatId", x.customer_id "customerId" from customers me
       join customers c on c.corp_id = $1 and c.root_id = me.root_id
       join desk_chats x on x.corp_id = $1 and x.customer_id = c.id and x.desk_id = $3
      where me.corp_id = $1 and me.id = $2 order by x.customer_id <> $2, x.chat_id limit 1`,
    [work.corpId, id, codeId],
  );
  return chat ?? fail('desk.desk_not_found');
}

/** Where a customer stands at a desk. */
export async function standAt(work: Work, deskId: DeskId, chatId: ChatId): Promise<DeskHere> {
  const desk = await deskById(work, deskId);
  const now = work.now.getTime();
  const clock = await clockOf(work, desk);
  const open = clock.open(now);
  const opensAt = open ? undefined : clock.opensAt(now);
  const [last] = await work.sql<{
    state: 0 | 1 | 2 | 3 | 4;
    memberName: string | null;
    ahead: number;
    rating: number | null;
    served: boolean;
  }>(
    `select s.state, m.name "memberName", s.rating, s.taken_at is not null or s.bot_answers > 0 served,
            (select count(*) from desk_sessions o where o.corp_id = $1 and o.desk_id = $2 and o.state = ${QUEUED}
               and (o.queued_at, o.id) < (s.queued_at, s.id))::int ahead
       from desk_sessions s left join members m on m.corp_id = $1 and m.id = s.member_id
      where s.corp_id = $1 and s.chat_id = $3 order by s.id desc limit 1`,
    [work.corpId, deskId, chatId],
  );
  const over = last?.state === CLOSED;
  return {
    name: desk.name,
    logo: desk.logoFileId !== null,
    open,
    opensAt: opensAt === undefined ? null : new Date(opensAt).toISOString(),
    state: !last || over ? null : last.state,
    ahead: last?.state === QUEUED ? last.ahead : 0,
    memberName: last?.state === HUMAN ? (last.memberName ?? '') : '',
    skills: last === undefined || over || last.state <= BOT ? desk.skills : [],
    askRating: over && last.served && last.rating === null,
    rating: over ? last.rating : null,
  };
}
