import { customerFields } from '@teahouse/contract/customer-fields';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { wholeCompany } from '../customer-tags.ts';
import { askedOfCustomers, fieldsOf } from './list-customer-fields.ts';

/** The list whole. Fields and options keep their ids, so what customers have in them stays theirs under another name. */
export const setCustomerFields = implement(customerFields.setCustomerFields, async (work, { fields }) => {
  await wholeCompany(work);
  const known = await fieldsOf(work);
  if (new Set(fields.map((f) => f.name)).size < fields.length) fail('customers.field_taken');
  const ids = fields.flatMap((f) => f.id ?? []);
  if (new Set(ids).size < ids.length) fail('customers.field_not_found');
  const rows = fields.map((f) => {
    const before = f.id && (known.find((k) => k.id === f.id) ?? fail('customers.field_not_found'));
    const kind = before ? before.kind : f.kind;
    const options = kind.startsWith('choice') ? f.options : [];
    if (new Set(options.map((o) => o.name)).size < options.length) fail('customers.field_taken');
    return {
      ...f,
      id: f.id ?? newId('cfd'),
      kind,
      options: options.map((o) => ({
        id: before && before.options.some((b) => b.id === o.id) ? o.id! : newId('cfd'),
        name: o.name,
      })),
    };
  });
  await work.sql(
    'update customer_fields set archived_at = $3 where corp_id = $1 and archived_at is null and id <> all($2)',
    [work.corpId, ids, work.now],
  );
  for (const [sort, f] of rows.entries())
    await work.sql(
      `insert into customer_fields (corp_id, id, name, kind, options, required, sort, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (corp_id, id) do update set name = excluded.name, options = excluded.options, required = excluded.required,
         sort = excluded.sort, archived_at = null`,
      [work.corpId, f.id, f.name, f.kind, JSON.stringify(f.options), f.required, sort, work.now],
    );
  await work.audit({ action: 'customers.fields_set', detail: { fields: fields.map((f) => f.name) } });
  return await askedOfCustomers(work);
});
