import type { BroadcastId, ChatId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/** What a channel tells later about something it took: it arrived, or was read. Telling it twice changes nothing. */
export async function noteReceipt(
  work: Work,
  {
    broadcastId,
    ref,
    deliveredAt,
    readAt,
  }: { broadcastId: BroadcastId; ref: string; deliveredAt?: Date; readAt?: Date },
): Promise<void> {
  await work.sql(
    `update broadcast_people set delivered_at = coalesce(delivered_at, $4, $5), read_at = coalesce(read_at, $5)
      where corp_id = $1 and broadcast_id = $2 and receipt = $3 and reason = 'sent'`,
    [work.corpId, broadcastId, ref, deliveredAt ?? null, readAt ?? null],
  );
}

/** Our own page has shown a chat up to `seq`: what stands there has been read. */
export async function noteShown(work: Work, chatId: ChatId, seq: number): Promise<void> {
  await work.sql(
    `update broadcast_people p set read_at = $4 from broadcasts b
      where p.corp_id = $1 and p.chat_id = $2 and p.reason = 'sent' and p.read_at is null and p.receipt ~ '^[0-9]+$' and p.receipt::bigint <= $3
        and b.corp_id = $1 and b.id = p.broadcast_id and b.channel = 'web'`,
    [work.corpId, chatId, seq, work.now],
  );
}
