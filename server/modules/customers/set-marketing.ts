import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { samePerson } from './customer.access.ts';
import { noteEvent } from './note-event.ts';

/** Whether a person wants news and offers, on all records of theirs, with the moment they said so. */
export async function setMarketing(work: Work, customerId: CustomerId, wanted: boolean): Promise<void> {
  await work.sql(
    'update customers set marketing = $3, marketing_at = $4 where corp_id = $1 and id = any($2)',
    [work.corpId, await samePerson(work, customerId), wanted, work.now],
  );
  await noteEvent(work, { customerId, kind: wanted ? 'marketing_on' : 'marketing_off' });
}
