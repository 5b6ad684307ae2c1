import { useState } from 'react';
import type { Role } from '../../../../contract/src/identity-admin.ts';
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
import type { Holder } from './roles-page.tsx';
import { ScopePicker, type Named } from './scope-picker.tsx';
import { useIdentityAdminWords } from './words.ts';

export interface GrantAsk {
  role: Role;
  /** null: somebody new */
  member: { id: string; name: string } | null;
  scope: Named[] | null;
}

/** Gives somebody a role, or changes the departments of one they hold. */
export function GrantDialog({
  ask,
  holders,
  onClose,
  onDone,
}: {
  ask: GrantAsk;
  holders: readonly Holder[];
  onClose: () => void;
  onDone: () => void;
}) {
  const words = useIdentityAdminWords();
  const asking = useAsking();
  const [picked, setPicked] = useState<Person[]>(ask.member ? [ask.member] : []);
  const [scope, setScope] = useState(ask.scope);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [person] = picked;
  const roleName = words.roles.names[ask.role];
  const limitable = ask.role === 'system' || ask.role === 'security';

  const submit = async () => {
    if (!person) return;
    setBusy(true);
    setFault(null);
    try {
      await confirmed(() =>
        api.identityAdmin.grantRole({
          role: ask.role,
          memberId: person.id as MemberId,
          departments: scope?.map((d) => d.id) ?? null,
        }),
      );
      toast(words.roles.granted(person.name, roleName), { tone: 'ok' });
      onDone();
      onClose();
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
      title={ask.member ? `${ask.member.name} · ${roleName}` : words.roles.add(roleName)}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            look="solid"
            busy={busy}
            disabled={!person || scope?.length === 0}
            onClick={() => void submit()}
          >
            {ask.member ? words.save : words.roles.grant}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Fault>{fault}</Fault>
        {!ask.member && (
          <MemberPicker
            label={words.roles.person}
            find={findColleagues}
            value={picked}
            onValue={setPicked}
            max={1}
            taken={new Set([...holders.map((h) => h.member.id), myId()])}
            takenHint={words.roles.taken}
          />
        )}
        {limitable && (
          <>
            <ScopePicker value={scope} onValue={setScope} />
            <p className="text-small text-text-3">
              {ask.role === 'system' ? words.roles.limited : words.roles.limitedSecurity}
            </p>
          </>
        )}
      </div>
    </Dialog>
  );
}
