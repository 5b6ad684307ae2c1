import { useState } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { toast } from '../../ui/overlays.ts';
import type { Listed } from './shapes.ts';

export type Box = 'todo' | 'done' | 'mine' | 'cc';
export interface BoxState {
  list: Listed[] | undefined;
  error: unknown;
  reload: () => void;
  more: (() => void) | null;
}

/** The requests of a box, page by page; a null box asks nothing. */
export function useBox(box: Box | null): BoxState {
  const first = useLoaded(box, async (signal) => {
    const answer = await api.approvals.listApprovals({ box: box ?? 'todo' }, { signal });
    wantPeople(answer.approvals.flatMap((a) => [a.applicantId, ...a.agents]));
    return answer;
  });
  const [later, setLater] = useState<{ of: unknown; list: Listed[]; next: string | null } | null>(null);
  const page = first.data;
  const added = later?.of === page ? later : null;
  const next = added ? added.next : (page?.next ?? null);
  const load = async (before: string) => {
    try {
      const answer = await api.approvals.listApprovals({ box: box ?? 'todo', before });
      setLater({ of: page, list: [...(added?.list ?? []), ...answer.approvals], next: answer.next });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return {
    list: page && [...page.approvals, ...(added?.list ?? [])],
    error: first.error,
    reload: first.reload,
    more: next ? () => void load(next) : null,
  };
}
