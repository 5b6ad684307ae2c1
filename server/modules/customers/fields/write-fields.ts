import type { FieldValue } from '@teahouse/contract/customers';
import type { CustomerId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { fits } from './customer-fields.rules.ts';
import { fieldsOf } from './list-customer-fields.ts';
import { putFields } from './share-fields.ts';

/** Writes fields of a person, on all records of theirs; null empties one. Says whether anything changed. Required fields must be full afterwards. */
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
  const filled: Record<string, FieldValue> = {};
  const emptied: string[] = [];
  for (const [id, value] of Object.entries(change)) {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) emptied.push(id);
    else filled[id] = value;
  }
  const after: Record<string, FieldValue> = { ...before!.fields, ...filled };
  for (const id of emptied) delete after[id];
  const missing = asked.find((f) => f.required && !f.archived && after[f.id] === undefined);
  if (missing) fail('customers.field_required', missing.id, [{ path: 'name', text: missing.name }]);
  const same = Object.keys(change).every(
    (id) => JSON.stringify(after[id]) === JSON.stringify(before!.fields[id]),
  );
  if (same) return false;
  await putFields(work, customerId, filled, emptied);
  return true;
}
