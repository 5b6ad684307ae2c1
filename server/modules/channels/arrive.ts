import type { ChatId, CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { Readable } from 'node:stream';
import { uuidOf } from '../../kernel/ids.ts';
import type { Shift } from '../../kernel/shift.ts';
import { type Actor, system, type Work } from '../../kernel/work.ts';
import { customerFromChannel } from '../customers/index.ts';
import { keepBytes } from '../files/index.ts';
import { draftOfFile, postAs } from '../messaging/index.ts';
import type { AccountRow } from './account.ts';
import type { Arrival } from './adapter.ts';

/** What happened at the other side happens here: people become customers, and what they say stands in their chat, once. */
export async function arrive(shift: Shift, account: AccountRow, arrivals: readonly Arrival[]): Promise<void> {
  for (const arrival of arrivals) {
    const contact = await shift.work((work) => contactOf(work, account, arrival), system);
    if (!contact || arrival.what !== 'message') continue;
    const drafts: Draft[] = arrival.text?.trim()
      ? [{ k: 'text', b: { text: arrival.text.trim().slice(0, 10_000) } }]
      : [];
    // Their files are theirs: kept in the customer's own name, shown in their chat.
    const customer: Actor = { kind: 'visitor', id: contact.customerId };
    const theirs: Shift = { ...shift, work: (run, actor) => shift.work(run, actor ?? customer) };
    for (const { kind, name, bytes } of arrival.media ?? [])
      drafts.push(draftOfFile(kind, await keepBytes(theirs, { name, source: Readable.from([bytes]) })));
    for (const [i, draft] of drafts.entries())
      await shift.work(async (work) => {
        const { event } = await postAs(work, {
          speakerId: contact.customerId,
          chatId: contact.chatId,
          cid: uuidOf(`${account.id} ${arrival.key} ${i}`),
          draft,
        });
        await work.sql(
          `update channel_contacts set heard_seq = greatest(heard_seq, $4) where corp_id = $1 and account_id = $2 and outside_id = $3`,
          [work.corpId, account.id, arrival.from, event.s],
        );
        await work.sql(
          'update customer_follows set last_at = greatest(last_at, $3) where corp_id = $1 and chat_id = $2',
          [work.corpId, contact.chatId, arrival.at],
        );
      }, system);
  }
}

interface Known {
  customerId: CustomerId;
  chatId: ChatId;
}

/** Whoever it is, with the channel's clocks moved; repeats and late news never give a window or a count back. */
async function contactOf(work: Work, account: AccountRow, arrival: Arrival): Promise<Known | undefined> {
  const who = [work.corpId, account.id, arrival.from];
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${work.corpId} channel ${arrival.unionId ?? `${account.id} ${arrival.from}`}`,
  ]);
  const [before] = await work.sql<Known>(
    `select customer_id "customerId", chat_id "chatId" from channel_contacts where corp_id = $1 and account_id = $2 and outside_id = $3`,
    who,
  );
  if (arrival.what === 'left') {
    await work.sql(
      'update channel_contacts set reachable = false where corp_id = $1 and account_id = $2 and outside_id = $3',
      who,
    );
    return before;
  }
  const known = before ?? (await newcomer(work, account, arrival));
  const heard = arrival.what === 'message';
  const [at, sent] = heard ? ['heard_at', 'heard_sent'] : ['entered_at', 'entered_sent'];
  await work.sql(
    `insert into channel_contacts (corp_id, account_id, outside_id, union_id, customer_id, chat_id, ${at}, thread)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (corp_id, account_id, outside_id) do update set union_id = coalesce(excluded.union_id, channel_contacts.union_id), reachable = true,
       ${sent} = case when channel_contacts.${at} >= excluded.${at} then channel_contacts.${sent} else 0 end,
       thread = case when channel_contacts.${at} > excluded.${at} then channel_contacts.thread else channel_contacts.thread || excluded.thread end,
       ${at} = greatest(channel_contacts.${at}, excluded.${at})`,
    [
      ...who,
      arrival.unionId ?? null,
      known.customerId,
      known.chatId,
      arrival.at,
      JSON.stringify(arrival.thread ?? {}),
    ],
  );
  return known;
}

/** The member who has them over there, known by the same userid here. */
async function ownerHere(work: Work, owner: string | undefined): Promise<MemberId | undefined> {
  if (!owner) return undefined;
  const [row] = await work.sql<{ id: MemberId }>(
    `select id from members where corp_id = $1 and lower(userid) = lower($2) and status = 'active'`,
    [work.corpId, owner],
  );
  return row?.id;
}

/** Somebody this account has not met: known from another account of the same owner, else new and served by the next in turn. */
async function newcomer(work: Work, account: AccountRow, arrival: Arrival): Promise<Known> {
  const [same] = arrival.unionId
    ? await work.sql<{ customerId: CustomerId }>(
        'select customer_id "customerId" from channel_contacts where corp_id = $1 and union_id = $2 order by heard_at desc nulls last limit 1',
        [work.corpId, arrival.unionId],
      )
    : [];
  const [turn] = await work.sql<{ memberId: MemberId | null }>(
    `with t as (update channel_accounts set turns = turns + 1 where corp_id = $1 and id = $2 returning turns, member_ids),
          s as (select m.id, row_number() over (order by array_position(t.member_ids, m.id)) - 1 n, count(*) over () of_all
                  from t join members m on m.corp_id = $1 and m.id = any(t.member_ids) and m.status = 'active')
     select s.id "memberId" from s, t where s.n = t.turns % s.of_all`,
    [work.corpId, account.id],
  );
  const memberId = (await ownerHere(work, arrival.owner)) ?? turn?.memberId ?? account.memberIds[0]!;
  return await customerFromChannel(work, {
    ...(same ? { customerId: same.customerId } : {}),
    name: arrival.name ?? '',
    locale: /[a-z]/i.test(arrival.text ?? '') && !/[\u4e00-\u9fff]/.test(arrival.text ?? '') ? 'en' : 'zh',
    email: arrival.email,
    memberId,
  });
}
