import { type CustomerField, customerFields } from '@teahouse/contract/customer-fields';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { stagesOf } from './stages.ts';

/** The company's own fields in their order, archived ones last. */
export async function fieldsOf(work: Work): Promise<CustomerField[]> {
  return await work.sql<CustomerField>(
    `select id, name, kind, options, required, archived_at is not null archived from customer_fields
      where corp_id = $1 order by archived_at nulls first, sort, id`,
    [work.corpId],
  );
}

/** Everything a company asks about its customers. */
export async function askedOfCustomers(work: Work) {
  return { fields: await fieldsOf(work), stages: await stagesOf(work) };
}

export const listCustomerFields = implement(customerFields.listCustomerFields, askedOfCustomers);
