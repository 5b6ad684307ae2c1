import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';

export interface CustomerNote {
  customerId: CustomerId;
  memberId?: MemberId;
  /** 'scanned', 'added', 'refused', 'stage', 'tags', 'merged', 'unmerged', 'muted', 'unmuted', 'marketing_on', 'marketing_off', 'imported', 'named' */
  kind: string;
  detail?: string;
}

/** One more line of a customer's timeline. */
export async function noteEvent(
  work: Work,
  { customerId, memberId, kind, detail = '' }: CustomerNote,
): Promise<void> {
  await work.sql(
    `insert into customer_events (corp_id, id, customer_id, member_id, kind, detail, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [work.corpId, newId('cev'), customerId, memberId ?? null, kind, detail, work.now],
  );
}
