import { useEffect, useState } from 'react';
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

/** The requests of a box, page by page; asked again whenever `version` grows. */
export function useBox(box: Box, version: number): BoxState {
  const first = useLoaded(`${box} ${version}`, async (signal) => {
    const page = await api.approvals.listApprovals({ box }, { signal });
    wantPeople(page.approvals.flatMap((a) => [a.applicantId, ...a.agents]));
    return page;
  });
  const [kept, setKept] = useState<{ box: Box; page: NonNullable<typeof first.data> } | null>(null);
  const [later, setLater] = useState<{ of: unknown; list: Listed[]; next: string | null } | null>(null);
  useEffect(() => {
    if (first.data) setKept({ box, page: first.data });
  }, [box, first.data]);
  // While a box is asked again its old lines stay.
  const page = first.data ?? (kept?.box === box ? kept.page : undefined);
  const added = later?.of === page ? later : null;
  const next = added ? added.next : (page?.next ?? null);
  const load = async (before: string) => {
    try {
      const answer = await api.approvals.listApprovals({ box, before });
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
