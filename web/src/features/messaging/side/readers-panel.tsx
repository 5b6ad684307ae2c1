import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { messaging } from '../../../../../contract/src/messaging.ts';
import { api, failureText } from '../../../lib/api.ts';
import { usePerson, wantPeople } from '../../../lib/people.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { openMember } from '../body.tsx';
import type { Chat } from '../model.ts';
import { later } from '../running.ts';
import { useMessaging } from '../store.ts';
import { useMessagingWords } from '../words.ts';

type Readers = OutputOf<typeof messaging.listReaders>;

function PersonLine({ id }: { id: string }) {
  const words = useMessagingWords();
  const person = usePerson(id);
  const name = person?.name ?? words.unknownPerson;
  return (
    <li>
      <button
        type="button"
        onClick={(e) => openMember(id, e.currentTarget)}
        className="flex w-full items-center gap-3 rounded-chip px-3 py-1.5 text-left hover:bg-hover"
      >
        <Avatar id={id} name={name} src={person?.avatar} size={30} />
        <span className="truncate text-dense">{name}</span>
      </button>
    </li>
  );
}

/** Who has read a message of mine: names in small groups, counts in large ones. */
export function ReadersPanel({ chat, seq }: { chat: Chat; seq: number }) {
  const words = useMessagingWords();
  const [readers, setReaders] = useState<Readers | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [chosen, setTab] = useState<'unread' | 'read' | null>(null);
  const marks = useMessaging((s) => s.readers[chat.id]);
  useEffect(() => {
    let gone = false;
    api.messaging
      .listReaders({ chatId: chat.id, seq })
      .then((a) => {
        if (gone) return;
        wantPeople([...(a.read ?? []), ...(a.unread ?? [])]);
        setReaders(a);
      })
      .catch((failure: unknown) => {
        later(failure);
        if (!gone) setError(failureText(failure));
      });
    return () => {
      gone = true;
    };
  }, [chat.id, seq, marks]);
  if (error) return <Empty title={error} />;
  if (!readers) return <RowsSkeleton rows={5} />;
  const tab = chosen ?? (readers.readCount === readers.total ? 'read' : 'unread');
  const ids = tab === 'read' ? readers.read : readers.unread;
  const unreadCount = readers.total - readers.readCount;
  return (
    <Tabs
      label={words.message.readers}
      value={tab}
      onValue={setTab}
      tabs={[
        { id: 'unread', label: words.message.unread, count: unreadCount },
        { id: 'read', label: words.message.read, count: readers.readCount },
      ]}
    >
      {ids === null ? (
        <Empty title={words.side.tooMany(tab === 'read' ? readers.readCount : unreadCount)} />
      ) : ids.length === 0 ? (
        <Empty title={tab === 'read' ? words.side.noneRead : words.side.allRead} />
      ) : (
        <ul className="min-h-0 flex-1 overflow-y-auto p-1.5">
          {ids.map((id) => (
            <PersonLine key={id} id={id} />
          ))}
        </ul>
      )}
    </Tabs>
  );
}
