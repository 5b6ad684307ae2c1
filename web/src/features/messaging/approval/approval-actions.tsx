// A request that waits for my word, decided where it was announced.
import { useState } from 'react';
import type { approvals } from '../../../../../contract/src/approvals.ts';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { ApprovalId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { myId } from '../../../lib/session.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { uuid } from '../../../lib/uuid.ts';
import { Button } from '../../../ui/button.tsx';
import { Textarea } from '../../../ui/input.tsx';
import { useApprovalCardWords } from './words.ts';

/** Draws nothing where the request cannot be read any more; its own page takes over where more than a word is needed. */
export function ApprovalActions({ approvalId }: { approvalId: ApprovalId }) {
  const words = useApprovalCardWords();
  const { data, reload } = useLoaded(`approval card ${approvalId}`, (signal) =>
    api.approvals.getApproval({ approvalId }, { signal }),
  );
  const [said, setSaid] = useState<'approve' | 'reject' | null>(null);
  const [refusing, setRefusing] = useState(false);
  const [why, setWhy] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const [cid] = useState(uuid);
  if (!data) return null;
  const { task } = data;
  // What I said stands in the request; a row that was scrolled away and back has forgotten it.
  const mine = said ?? saidBefore(data.steps);
  if (!task)
    return (
      <p role="status" className="border-t border-line px-3.5 py-2.5 text-dense text-text-3">
        {mine === 'approve' ? words.approved : mine === 'reject' ? words.rejected : words.status[data.status]}
      </p>
    );
  // A signature, a needed opinion or fields to fill in belong on the page.
  if (task.sign || task.comment === 'always' || task.write.length > 0) return null;

  const act = async (how: 'approve' | 'reject') => {
    setBusy(true);
    setFailure('');
    const comment = how === 'reject' ? why.trim() : '';
    try {
      await api.approvals.actOnApproval({
        approvalId,
        cid,
        act: { do: how, taskId: task.id, ...(comment ? { comment } : {}) },
      });
      setSaid(how);
    } catch (error) {
      setFailure(failureText(error));
    }
    setBusy(false);
    reload();
  };
  return (
    <div className="flex flex-col gap-2 border-t border-line p-3">
      {refusing && (
        <Textarea
          rows={2}
          autoFocus
          maxLength={2_000}
          aria-label={words.why}
          placeholder={words.why}
          value={why}
          onChange={(e) => setWhy(e.target.value)}
        />
      )}
      {failure && (
        <p role="alert" className="text-dense text-danger">
          {failure}
        </p>
      )}
      <div className="flex gap-2">
        {refusing ? (
          <>
            <Button size="small" className="flex-1" onClick={() => setRefusing(false)}>
              {words.cancel}
            </Button>
            <Button
              size="small"
              look="danger"
              className="flex-1"
              busy={busy}
              disabled={task.comment !== 'never' && !why.trim()}
              onClick={() => void act('reject')}
            >
              {words.send}
            </Button>
          </>
        ) : (
          <>
            {!task.handle && (
              <Button size="small" className="flex-1" disabled={busy} onClick={() => setRefusing(true)}>
                {words.reject}
              </Button>
            )}
            <Button
              size="small"
              look="solid"
              className="flex-1"
              busy={busy}
              onClick={() => void act('approve')}
            >
              {task.handle ? words.handle : words.approve}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

/** My own last word on a request. */
function saidBefore(steps: OutputOf<typeof approvals.getApproval>['steps']): 'approve' | 'reject' | null {
  const last = steps
    .flatMap((s) => s.people)
    .findLast((p) => p.member === myId() && (p.state === 'approved' || p.state === 'rejected'));
  return last ? (last.state === 'approved' ? 'approve' : 'reject') : null;
}
