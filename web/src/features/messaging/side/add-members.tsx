import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { MemberPicker, type Person } from '../../../ui/member-picker.tsx';
import { findPeople } from '../find-people.ts';
import type { Chat } from '../model.ts';
import { useMessagingWords } from '../words.ts';

export interface AddMembersProps {
  chat: Chat;
  taken: ReadonlySet<string>;
  onClose: () => void;
  onAdd: (ids: string[]) => Promise<void>;
}
export function AddMembers({ chat, taken, onClose, onAdd }: AddMembersProps) {
  const words = useMessagingWords();
  const [picked, setPicked] = useState<Person[]>([]);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    await onAdd(picked.map((p) => p.id));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.info.addTo(chat.title || words.unnamed)}
      footer={
        <>
          <Button onClick={onClose}>{words.pane.cancel}</Button>
          <Button look="solid" busy={busy} disabled={picked.length === 0} onClick={() => void submit()}>
            {words.info.add}
          </Button>
        </>
      }
    >
      <MemberPicker
        label={words.pickMembers}
        find={findPeople}
        value={picked}
        onValue={setPicked}
        max={1_000}
        taken={taken}
        takenHint={words.info.already}
      />
    </Dialog>
  );
}
