import type { ChatId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/** True where the message at `seq` was put there by a broadcast to our own page, which stays there. */
export async function isBroadcast(work: Work, chatId: ChatId, seq: number): Promise<boolean> {
  const rows = await work.sql(
    `select from broadcast_people p join broadcasts b on b.corp_id = $1 and b.id = p.broadcast_id
      where p.corp_id = $1 and p.chat_id = $2 and b.channel = 'web' and (p.state = 'handed' or p.receipt = $3) limit 1`,
    [work.corpId, chatId, String(seq)],
  );
  return rows.length > 0;
}
