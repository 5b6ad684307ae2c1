import { useState } from 'react';
import type { ChatId, CustomerId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MemberPicker, type Person } from '../../ui/member-picker.tsx';
import { toast } from '../../ui/overlays.ts';
import { useGroupWords } from './words.ts';

/** Customers of mine, for the picker; before anything is typed, the newest. */
async function findCustomers(q: string, signal: AbortSignal): Promise<Person[]> {
  const { follows } = await api.customers.listCustomers({ limit: 50, ...(q ? { q } : {}) }, { signal });
  return follows
    .filter((f) => f.state === 'following')
    .map((f) => ({ id: f.customerId, name: f.remark || f.name, hint: f.remark ? f.name : (f.mobile ?? '') }));
}

/** Brings customers I follow into a group I sit in. */
export function InviteDialog({
  chatId,
  present,
  onClose,
  onInvited,
}: {
  chatId: ChatId;
  /** who is in it already */
  present: ReadonlySet<string>;
  onClose: () => void;
  onInvited: () => void;
}) {
  const words = useGroupWords();
  const [chosen, setChosen] = useState<Person[]>([]);
  const [busy, setBusy] = useState(false);
  const invite = async () => {
    setBusy(true);
    try {
      const customerIds = chosen.map((c) => c.id as CustomerId);
      const { added } = await api.customerGroups.addGroupCustomers({ chatId, customerIds });
      toast(words.invited(added), { tone: 'ok' });
      onInvited();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.invite}
      description={words.inviteText}
      footer={
        <Button look="solid" disabled={chosen.length === 0} busy={busy} onClick={() => void invite()}>
          {words.inviteN(chosen.length)}
        </Button>
      }
    >
      <MemberPicker
        label={words.invite}
        find={findCustomers}
        value={chosen}
        onValue={setChosen}
        max={200}
        taken={present}
        takenHint={words.inGroup}
      />
    </Dialog>
  );
}
