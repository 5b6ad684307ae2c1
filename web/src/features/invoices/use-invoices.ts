import { useState } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { toast } from '../../ui/overlays.ts';
import type { Box, Buyer, Invoice } from './shapes.ts';

export interface InvoiceList {
  items: Invoice[] | undefined;
  buyer: Buyer | undefined;
  error: unknown;
  reload: () => void;
  more: (() => void) | null;
}

/** My invoices of one state, page by page. */
export function useInvoices(box: Box): InvoiceList {
  const first = useLoaded(box, (signal) => api.invoices.listMyInvoices({ state: box }, { signal }));
  const page = first.data;
  const [later, setLater] = useState<{ of: unknown; items: Invoice[]; next: Invoice['id'] | null } | null>(
    null,
  );
  const added = later?.of === page ? later : null;
  const next = added ? added.next : (page?.next ?? null);
  const load = async (after: Invoice['id']) => {
    try {
      const answer = await api.invoices.listMyInvoices({ state: box, after });
      setLater({ of: page, items: [...(added?.items ?? []), ...answer.invoices], next: answer.next });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return {
    items: page && [...page.invoices, ...(added?.items ?? [])],
    buyer: page?.buyer,
    error: first.error,
    reload: first.reload,
    more: next ? () => void load(next) : null,
  };
}
