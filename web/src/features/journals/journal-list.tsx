import { Inbox, MessageSquare, ThumbsUp } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { said } from '../../ui/form/label-of.ts';
import { cycleText } from './cycle-text.ts';
import { Name, Person } from './person.tsx';
import type { Journals } from './use-journals.ts';
import { useJournalWords } from './words.ts';

/** Journals of a box, unread ones first. Arrow keys go from one to the next. */
export function JournalList({
  box,
  state,
  chosen,
}: {
  box: 'received' | 'mine';
  state: Journals;
  chosen: string | undefined;
}) {
  const words = useJournalWords();
  const rows = useRef<HTMLUListElement>(null);
  const go = (e: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    const links = [...(rows.current?.querySelectorAll('a') ?? [])];
    const next = step && links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
    if (!next) return;
    e.preventDefault();
    next.focus();
  };
  if (state.error && !state.list)
    return (
      <Empty
        title={words.failed}
        text={failureText(state.error)}
        action={<Button onClick={state.reload}>{words.retry}</Button>}
      />
    );
  if (!state.list) return <RowsSkeleton rows={5} />;
  if (state.list.length === 0) return <Empty icon={<Inbox />} title={words.none[box]} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-1.5">
      <ul ref={rows} aria-label={words.views[box]} onKeyDown={go}>
        {state.list.map((j) => (
          <li key={j.id}>
            <Link
              href={`/journals/${box}/${j.id}`}
              aria-current={j.id === chosen ? 'page' : undefined}
              className={cx(
                'flex gap-3 rounded-box px-3 py-2.5 hover:bg-hover',
                j.id === chosen && 'bg-selected',
              )}
            >
              <Person id={j.authorId} size={36} />
              <span className="flex min-w-0 flex-1 flex-col gap-0.5">
                <span className="flex items-center gap-2">
                  <span className={cx('min-w-0 truncate text-body text-text', !j.read && 'font-medium')}>
                    <Name id={j.authorId} /> · {said(j.name, j.en)}
                  </span>
                  {j.late && <Tag tone="warn">{words.states.late}</Tag>}
                  <span className="tabular ml-auto shrink-0 text-small text-text-3">
                    {when(Date.parse(j.submittedAt))}
                  </span>
                </span>
                <span className="truncate text-dense text-text-2">{j.summary || cycleText(j)}</span>
                <span className="tabular flex items-center gap-3 text-small text-text-3">
                  {cycleText(j)}
                  {j.likes > 0 && (
                    <span className="flex items-center gap-1">
                      <ThumbsUp aria-label={words.like} className="size-3" /> {j.likes}
                    </span>
                  )}
                  {j.comments > 0 && (
                    <span className="flex items-center gap-1">
                      <MessageSquare aria-label={words.comments} className="size-3" /> {j.comments}
                    </span>
                  )}
                </span>
              </span>
              {!j.read && (
                <span className="mt-1.5 size-2 shrink-0 rounded-full bg-accent">
                  <span className="sr-only">{words.unread}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {state.more && (
        <Button look="plain" className="mx-auto my-2 flex" onClick={state.more}>
          {words.more}
        </Button>
      )}
    </div>
  );
}
