import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { shareFields } from './fields/share-fields.ts';

/** One root for both persons. Follows, tags and events stay where they are, which is what makes un-merging exact. The caller holds the line. */
export async function joinPersons(work: Work, from: CustomerId, root: CustomerId): Promise<void> {
  await work.sql('update customers set root_id = $3 where corp_id = $1 and root_id = $2', [
    work.corpId,
    from,
    root,
  ]);
  await work.sql(
    'delete from customer_not_same where corp_id = $1 and one = least($2, $3::text) and other = greatest($2, $3::text)',
    [work.corpId, from, root],
  );
  await shareFields(work, [root]);
}
