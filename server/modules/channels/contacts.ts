import type { CustomerId } from '@teahouse/contract/ids';
import { stopLine } from '@teahouse/contract/stop-line';
import type { Shift } from '../../kernel/shift.ts';
import type { Work } from '../../kernel/work.ts';
import type { Parcel } from '../outreach/index.ts';
import { CONTACT, type ContactRow } from './claim.ts';

/** Where a parcel's customer is reached. */
export const contactFor = (shift: Shift, kind: string, { customerId }: Parcel) =>
  shift.work(async (work) => (await reachable(work, kind, [{ customerId }])).get(customerId));

/** Where each of these people was last heard through accounts of this kind; who cannot be reached there is missing. */
export async function reachable(
  work: Work,
  kind: string,
  people: readonly { customerId: CustomerId }[],
): Promise<Map<CustomerId, ContactRow>> {
  const rows = await work.sql<ContactRow & { asked: CustomerId }>(
    `select distinct on (w.id) w.id asked, ${CONTACT} from unnest($2::text[]) w (id)
       join customers me on me.corp_id = $1 and me.id = w.id
       join customers o on o.corp_id = $1 and o.root_id = me.root_id
       join channel_contacts c on c.corp_id = $1 and c.customer_id = o.id and c.reachable
       join channel_accounts a on a.corp_id = $1 and a.id = c.account_id and a.kind = $3
      order by w.id, greatest(c.heard_at, c.entered_at) desc nulls last`,
    [work.corpId, people.map((p) => p.customerId), kind],
  );
  return new Map(rows.map((r) => [r.asked, r]));
}

/** Whoever is written to may say no more: the last words tell how. */
export function withWayOut({ contents, locale }: Parcel): Parcel['contents'] {
  const at = contents.findLastIndex((d) => d.k === 'text');
  return contents.map((d, i) =>
    i === at && d.k === 'text' ? { k: 'text', b: { text: `${d.b.text}\n\n${stopLine[locale]}` } } : d,
  );
}
