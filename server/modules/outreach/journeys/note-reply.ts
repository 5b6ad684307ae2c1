import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/** A customer wrote: journeys that stop at an answer learn of it before the next step leaves. The first answer is kept. */
export async function noteReply(work: Work, customerId: CustomerId, at: Date): Promise<void> {
  await work.sql(
    `update journey_people set replied_at = $3 where corp_id = $1 and customer_id = $2 and replied_at is null and entered_at <= $3`,
    [work.corpId, customerId, at],
  );
}
