import { useState } from 'react';
import { useLocation } from 'wouter';
import { fieldFaults, failureText } from '../../lib/api.ts';
import { usePeople } from '../../lib/people.ts';
import { myId } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { MemberPicker, type Person } from '../../ui/member-picker.tsx';
import { createGroup, openDirect } from './chat-actions.ts';
import { findPeople } from './find-people.ts';
import { useNewChat } from './new-chat-store.ts';
import { later } from './running.ts';
import { useMessagingWords } from './words.ts';

/** Starts a chat with one colleague or a group with several. */
export function NewChatDialog() {
  const words = useMessagingWords();
  const { asked, with: given } = useNewChat();
  const byId = usePeople((s) => s.byId);
  const [, navigate] = useLocation();
  const [picked, setPicked] = useState<Person[]>(() =>
    given.flatMap((id) => (byId[id] ? [{ id, name: byId[id].name }] : [])),
  );
  const [title, setTitle] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const group = asked === 'group';
  const close = () => useNewChat.setState({ asked: null, with: [] });
  const go = (c: string | null) => {
    if (!c) return;
    close();
    navigate(`/chats/${c}`);
  };
  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      const [one] = picked;
      if (!group && one) go(await openDirect(one.id));
      else
        go(
          await createGroup(
            title.trim(),
            picked.map((p) => p.id),
          ),
        );
    } catch (failure) {
      later(failure);
      setError(fieldFaults(failure)['title'] ?? failureText(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={close}
      title={group ? words.newGroup : words.newDirect}
      footer={
        <>
          <Button onClick={close}>{words.pane.cancel}</Button>
          <Button look="solid" busy={busy} disabled={picked.length === 0} onClick={() => void submit()}>
            {group ? words.createGroup(picked.length + 1) : words.card.write}
          </Button>
        </>
      }
    >
      {group && (
        <Field label={words.groupName} optional error={error} className="mb-3 shrink-0">
          <Input
            value={title}
            maxLength={60}
            placeholder={words.groupNameHint}
            onChange={(e) => setTitle(e.target.value)}
          />
        </Field>
      )}
      <MemberPicker
        label={group ? words.pickMembers : words.newDirect}
        find={(q, signal) => findPeople(q, signal)}
        value={picked}
        onValue={setPicked}
        max={group ? 4_999 : 1}
        taken={new Set([myId()])}
        takenHint={words.you}
      />
    </Dialog>
  );
}
