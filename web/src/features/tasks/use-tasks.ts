import { useEffect, useState } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { onHint } from '../../lib/hints.ts';
import { wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { toast } from '../../ui/overlays.ts';
import type { Awaiting, Box, Task } from './shapes.ts';

export interface TaskList {
  items: Awaiting[] | undefined;
  error: unknown;
  reload: () => void;
  more: (() => void) | null;
}

const asItem = (task: Task): Awaiting => ({ kind: 'task', at: task.createdAt, dueAt: task.dueAt, task });
const asked = (box: Box) =>
  box === 'done' ? ({ box: 'mine', done: 'true' } as const) : ({ box: box as 'given' | 'watched' } as const);

/** What stands in a box: everything that waits for me, or tasks page by page. Looks again when the server says that something moved. */
export function useTasks(box: Box): TaskList {
  const first = useLoaded(box, async (signal) => {
    if (box === 'awaiting') {
      const { items } = await api.tasks.listAwaiting({}, { signal });
      return { items, next: null };
    }
    const { tasks, next } = await api.tasks.listTasks(asked(box), { signal });
    return { items: tasks.map(asItem), next };
  });
  const [later, setLater] = useState<{ of: unknown; items: Awaiting[]; next: string | null } | null>(null);
  const page = first.data;
  const added = later?.of === page ? later : null;
  const next = added ? added.next : (page?.next ?? null);
  const items = page && [...page.items, ...(added?.items ?? [])];
  const people = (items ?? []).flatMap((i) =>
    i.kind === 'task'
      ? [i.task.createdBy, i.task.assignee]
      : i.kind === 'review'
        ? [i.review.revieweeId]
        : [i.kind === 'approval' ? i.approval.applicantId : i.message.u],
  );
  useEffect(() => wantPeople([...new Set(people)]));
  const { reload } = first;
  useEffect(() => {
    const again = () => document.visibilityState === 'visible' && reload();
    document.addEventListener('visibilitychange', again);
    const stops = ['tasks', 'approvals'].map((kind) => onHint(kind, reload));
    return () => {
      for (const stop of stops) stop();
      document.removeEventListener('visibilitychange', again);
    };
  }, [reload]);
  const load = async (after: string) => {
    try {
      const answer = await api.tasks.listTasks({ ...asked(box), after });
      setLater({
        of: page,
        items: [...(added?.items ?? []), ...answer.tasks.map(asItem)],
        next: answer.next,
      });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return { items, error: first.error, reload, more: next ? () => void load(next) : null };
}
