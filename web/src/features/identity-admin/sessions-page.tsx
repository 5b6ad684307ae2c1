import { ChevronRight, MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { usePerson } from '../../lib/people.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { SearchInput } from '../../ui/input.tsx';
import { useSearch } from '../../ui/use-search.ts';
import { findMembers, hintOf } from '../../lib/find-colleagues.ts';
import { MemberSessions } from './member-sessions.tsx';
import { Body } from './page-parts.tsx';
import { useIdentityAdminWords } from './words.ts';

/** Where members are signed in: find one, see their devices, end what must end. */
export function SessionsPage() {
  const words = useIdentityAdminWords();
  const memberId = (useParams<{ '*'?: string }>()['*'] ?? '').split('/')[1];
  const person = usePerson(memberId);
  const [query, setQuery] = useState('');
  const { items, busy, failed } = useSearch(query, findMembers);
  if (memberId) return <MemberSessions key={memberId} memberId={memberId} person={person} />;
  return (
    <Body>
      <SearchInput
        label={words.sessions.search}
        placeholder={words.sessions.hint}
        value={query}
        onValue={setQuery}
        autoFocus
      />
      {items.length > 0 ? (
        <ul aria-label={words.sessions.search} className="-mx-2 flex flex-col">
          {items.map((m) => (
            <li key={m.id}>
              <Link
                href={`/admin/sessions/${m.id}`}
                className="flex items-center gap-3 rounded-m px-2 py-2 hover:bg-hover"
              >
                <Avatar id={m.id} name={m.name} src={m.avatar} size={36} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{m.name}</span>
                  <span className="block truncate text-small text-text-3">{hintOf(m)}</span>
                </span>
                <ChevronRight aria-hidden className="size-4 text-text-3" />
              </Link>
            </li>
          ))}
        </ul>
      ) : busy ? (
        <RowsSkeleton rows={5} />
      ) : (
        <Empty
          icon={<MonitorSmartphone />}
          title={failed ? words.failed : words.sessions.none}
          text={words.sessions.hint}
        />
      )}
    </Body>
  );
}
