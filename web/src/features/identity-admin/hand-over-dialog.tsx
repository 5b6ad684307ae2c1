import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { myId } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MemberPicker, type Person } from '../../ui/member-picker.tsx';
import { toast } from '../../ui/overlays.ts';
import { confirmed, useAsking } from '../../lib/step-up.ts';
import { findColleagues } from '../../lib/find-colleagues.ts';
import { Fault } from './page-parts.tsx';
import { useIdentityAdminWords } from './words.ts';

/** Hands the company to somebody else; whoever does so owns it no longer. */
export function HandOverDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const words = useIdentityAdminWords();
  const asking = useAsking();
  const [picked, setPicked] = useState<Person[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [person] = picked;
  const submit = async () => {
    if (!person) return;
    setBusy(true);
    setFault(null);
    try {
      await confirmed(() => api.identityAdmin.handOver({ memberId: person.id as MemberId }));
      toast(words.roles.handedOver(person.name), { tone: 'ok' });
      onClose();
      onDone();
    } catch (error) {
      setFault(failureText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={!asking}
      onClose={onClose}
      title={words.roles.handOver}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="danger" busy={busy} disabled={!person} onClick={() => void submit()}>
            {words.roles.handOverAction}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Fault>{fault}</Fault>
        <p className="flex gap-2 rounded-m bg-warn-soft px-3 py-2 text-dense text-warn">
          <TriangleAlert aria-hidden className="mt-[3px] size-4 shrink-0" />
          <span>{words.roles.handOverText}</span>
        </p>
        <MemberPicker
          label={words.roles.handOverTo}
          find={findColleagues}
          value={picked}
          onValue={setPicked}
          max={1}
          taken={new Set([myId()])}
          takenHint={words.you}
        />
      </div>
    </Dialog>
  );
}
