import type { ChannelAccountId, ChatId, CustomerId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { type Grant, grantOf, type Standing, type WindowRules } from './window.ts';

export interface ContactRow extends Standing {
  accountId: ChannelAccountId;
  outsideId: string;
  customerId: CustomerId;
  chatId: ChatId;
  heardSeq: number;
  reachable: boolean;
  thread: Record<string, unknown>;
}

export const CONTACT = `c.account_id "accountId", c.outside_id "outsideId", c.customer_id "customerId", c.chat_id "chatId", c.heard_at "heardAt",
  c.heard_seq::int "heardSeq", c.heard_sent "heardSent", c.entered_at "enteredAt", c.entered_sent "enteredSent", c.reachable, c.thread`;

export interface Hand {
  accountId: ChannelAccountId;
  outsideId: string;
  key: string;
}

/**
 * Takes one message out of what the channel allows, under the contact's row, so that two at once never share a place. Returns what was
 * sent under this key before. Fails with channels.window_closed, channels.count_used, channels.not_connected, channels.unsure.
 */
export async function claim(
  work: Work,
  rules: WindowRules,
  { accountId, outsideId, key }: Hand,
): Promise<{ sent: string } | { contact: ContactRow }> {
  const [contact] = await work.sql<ContactRow>(
    `select ${CONTACT} from channel_contacts c where c.corp_id = $1 and c.account_id = $2 and c.outside_id = $3 for update`,
    [work.corpId, accountId, outsideId],
  );
  if (!contact) return fail('channels.not_connected');
  const before = await sentUnder(work, accountId, key);
  if (before?.state === 'sent') return { sent: before.ref };
  // Somebody handed it over and did not come back to say how it went: a customer never gets a message twice.
  if (before?.state === 'sending') fail('channels.unsure');
  if (!contact.reachable) fail('channels.not_connected');
  const grant = grantOf(rules, contact, work.now);
  if (grant === 'closed') fail('channels.window_closed');
  if (grant === 'used') fail('channels.count_used');
  await count(work, { accountId, outsideId, grant, by: 1 });
  await work.sql(
    `insert into channel_sends (corp_id, account_id, key, outside_id, grant_used, state, at) values ($1, $2, $3, $4, $5, 'sending', $6)
     on conflict (corp_id, account_id, key) do update set state = 'sending', grant_used = excluded.grant_used, at = excluded.at`,
    [work.corpId, accountId, key, outsideId, grant, work.now],
  );
  return { contact };
}

/** It is there. */
export async function noteSent(
  work: Work,
  { accountId, outsideId, key }: Hand,
  { ref, thread }: { ref: string; thread?: Record<string, unknown> },
): Promise<void> {
  await work.sql(
    `update channel_sends set state = 'sent', ref = $4 where corp_id = $1 and account_id = $2 and key = $3`,
    [work.corpId, accountId, key, ref],
  );
  if (thread)
    await work.sql(
      'update channel_contacts set thread = thread || $4::jsonb where corp_id = $1 and account_id = $2 and outside_id = $3',
      [work.corpId, accountId, outsideId, JSON.stringify(thread)],
    );
}

/** A member sent it over there; nobody carries it again. */
export async function noteSentByHand(work: Work, { accountId, outsideId, key }: Hand): Promise<void> {
  await work.sql(
    `insert into channel_sends (corp_id, account_id, key, outside_id, grant_used, state, at) values ($1, $2, $3, $4, 'free', 'sent', $5)
     on conflict do nothing`,
    [work.corpId, accountId, key, outsideId, work.now],
  );
}

/** It certainly is not there: its place is free again. */
export async function noteNotSent(
  work: Work,
  { accountId, outsideId, key }: Hand,
  error: string,
): Promise<void> {
  const [row] = await work.sql<{ grant: Grant }>(
    `update channel_sends set state = 'failed', error = $4 where corp_id = $1 and account_id = $2 and key = $3 and state = 'sending'
     returning grant_used as grant`,
    [work.corpId, accountId, key, error.slice(0, 300)],
  );
  if (row) await count(work, { accountId, outsideId, grant: row.grant, by: -1 });
}

export async function sentUnder(work: Work, accountId: string, key: string) {
  const [row] = await work.sql<{ state: 'sending' | 'sent' | 'failed'; ref: string; at: Date }>(
    'select state, ref, at from channel_sends where corp_id = $1 and account_id = $2 and key = $3',
    [work.corpId, accountId, key],
  );
  return row;
}

/** True where a message of ours went out through any account under this key: it stands in the chat for the eye alone. */
export async function sentSomewhere(work: Work, key: string): Promise<boolean> {
  const rows = await work.sql('select from channel_sends where corp_id = $1 and key = $2 limit 1', [
    work.corpId,
    key,
  ]);
  return rows.length > 0;
}

async function count(
  work: Work,
  { accountId, outsideId, grant, by }: { accountId: string; outsideId: string; grant: Grant; by: 1 | -1 },
): Promise<void> {
  if (grant !== 'message' && grant !== 'entry') return;
  const column = grant === 'message' ? 'heard_sent' : 'entered_sent';
  await work.sql(
    `update channel_contacts set ${column} = greatest(${column} + $4, 0) where corp_id = $1 and account_id = $2 and outside_id = $3`,
    [work.corpId, accountId, outsideId, by],
  );
}
