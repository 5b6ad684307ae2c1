import { useState } from 'react';
import type { InvoiceId } from '../../../../contract/src/ids.ts';
import { api, ApiError, failureText } from '../../lib/api.ts';
import type { Invoice, SendFile } from './shapes.ts';

export interface Outcome {
  key: number;
  name: string;
  state: 'reading' | 'added' | 'failed';
  text?: string;
  /** the new one, or the one that was there before */
  invoiceId?: InvoiceId;
}

export interface Adding {
  outcomes: readonly Outcome[];
  addFiles: (files: Iterable<File>) => Promise<void>;
  addText: (text: string) => Promise<void>;
  dismiss: (key: number) => void;
}

let keys = 0;

/** Adds invoices one after the other and says of each what became of it. */
export function useAdding(sendFile: SendFile, onAdded: (invoice: Invoice) => void): Adding {
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const run = async (name: string, act: () => Promise<Invoice | { failure: string }>) => {
    const key = ++keys;
    const set = (outcome: Omit<Outcome, 'key' | 'name'>) =>
      setOutcomes((all) => [{ key, name, ...outcome }, ...all.filter((o) => o.key !== key)].slice(0, 20));
    set({ state: 'reading' });
    try {
      const answer = await act();
      if ('failure' in answer) return set({ state: 'failed', text: answer.failure });
      set({ state: 'added', invoiceId: answer.id });
      onAdded(answer);
    } catch (error) {
      const text = failureText(error);
      const there = error instanceof ApiError && error.fields.find((f) => f.path === 'invoiceId')?.text;
      set({ state: 'failed', text, ...(there ? { invoiceId: there as InvoiceId } : {}) });
    }
  };
  return {
    outcomes,
    addFiles: async (files) => {
      for (const file of files)
        await run(file.name, async () => {
          const sent = await sendFile(file);
          return 'failure' in sent ? sent : await api.invoices.addInvoiceFile({ fileId: sent.fileId });
        });
    },
    addText: (text) => run(text.slice(0, 40), () => api.invoices.addInvoiceFromText({ text })),
    dismiss: (key) => setOutcomes((all) => all.filter((o) => o.key !== key)),
  };
}
