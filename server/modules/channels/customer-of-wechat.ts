import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { customerProved } from '../customers/index.ts';

/**
 * The person behind an id of WeChat: the union id of those who came over from an account of the company or signed in by WeChat, or the
 * open id they have with one of its accounts. Undefined where nobody of that id was ever here.
 */
export async function customerOfWechat(
  work: Work,
  { unionId, openId }: { unionId: string; openId: string },
): Promise<CustomerId | undefined> {
  const [met] = await work.sql<{ id: CustomerId }>(
    `select customer_id id from channel_contacts where corp_id = $1 and (union_id = $2 or outside_id = $3)
      order by union_id = $2 desc nulls last limit 1`,
    [work.corpId, unionId, openId],
  );
  return met?.id ?? (await customerProved(work, 'wechat', unionId));
}
