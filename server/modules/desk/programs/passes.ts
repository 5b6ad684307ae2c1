// What a program was handed: leave to read what came to a desk, or to say one thing at a moment that passes.
import type { ChatId, DeskId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { keyHash } from '../../../kernel/front-desk.ts';
import { newSecret } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';

const READ_MS = 10 * 60_000;
export const GREET_MS = 20_000;
export const LATER_MS = 48 * 3_600_000;

/** Leave to read what came to this desk, for ten minutes. */
export const passToRead = (work: Work, deskId: DeskId): Promise<string> =>
  write(work, { kind: 'read', deskId, chatId: null, ms: READ_MS });

/** Leave to say one thing in this chat, `ms` long. */
export const passToSay = (work: Work, deskId: DeskId, chatId: ChatId, ms: number): Promise<string> =>
  write(work, { kind: 'say', deskId, chatId, ms });

async function write(
  work: Work,
  { kind, deskId, chatId, ms }: { kind: 'read' | 'say'; deskId: DeskId; chatId: ChatId | null; ms: number },
): Promise<string> {
  const pass = newSecret();
  await work.sql('delete from desk_passes where corp_id = $1 and expires_at < $2', [
    work.corpId,
    new Date(work.now.getTime() - LATER_MS),
  ]);
  await work.sql(
    'insert into desk_passes (corp_id, hash, kind, desk_id, chat_id, expires_at) values ($1, $2, $3, $4, $5, $6)',
    [work.corpId, keyHash(pass), kind, deskId, chatId, new Date(work.now.getTime() + ms)],
  );
  return pass;
}

/** The desk that a pass to read was handed out for. Fails with desk.bad_pass once its time is over. */
export async function deskToRead(work: Work, pass: string): Promise<DeskId> {
  const [row] = await work.sql<{ id: DeskId }>(
    `select desk_id id from desk_passes where corp_id = $1 and hash = $2 and kind = 'read' and expires_at > $3`,
    [work.corpId, keyHash(pass), work.now],
  );
  return row?.id ?? fail('desk.bad_pass');
}

/** Uses a pass to say one thing. Fails with desk.bad_pass where it was used or its time is over. */
export async function usePass(work: Work, pass: string): Promise<{ deskId: DeskId; chatId: ChatId }> {
  const [row] = await work.sql<{ deskId: DeskId; chatId: ChatId }>(
    `update desk_passes set used_at = $3 where corp_id = $1 and hash = $2 and kind = 'say' and used_at is null and expires_at > $3
     returning desk_id "deskId", chat_id "chatId"`,
    [work.corpId, keyHash(pass), work.now],
  );
  return row ?? fail('desk.bad_pass');
}
