import { Check } from 'lucide-react';
import { useMemo, useState } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { learnPeople, usePeople } from '../../lib/people.ts';
import { uuid } from '../../lib/uuid.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchInput } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { useSearch } from '../../ui/use-search.ts';
import { openDirect } from './chat-actions.ts';
import { orderChats } from './chat-rules.ts';
import { setPane } from './pane-store.ts';
import { later } from './running.ts';
import { useMessaging } from './store.ts';
import { useMessagingWords } from './words.ts';

interface Target {
  id: string;
  name: string;
  /** a member without a chat yet */
  member?: true;
}

/** Chooses the chats that messages go to. */
export function ForwardDialog({ c, seqs, merged }: { c: string; seqs: number[]; merged: boolean }) {
  const words = useMessagingWords();
  const chats = useMessaging((s) => s.chats);
  const people = usePeople((s) => s.byId);
  const [query, setQuery] = useState('');
  const [to, setTo] = useState<Target[]>([]);
  const [busy, setBusy] = useState(false);
  const own = useMemo(
    (): Target[] =>
      orderChats(Object.values(chats))
        .filter((chat) => !chat.archived)
        .map((chat) => ({
          id: chat.id,
          name: chat.peer ? (people[chat.peer]?.name ?? words.unknownPerson) : chat.title || words.unnamed,
        })),
    [chats, people, words],
  );
  const found = useSearch(query, async (q): Promise<Target[]> => {
    if (!q) return [];
    const { members } = await api.directory.searchMembers({ q, limit: 10 });
    learnPeople(members);
    return members.map((m) => ({ id: m.id, name: m.name, member: true }));
  });
  const q = query.trim().toLowerCase();
  const shown = [...own.filter((t) => t.name.toLowerCase().includes(q)), ...(q ? found.items : [])].slice(
    0,
    60,
  );
  const close = () => setPane({ forwarding: null });

  const submit = async () => {
    setBusy(true);
    try {
      const ids = await Promise.all(to.map(async (t) => (t.member ? await openDirect(t.id) : t.id)));
      await api.messaging.forwardMessages({
        chatId: c as `chat_${string}`,
        seqs,
        to: ids.filter((x) => x !== null) as `chat_${string}`[],
        merged,
        cid: uuid(),
      });
      toast(words.forward.done, { tone: 'ok' });
      setPane({ forwarding: null, marked: null });
    } catch (error) {
      later(error);
      toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  const toggle = (t: Target) =>
    setTo(to.some((x) => x.id === t.id) ? to.filter((x) => x.id !== t.id) : [...to, t].slice(0, 20));
  return (
    <Dialog
      open
      onClose={close}
      title={merged ? words.pane.forwardMerged : words.message.forward}
      description={words.forward.what(seqs.length)}
      footer={
        <>
          <Button onClick={close}>{words.pane.cancel}</Button>
          <Button look="solid" busy={busy} disabled={to.length === 0} onClick={() => void submit()}>
            {words.forward.send(to.length)}
          </Button>
        </>
      }
    >
      <SearchInput
        label={words.forward.to}
        value={query}
        onValue={setQuery}
        autoFocus
        className="mb-2 shrink-0"
      />
      <ul className="h-80 overflow-y-auto" aria-label={words.forward.to}>
        {shown.map((t) => {
          const on = to.some((x) => x.id === t.id);
          return (
            <li key={t.id}>
              <button
                type="button"
                aria-pressed={on}
                onClick={() => toggle(t)}
                className="flex w-full items-center gap-3 rounded-chip px-2 py-1.5 text-left hover:bg-hover"
              >
                <span
                  aria-hidden
                  className={cx(
                    'inline-flex size-[18px] items-center justify-center rounded-full border',
                    on ? 'border-accent bg-accent text-on-accent' : 'border-line-strong',
                  )}
                >
                  {on && <Check className="size-3" strokeWidth={3} />}
                </span>
                <Avatar id={t.id} name={t.name} size={32} />
                <span className="truncate">{t.name}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
