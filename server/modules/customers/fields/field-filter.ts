import type { CustomerFieldId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { understood } from './customer-fields.rules.ts';
import { fieldsOf } from './list-customer-fields.ts';

interface Wanted {
  fieldId?: CustomerFieldId | undefined;
  fieldIs?: string | undefined;
  fieldFrom?: string | undefined;
  fieldTo?: string | undefined;
}

/** "This customer's field is so, or lies between", as SQL on the follow `f`; both ends count. A value the field cannot have finds nobody. */
export async function fieldFilter(
  work: Work,
  { fieldId, fieldIs, fieldFrom, fieldTo }: Wanted,
  bound: (value: unknown) => string,
): Promise<string> {
  const field = (await fieldsOf(work)).find((f) => f.id === fieldId);
  if (!field) return 'false';
  const column = field.kind === 'number' ? 'v.number' : 'v.value';
  const parts: string[] = [];
  for (const [end, sign] of [
    [fieldIs, '='],
    [fieldFrom, '>='],
    [fieldTo, '<='],
  ] as const) {
    if (!end) continue;
    const value = understood(field, end);
    if (value === undefined) return 'false';
    // Of several choices one that is among those the customer has.
    for (const one of Array.isArray(value) ? value : [value])
      parts.push(` and ${column} ${sign} ${bound(one)}`);
  }
  const has = (test: string) =>
    `exists (select from customer_values v where v.corp_id = $1 and v.field_id = ${bound(field.id)} and v.customer_id = f.customer_id${test})`;
  if (field.kind === 'choices') return parts.map(has).join(' and ') || has('');
  return has(parts.join(''));
}
