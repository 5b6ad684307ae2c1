import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

const digits = (column: string) =>
  `regexp_replace(regexp_replace(${column}, '\\D', '', 'g'), '^(00)?86(1\\d{10})$', '\\2')`;

/** A number as numbers are compared: digits alone, without the country in front of a Chinese mobile. */
export const bareNumber = (phone: string): string =>
  phone.replaceAll(/\D/g, '').replace(/^(00)?86(1\d{10})$/, '$2');

/**
 * Who has these numbers, by the bare number: one customer of each person. The number a person gave themselves goes before one that a
 * member noted. Several: records of the same number that nobody has found to be one person yet.
 */
export async function customersByPhone(
  work: Work,
  phones: readonly string[],
): Promise<Map<string, CustomerId[]>> {
  const rows = await work.sql<{ phone: string; noted: boolean; id: CustomerId }>(
    `select x.phone, x.noted, min(c.id) id
       from (select ${digits('c.mobile')} phone, c.id, false noted from customers c where c.corp_id = $1 and c.mobile is not null
             union all
             select ${digits('n')}, f.customer_id, true from customer_follows f, unnest(f.mobiles) n where f.corp_id = $1) x
       join customers c on c.corp_id = $1 and c.id = x.id
      where x.phone = any($2) group by x.phone, x.noted, c.root_id order by x.noted, 3`,
    [work.corpId, [...new Set(phones.map(bareNumber))].filter(Boolean)],
  );
  const found = new Map<string, { noted: boolean; ids: CustomerId[] }>();
  for (const { phone, noted, id } of rows) {
    const known = found.get(phone);
    if (!known) found.set(phone, { noted, ids: [id] });
    else if (known.noted === noted) known.ids.push(id);
  }
  return new Map([...found].map(([phone, { ids }]) => [phone, ids]));
}
