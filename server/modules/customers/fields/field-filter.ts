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

/** "This customer's field is so, or lies between", as SQL on `c`; both ends count. A value the field cannot have finds nobody. */
export async function fieldFilter(
  work: Work,
  { fieldId, fieldIs, fieldFrom, fieldTo }: Wanted,
  bound: (value: unknown) => string,
): Promise<string> {
  const field = (await fieldsOf(work)).find((f) => f.id === fieldId);
  if (!field) return 'false';
  const parts: string[] = [];
  if (fieldIs) {
    const value = understood(field, fieldIs);
    if (value === undefined) return 'false';
    parts.push(`c.fields @> ${bound(JSON.stringify({ [field.id]: value }))}::jsonb`);
  }
  for (const [end, sign] of [
    [fieldFrom, '>='],
    [fieldTo, '<='],
  ] as const) {
    const value = end ? understood(field, end) : undefined;
    if (end && value === undefined) return 'false';
    if (end && field.kind === 'number')
      parts.push(`(c.fields->>${bound(field.id)})::numeric ${sign} ${bound(value)}::numeric`);
    else if (end) parts.push(`c.fields->>${bound(field.id)} ${sign} ${bound(value)}`);
  }
  return parts.join(' and ') || `c.fields ? ${bound(field.id)}`;
}
