import { SearchIcon, SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { openDirect } from '../features/messaging/chat-actions.ts';
import { Body } from '../features/messaging/body.tsx';
import { useNaming } from '../features/messaging/naming.ts';
import { takeChats } from '../features/messaging/sync.ts';
import { find, nothing, type Hit, type Results, type Tab } from '../features/search/find.ts';
import { useSearchWords } from '../features/search/words.ts';
import { failureText } from '../lib/api.ts';
import { when } from '../lib/format.ts';
import { usePerson } from '../lib/people.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Empty, PaneBar, RowsSkeleton } from '../ui/bits.tsx';
import { Button } from '../ui/button.tsx';
import { SearchInput } from '../ui/input.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { toast } from '../ui/overlays.ts';
import { useSearch } from '../ui/use-search.ts';

const tabs: Tab[] = ['messages', 'people', 'groups', 'files'];

export function SearchPage() {
  const words = useSearchWords();
  const [params, setParams] = useSearchParams();
  const [query, setQuery] = useState(params.get('q') ?? '');
  const asked = params.get('in');
  const tab = tabs.find((t) => t === asked) ?? 'messages';
  const [further, setFurther] = useState<{ of: string; results: Results }>({ of: '', results: nothing });
  const q = query.trim();
  const key = `${tab} ${q}`;
  const { items, busy, failed } = useSearch(key, async (_, signal) => [await find(tab, q, signal)], 150);
  useEffect(() => {
    const timer = setTimeout(() => setParams({ ...(q ? { q } : {}), in: tab }, { replace: true }), 300);
    return () => clearTimeout(timer);
  }, [q, tab, setParams]);

  const first = items[0] ?? nothing;
  const rest = further.of === key ? further.results : null;
  const hits = rest ? [...first.hits, ...rest.hits] : first.hits;
  const more = rest ? rest.more : first.more;
  const goOn = async () => {
    const oldest = hits.at(-1)?.message.ts;
    if (oldest === undefined) return;
    try {
      const next = await find(tab, q, new AbortController().signal, new Date(oldest).toISOString());
      setFurther({ of: key, results: { ...next, hits: [...(rest?.hits ?? []), ...next.hits] } });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const empty = hits.length + first.people.length + first.groups.length === 0;
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <h1 className="sr-only">{words.title}</h1>
        <SearchInput
          label={words.label}
          value={query}
          onValue={setQuery}
          autoFocus
          className="mx-auto w-full max-w-160"
        />
      </PaneBar>
      <Tabs
        label={words.title}
        value={tab}
        onValue={(next) => setParams({ ...(q ? { q } : {}), in: next }, { replace: true })}
        tabs={tabs.map((id) => ({ id, label: words.tabs[id] }))}
        className="mx-auto w-full max-w-180"
      >
        {q === '' ? (
          <Empty icon={<SearchIcon />} title={words.hint} text={words.hintText} />
        ) : busy && empty ? (
          <RowsSkeleton />
        ) : failed ? (
          <Empty icon={<SearchX />} title={words.failed} />
        ) : empty ? (
          <Empty icon={<SearchX />} title={words.nothing(q)} text={words.nothingText} />
        ) : (
          <div
            className="min-h-0 flex-1 overflow-y-auto py-2"
            tabIndex={0}
            role="region"
            aria-label={words.tabs[tab]}
          >
            <ul>
              {hits.map((hit) => (
                <HitLine key={`${hit.chatId}/${hit.message.s}`} hit={hit} find={q} />
              ))}
              {first.people.map((p) => (
                <PersonLine
                  key={p.id}
                  id={p.id}
                  hint={[p.departments.map((d) => d.name).join('、'), p.position].filter(Boolean).join(' · ')}
                />
              ))}
              {first.groups.map((g) => (
                <GroupLine
                  key={g.id}
                  id={g.id}
                  title={g.title}
                  hint={words.members(g.memberCount)}
                  onOpen={() => takeChats([g])}
                />
              ))}
            </ul>
            {more && (
              <div className="flex justify-center p-3">
                <Button onClick={() => void goOn()}>{words.more}</Button>
              </div>
            )}
          </div>
        )}
      </Tabs>
    </div>
  );
}

const line = 'flex w-full items-start gap-3 rounded-box px-4 py-2.5 text-left hover:bg-hover';

function HitLine({ hit, find: wanted }: { hit: Hit; find: string }) {
  const words = useSearchWords();
  const naming = useNaming([hit.message.u]);
  const person = usePerson(hit.message.u);
  const [, navigate] = useLocation();
  const name = person?.name ?? naming.words.unknownPerson;
  return (
    <li className={line}>
      <Avatar id={hit.message.u} name={name} src={person?.avatar} size={36} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2 text-small text-text-3">
          <span className="truncate text-dense text-text-2">{name}</span>
          <span className="min-w-0 flex-1 truncate">{hit.chatTitle && words.inChat(hit.chatTitle)}</span>
          <time className="tabular shrink-0 text-tiny">{when(hit.message.ts)}</time>
        </div>
        <div className="mt-1 flex min-w-0 items-end gap-3">
          <div className="flex min-w-0 flex-1">
            <Body k={hit.message.k} b={hit.message.b} mine={false} find={wanted} />
          </div>
          <Button
            size="small"
            look="plain"
            className="text-accent"
            onClick={() => navigate(`/chats/${hit.chatId}?at=${hit.message.s}`)}
          >
            {words.openChat}
          </Button>
        </div>
      </div>
    </li>
  );
}

function PersonLine({ id, hint }: { id: string; hint: string }) {
  const person = usePerson(id);
  const [, navigate] = useLocation();
  if (!person) return null;
  return (
    <li>
      <button
        type="button"
        className={line}
        onClick={() => void openDirect(id).then((c) => (c ? navigate(`/chats/${c}`) : undefined))}
      >
        <Avatar id={id} name={person.name} src={person.avatar} size={40} />
        <span className="min-w-0 flex-1">
          <span className="block truncate">{person.name}</span>
          <span className="block truncate text-small text-text-3">{hint}</span>
        </span>
      </button>
    </li>
  );
}

function GroupLine({
  id,
  title,
  hint,
  onOpen,
}: {
  id: string;
  title: string;
  hint: string;
  onOpen: () => void;
}) {
  const [, navigate] = useLocation();
  return (
    <li>
      <button
        type="button"
        className={line}
        onClick={() => {
          onOpen();
          navigate(`/chats/${id}`);
        }}
      >
        <Avatar id={id} name={title} size={40} />
        <span className="min-w-0 flex-1">
          <span className="block truncate">{title}</span>
          <span className="block truncate text-small text-text-3">{hint}</span>
        </span>
      </button>
    </li>
  );
}
