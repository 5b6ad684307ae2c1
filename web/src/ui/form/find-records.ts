// Things of other modules a form can name, found where their own pages find them.
import type { RecordKind } from '../../../../contract/src/approvals-shapes.ts';
import { api } from '../../lib/api.ts';
import { localeTag } from '../../lib/locale.ts';
import { type Find, named, nameOfChoice } from './find-choices.ts';

/** As a form keeps it; sums come from the server. */
export interface Link {
  id: string;
  title: string;
  minor?: string;
}

/** What is chosen, by the names the server gave where it gave any. */
export function linksIn(value: unknown): Link[] {
  const links = Array.isArray(value) ? (value as Link[]) : [];
  named(links.flatMap(({ id, title }) => (title && nameOfChoice(id) === id ? [{ id, name: title }] : [])));
  return links;
}

const yuan = (fen: bigint) =>
  new Intl.NumberFormat(localeTag(), { style: 'currency', currency: 'CNY' }).format(
    `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}` as unknown as number,
  );
export const invoiceSum = (links: readonly Link[]): string =>
  yuan(links.reduce((sum, l) => sum + BigInt(l.minor ?? 0), 0n));

export const findRecords: Record<RecordKind, Find> = {
  customer: async (q, signal) => {
    const { follows } = await api.customers.listCustomers({ limit: 30, ...(q ? { q } : {}) }, { signal });
    return named(
      follows
        .filter((f) => f.state === 'following')
        .map((f) => ({
          id: f.customerId,
          name: f.name,
          hint: [f.remark, f.mobile].filter(Boolean).join(' · '),
        })),
    );
  },
  room: async (q, signal) => {
    const now = Date.now();
    const [from, to] = [now, now + 3_600_000].map((ms) => new Date(ms).toISOString()) as [string, string];
    const { rooms } = await api.calendar.listRooms({ from, to }, { signal });
    return named(
      rooms.filter((r) => r.name.includes(q.trim())).map((r) => ({ id: r.id, name: r.name, hint: r.place })),
    );
  },
  task: async (q, signal) => {
    const asked = q.trim() ? { q } : {};
    const lists = await Promise.all(
      (['mine', 'given', 'watched'] as const).map((box) =>
        api.tasks.listTasks({ box, limit: 20, ...asked }, { signal }),
      ),
    );
    const all = new Map(lists.flatMap((l) => l.tasks).map((t) => [t.id, t]));
    return named([...all.values()].map((t) => ({ id: t.id, name: t.title })));
  },
};

/** Of my folder what nothing has taken whole yet. */
export const findInvoices: Find = async (q, signal) => {
  const { invoices } = await api.invoices.listMyInvoices({ state: 'open', limit: 100 }, { signal });
  return named(
    invoices
      .map((i) => ({
        id: i.id,
        name: [i.number, i.sellerName].filter(Boolean).join(' '),
        hint: [i.issuedOn, yuan(BigInt(i.left ?? 0))].filter(Boolean).join(' · '),
      }))
      .filter((i) => i.name.includes(q.trim())),
  );
};
