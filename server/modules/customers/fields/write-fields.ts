import type { FieldValue } from '@teahouse/contract/customers';
import type { CustomerId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { fits } from './customer-fields.rules.ts';
import { fieldsOf } from './list-customer-fields.ts';

/** Writes fields of a customer; null empties one. Says whether anything changed. Required fields must be full afterwards. */
export async function writeFields(
  work: Work,
  customerId: CustomerId,
  change: Readonly<Record<string, FieldValue | null>>,
): Promise<boolean> {
  const asked = await fieldsOf(work);
  for (const [id, value] of Object.entries(change)) {
    const field = asked.find((f) => f.id === id) ?? fail('customers.field_not_found');
    if (value !== null && !fits(field, value))
      fail('customers.field_invalid', id, [{ path: 'name', text: field.name }]);
  }
  const [before] = await work.sql<{ fields: Record<string, FieldValue> }>(
    'select fields from customers where corp_id = $1 and id = $2 for update',
    [work.corpId, customerId],
  );
  const after = Object.fromEntries(
    Object.entries({ ...before!.fields, ...change }).filter(
      ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
  const missing = asked.find((f) => f.required && !f.archived && after[f.id] === undefined);
  if (missing) fail('customers.field_required', missing.id, [{ path: 'name', text: missing.name }]);
  if (JSON.stringify(after) === JSON.stringify(before!.fields)) return false;
  await work.sql('update customers set fields = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    customerId,
    JSON.stringify(after),
  ]);
  return true;
}
