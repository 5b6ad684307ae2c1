import { MoreHorizontal, UserPlus } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { messaging } from '../../../../../contract/src/messaging.ts';
import { api, failureText } from '../../../lib/api.ts';
import { lazily, Quiet } from '../../../lib/lazily.tsx';
import { usePerson } from '../../../lib/people.ts';
import { myId } from '../../../lib/session.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { RowsSkeleton, Tag } from '../../../ui/bits.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { SearchInput } from '../../../ui/input.tsx';
import { confirm, openMenu, toast, type MenuEntry } from '../../../ui/overlays.ts';
import { openMember } from '../body.tsx';
import { allowed } from '../chat-rules.ts';
import type { Chat } from '../model.ts';
import { later } from '../running.ts';
import { learnChat } from '../sync.ts';
import { useMessagingWords } from '../words.ts';

const AddMembers = lazily(
  () => import('./add-members.tsx'),
  (m) => m.AddMembers,
);
type Member = OutputOf<typeof messaging.listChatMembers>['members'][number];

/** The people in a chat, by page and by search, with what I may do about them. */
export function ChatMembers({ chat }: { chat: Chat }) {
  const words = useMessagingWords();
  const w = words.info;
  const [query, setQuery] = useState('');
  const [members, setMembers] = useState<Member[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const chatId = chat.id;

  const load = useCallback(
    async (after: string) => {
      const page = await api.messaging.listChatMembers({ chatId, q: query.trim(), after, limit: 50 });
      setMembers((known) => (after && known ? [...known, ...page.members] : page.members));
      setNext(page.next);
    },
    [chatId, query],
  );
  // People coming and going change the count, and the list is asked for again.
  useEffect(() => {
    const timer = setTimeout(() => void load('').catch(later), query ? 120 : 0);
    return () => clearTimeout(timer);
  }, [load, query, chat.memberCount, chat.ownerId]);

  const act = async (call: () => Promise<unknown>) => {
    try {
      await call();
      await Promise.all([load(''), learnChat(chatId)]);
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const menu = (m: Member, at: Element) => {
    const owner = chat.my.role === 'owner';
    const items: (MenuEntry | false)[] = [
      owner &&
        m.role !== 'admin' && {
          label: w.makeAdmin,
          onSelect: () =>
            void act(() => api.messaging.setChatRole({ chatId, memberId: m.memberId, role: 'admin' })),
        },
      owner &&
        m.role === 'admin' && {
          label: w.makePlain,
          onSelect: () =>
            void act(() => api.messaging.setChatRole({ chatId, memberId: m.memberId, role: 'member' })),
        },
      owner && {
        label: w.handOver,
        onSelect: () =>
          void confirm({ title: w.handOverSure(m.name), action: w.handOver }).then((yes) =>
            yes
              ? act(() => api.messaging.setChatRole({ chatId, memberId: m.memberId, role: 'owner' }))
              : undefined,
          ),
      },
      chat.kind === 'group' && {
        label: w.remove,
        danger: true,
        onSelect: () =>
          void confirm({ title: w.removeSure(m.name), action: w.remove, danger: true }).then((yes) =>
            yes ? act(() => api.messaging.removeChatMember({ chatId, memberId: m.memberId })) : undefined,
          ),
      },
    ];
    openMenu({ at, label: m.name, items: items.filter((x) => x !== false) });
  };
  const manages = (m: Member) =>
    !chat.archived &&
    m.memberId !== myId() &&
    (chat.my.role === 'owner' || (chat.my.role === 'admin' && m.role === 'member'));
  const mayInvite = chat.kind === 'group' && !chat.archived && allowed(chat, 'invite');
  return (
    <>
      <div className="flex gap-2 px-4 pb-1">
        <SearchInput label={w.searchMembers} value={query} onValue={setQuery} className="flex-1" />
        {mayInvite && (
          <Button
            size="small"
            look="soft"
            className="h-8"
            icon={<UserPlus aria-hidden className="size-4" />}
            onClick={() => setAdding(true)}
          >
            {w.add}
          </Button>
        )}
      </div>
      {members === null ? (
        <RowsSkeleton rows={4} />
      ) : (
        <ul className="px-2">
          {members.map((m) => (
            <MemberLine key={m.memberId} m={m} onMenu={manages(m) ? (at) => menu(m, at) : undefined} />
          ))}
        </ul>
      )}
      {next && (
        <div className="px-4 py-1">
          <Button size="small" look="plain" onClick={() => void load(next).catch(later)}>
            {w.showMore}
          </Button>
        </div>
      )}
      {adding && (
        <Quiet>
          <AddMembers
            chat={chat}
            taken={new Set(members?.map((m) => m.memberId as string))}
            onClose={() => setAdding(false)}
            onAdd={(ids) =>
              act(() => api.messaging.addChatMembers({ chatId, memberIds: ids as `mbr_${string}`[] }))
            }
          />
        </Quiet>
      )}
    </>
  );
}

function MemberLine({ m, onMenu }: { m: Member; onMenu: ((at: Element) => void) | undefined }) {
  const words = useMessagingWords();
  const person = usePerson(m.memberId);
  return (
    <li className="group flex items-center gap-1 rounded-chip hover:bg-hover">
      <button
        type="button"
        onClick={(e) => openMember(m.memberId, e.currentTarget)}
        className="flex min-h-10 min-w-0 flex-1 items-center gap-2.5 rounded-chip px-2 text-left"
      >
        <Avatar id={m.memberId} name={m.name} src={person?.avatar} size={28} />
        <span className="min-w-0 flex-1 truncate text-dense">{m.name}</span>
        {m.role !== 'member' && (
          <Tag tone={m.role === 'owner' ? 'warn' : 'accent'}>{words.info.roles[m.role]}</Tag>
        )}
      </button>
      {onMenu && (
        <IconButton size="small" label={words.info.manage(m.name)} onClick={(e) => onMenu(e.currentTarget)}>
          <MoreHorizontal aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  );
}
