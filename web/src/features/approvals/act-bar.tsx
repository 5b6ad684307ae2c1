import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { Act } from '../../../../contract/src/approvals.ts';
import { api, failureText } from '../../lib/api.ts';
import { nameOf } from '../../lib/people.ts';
import { uuid } from '../../lib/uuid.ts';
import { Button } from '../../ui/button.tsx';
import { confirm, openMenu, toast } from '../../ui/overlays.ts';
import { ActDialog, type AskedAct } from './act-dialog.tsx';
import { useApprovalWords } from './words.ts';
import type { ShownApproval } from './shapes.ts';

/** What I may do with a request, the likeliest as buttons, the rest in a menu. */
export function ActBar({ approval, onDone }: { approval: ShownApproval; onDone: () => void }) {
  const words = useApprovalWords();
  const [asked, setAsked] = useState<AskedAct | null>(null);
  const { task, may } = approval;
  const now = async (act: Act, then: string) => {
    try {
      await api.approvals.actOnApproval({ approvalId: approval.id, cid: uuid(), act });
      toast(then, { tone: 'ok' });
      onDone();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const withdraw = async () => {
    const sure = await confirm({
      title: words.withdrawSure,
      text: words.withdrawText,
      action: words.acts.withdraw,
      danger: true,
    });
    if (sure) await now({ do: 'withdraw' }, words.acted);
  };
  const entry = (what: AskedAct) => ({ label: words.acts[what], onSelect: () => setAsked(what) });
  const menu = [
    ...(task?.transfer ? [entry('transfer')] : []),
    ...(task?.addSign ? [entry('addSign')] : []),
    ...(task?.returnTo.length ? [entry('return')] : []),
    ...approval.added.map((a) => ({
      label: `${words.acts.removeSign}: ${nameOf(a.member, '…')}`,
      onSelect: () => void now({ do: 'removeSign', taskId: a.taskId }, words.acted),
    })),
    ...(may.terminate ? [{ ...entry('terminate'), danger: true }] : []),
  ];
  const any = task || menu.length || may.withdraw || may.resubmit || may.revoke || may.urge;
  if (!any) return null;
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
      {menu.length > 0 && (
        <Button
          aria-label={words.moreActs}
          aria-haspopup="menu"
          icon={<Ellipsis aria-hidden className="size-4" />}
          className="mr-auto"
          onClick={(e) => openMenu({ at: e.currentTarget, label: words.moreActs, items: menu })}
        />
      )}
      {may.urge && <Button onClick={() => void now({ do: 'urge' }, words.urged)}>{words.acts.urge}</Button>}
      {may.withdraw && <Button onClick={() => void withdraw()}>{words.acts.withdraw}</Button>}
      {may.revoke && <Button onClick={() => setAsked('revoke')}>{words.acts.revoke}</Button>}
      {may.resubmit && (
        <Button look="solid" onClick={() => setAsked('resubmit')}>
          {words.acts.resubmit}
        </Button>
      )}
      {task && !task.handle && (
        <Button look="warn" onClick={() => setAsked('reject')}>
          {words.acts.reject}
        </Button>
      )}
      {task && (
        <Button look="solid" onClick={() => setAsked('approve')}>
          {task.handle ? words.acts.handle : words.acts.approve}
        </Button>
      )}
      {asked && (
        <ActDialog
          key={asked}
          what={asked}
          approval={approval}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            onDone();
          }}
        />
      )}
    </div>
  );
}
