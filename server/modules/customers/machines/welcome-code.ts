import type { ChatId, CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import { keyHash } from '../../../kernel/front-desk.ts';
import { newSecret, uuidOf } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { postAs } from '../../messaging/index.ts';

/** How long a program may take before its greeting would come out of the blue. */
const LIFE_MS = 20_000;

interface Pair {
  customerId: CustomerId;
  memberId: MemberId;
}

/** A code by which a program greets this newcomer; undefined where the contact code greets by itself. Only the first asker gets one. */
export async function welcomeCodeFor(
  work: Work,
  { customerId, memberId }: Pair,
): Promise<string | undefined> {
  const [greets] = await work.sql<{ greets: boolean }>(
    `select coalesce(k.welcome->>'text', '') <> '' or jsonb_array_length(coalesce(k.welcome->'fileIds', '[]')) > 0 greets
       from customer_follows f left join contact_codes k on k.corp_id = $1 and k.id = f.code_id
      where f.corp_id = $1 and f.customer_id = $2 and f.member_id = $3`,
    [work.corpId, customerId, memberId],
  );
  if (!greets || greets.greets) return undefined;
  const code = newSecret();
  const made = await work.sql(
    `insert into welcome_codes (corp_id, code_hash, customer_id, member_id, expires_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning code_hash`,
    [work.corpId, keyHash(code), customerId, memberId, new Date(work.now.getTime() + LIFE_MS)],
  );
  return made.length ? code : undefined;
}

/** Greets in the member's name. A code is good once, and not for long. `{name}` and the like are the caller's business. */
export async function welcomeBy(
  work: Work,
  code: string,
  drafts: (pair: Pair & { customerName: string }) => Promise<readonly Draft[]>,
): Promise<void> {
  const [used] = await work.sql<Pair & { fresh: boolean }>(
    `update welcome_codes set used_at = $3 where corp_id = $1 and code_hash = $2 and used_at is null
     returning customer_id "customerId", member_id "memberId", expires_at > $3 fresh`,
    [work.corpId, keyHash(code), work.now],
  );
  if (!used) return fail('customers.welcome_used');
  if (!used.fresh) return fail('customers.welcome_late');
  const [pair] = await work.sql<{ chatId: ChatId; customerName: string }>(
    `select f.chat_id "chatId", c.name "customerName" from customer_follows f join customers c on c.corp_id = $1 and c.id = f.customer_id
      where f.corp_id = $1 and f.customer_id = $2 and f.member_id = $3`,
    [work.corpId, used.customerId, used.memberId],
  );
  if (!pair) return fail('customers.welcome_late');
  for (const [at, draft] of (await drafts({ ...used, customerName: pair.customerName })).entries())
    await postAs(work, {
      speakerId: used.memberId,
      chatId: pair.chatId,
      cid: uuidOf(`welcome ${pair.chatId} ${at}`),
      draft,
    });
}
