import { useCallback, useState } from 'react';
import { api } from '../../lib/api.ts';
import { wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import type { Listed } from './shapes.ts';

export interface Journals {
  list: Listed[] | undefined;
  error: unknown;
  reload: () => void;
  /** absent: there is nothing more */
  more: (() => void) | undefined;
  /** draws one as read, without the list changing its order under the reader */
  markRead: (id: string) => void;
}

/** The journals of a box, in as many pages as were asked for; a null box asks nothing. */
export function useJournals(box: 'received' | 'mine' | null): Journals {
  const [pages, setPages] = useState(1);
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const { data, error, reload } = useLoaded(box && `${box} ${pages}`, async (signal) => {
    const list: Listed[] = [];
    let after: string | null = null;
    for (let n = 0; n < pages && (n === 0 || after); n++) {
      const page = await api.journals.listJournals({ box: box!, ...(after ? { after } : {}) }, { signal });
      list.push(...page.journals);
      after = page.next;
    }
    wantPeople(list.map((j) => j.authorId));
    return { list, more: after !== null };
  });
  const markRead = useCallback((id: string) => setRead((seen) => new Set([...seen, id])), []);
  return {
    list: data?.list.map((j) => (read.has(j.id) ? { ...j, read: true } : j)),
    error,
    reload,
    more: data?.more ? () => setPages((n) => n + 1) : undefined,
    markRead,
  };
}
