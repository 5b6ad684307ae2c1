import { useState } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { uuid } from '../../lib/uuid.ts';
import { Button } from '../../ui/button.tsx';
import { ask, toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { useApprovalWords } from './words.ts';
import type { Listed } from './shapes.ts';

/** What may be decided in a batch. */
export const batchable = (list: readonly Listed[]): Listed[] => list.filter((a) => a.task?.batch);

/** Decides what is ticked, all at once; what could not be done is said, the rest is done. */
export function BatchBar({
  list,
  ticked,
  onTicked,
  onDone,
}: {
  list: readonly Listed[];
  ticked: ReadonlySet<string>;
  onTicked: (ids: ReadonlySet<string>) => void;
  onDone: () => void;
}) {
  const words = useApprovalWords();
  const [busy, setBusy] = useState(false);
  const all = batchable(list);
  const mine = all.filter((a) => ticked.has(a.id)).slice(0, 50);
  const decide = async (how: 'approve' | 'reject') => {
    const comment =
      how === 'reject'
        ? await ask({
            title: words.batch.rejectTitle(mine.length),
            action: words.acts.reject,
            danger: true,
            input: { label: words.opinion, multiline: true, maxLength: 2000, required: true },
          })
        : '';
    if (comment === null) return;
    setBusy(true);
    try {
      const { done, refused } = await api.approvals.approveBatch({
        cid: uuid(),
        how,
        tasks: mine.flatMap((a) => (a.task ? [{ approvalId: a.id, taskId: a.task.id }] : [])),
        ...(comment ? { comment } : {}),
      });
      if (done.length) toast(words.batch.done(done.length), { tone: 'ok' });
      const [first] = refused;
      if (first) toast(words.batch.refused(refused.length, first.text), { tone: 'danger' });
      onTicked(new Set());
      onDone();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    setBusy(false);
  };
  return (
    <div
      role="toolbar"
      aria-label={words.batch.title}
      className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-surface px-4 py-2"
    >
      <Checkbox
        checked={all.length > 0 && mine.length === all.length}
        mixed={mine.length > 0}
        onChecked={(on) => onTicked(new Set(on ? all.map((a) => a.id) : []))}
      >
        {words.batch.chosen(mine.length)}
      </Checkbox>
      <span className="ml-auto flex gap-2">
        <Button
          size="small"
          look="warn"
          disabled={busy || mine.length === 0}
          onClick={() => void decide('reject')}
        >
          {words.acts.reject}
        </Button>
        <Button
          size="small"
          look="solid"
          busy={busy}
          disabled={mine.length === 0}
          onClick={() => void decide('approve')}
        >
          {words.acts.approve}
        </Button>
      </span>
    </div>
  );
}
