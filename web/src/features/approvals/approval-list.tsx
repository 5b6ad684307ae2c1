import { Inbox, ListChecks } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import { failureText } from '../../lib/api.ts';
import { list, when } from '../../lib/format.ts';
import { usePeople } from '../../lib/people.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { BatchBar, batchable } from './batch-bar.tsx';
import { labelOf, said } from '../../ui/form/label-of.ts';
import { Face, PersonName } from './person-name.tsx';
import { valueText } from '../../ui/form/shown-value.tsx';
import { StatusTag } from './status-tag.tsx';
import type { Box, BoxState } from './use-box.ts';
import { useApprovalWords } from './words.ts';
import type { Listed } from './shapes.ts';

/** The requests of a box. Arrow keys go from one to the next. */
export function ApprovalList({
  box,
  state,
  chosen,
  onChanged,
}: {
  box: Box;
  state: BoxState;
  chosen: string | undefined;
  onChanged: () => void;
}) {
  const words = useApprovalWords();
  const [ticked, setTicked] = useState<ReadonlySet<string> | null>(null);
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
        title={words.whole}
        text={failureText(state.error)}
        action={<Button onClick={state.reload}>{words.retry}</Button>}
      />
    );
  if (!state.list) return <RowsSkeleton rows={6} />;
  if (state.list.length === 0)
    return <Empty icon={<Inbox />} title={words.none[box]} text={words.noneText} />;
  const picking = box === 'todo' ? ticked : null;
  const several = box === 'todo' && batchable(state.list).length > 1;
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        {(several || picking) && (
          <div className="flex justify-end px-1 pb-1">
            <Button
              size="small"
              look="plain"
              aria-pressed={picking !== null}
              icon={<ListChecks aria-hidden className="size-3.5" />}
              onClick={() => setTicked(picking ? null : new Set())}
            >
              {picking ? words.batch.stop : words.batch.start}
            </Button>
          </div>
        )}
        <ul ref={rows} aria-label={words.boxes[box]} onKeyDown={go}>
          {state.list.map((a) => (
            <li key={a.id} className="flex items-center">
              {picking && (
                <Checkbox
                  className="pl-2"
                  aria-label={words.batch.tick(`${a.no} ${said(a.title, a.titleEn)}`)}
                  disabled={!a.task?.batch}
                  checked={picking.has(a.id)}
                  onChecked={(on) =>
                    setTicked(new Set(on ? [...picking, a.id] : [...picking].filter((x) => x !== a.id)))
                  }
                />
              )}
              <Line box={box} approval={a} here={a.id === chosen} />
            </li>
          ))}
        </ul>
        {state.more && (
          <div className="flex justify-center p-3">
            <Button size="small" onClick={state.more}>
              {words.more}
            </Button>
          </div>
        )}
      </div>
      {picking && <BatchBar list={state.list} ticked={picking} onTicked={setTicked} onDone={onChanged} />}
    </>
  );
}

function Line({ box, approval: a, here }: { box: Box; approval: Listed; here: boolean }) {
  const words = useApprovalWords();
  const waiting = usePeople((s) => list(a.agents.slice(0, 3).flatMap((id) => s.byId[id]?.name ?? [])));
  return (
    <Link
      href={`/approvals/${box}/${a.id}`}
      aria-current={here ? 'true' : undefined}
      className={cx(
        'flex min-w-0 flex-1 gap-3 rounded-box px-3 py-2.5',
        here ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <Face id={a.applicantId} size={36} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="min-w-0 truncate text-body font-medium text-text">
            <PersonName id={a.applicantId} /> · {said(a.title, a.titleEn)}
          </span>
          {!a.read && (
            <span className="size-2 shrink-0 rounded-full bg-badge">
              <span className="sr-only">{words.unread}</span>
            </span>
          )}
          <time className="tabular ml-auto shrink-0 text-tiny text-text-3">
            {when(Date.parse(a.submittedAt))}
          </time>
        </span>
        {a.summary.slice(0, 2).map((s) => {
          const text = valueText(s.control, s.value, words);
          return text ? (
            <span key={s.label} className="block truncate text-small text-text-2">
              {labelOf(s)}: {text}
            </span>
          ) : null;
        })}
        <span className="mt-1 flex items-center gap-2">
          <StatusTag status={a.status} />
          {waiting && box !== 'todo' && (
            <span className="truncate text-small text-text-3">{words.waitingFor(waiting)}</span>
          )}
        </span>
      </span>
    </Link>
  );
}
