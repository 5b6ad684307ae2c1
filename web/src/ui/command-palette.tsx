import { Dialog as Base } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { isComposing, keyName } from '../lib/key-names.ts';
import { Keys } from './bits.tsx';
import { cx } from './cx.ts';
import { useSearch } from './use-search.ts';
import { useUiWords } from './words.ts';

export interface Command {
  id: string;
  section: string;
  label: string;
  hint?: string;
  keys?: string;
  icon?: ReactNode;
  run: () => void;
}

/** One box for everything: people, chats, messages, actions, settings. */
export function CommandPalette({
  onClose,
  find,
}: {
  onClose: () => void;
  find: (q: string, signal: AbortSignal) => Promise<Command[]>;
}) {
  const words = useUiWords();
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const { items, busy } = useSearch(query, find, 80);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const run = (command: Command) => {
    onClose();
    command.run();
  };
  const go = (to: number) => {
    const fitting = (to + items.length) % Math.max(1, items.length);
    setActive(fitting);
    list.current?.querySelector(`[data-at="${fitting}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (isComposing(e)) return;
    const current = items[active];
    if (e.key === 'ArrowDown') go(active + 1);
    else if (e.key === 'ArrowUp') go(active - 1);
    else if (e.key === 'Enter' && current) run(current);
    else return;
    e.preventDefault();
  };
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/30 dark:bg-black/55" />
        <Base.Popup
          initialFocus={input}
          aria-label={words.commands}
          className="pane fixed inset-x-3 top-[max(12px,var(--safe-top))] z-40 max-h-[70dvh] animate-rise overflow-hidden rounded-card bg-raised shadow-3 ring-1 ring-line outline-none desk:inset-x-auto desk:top-[14vh] desk:left-1/2 desk:w-150 desk:-translate-x-1/2"
        >
          <div className="flex h-13 shrink-0 items-center gap-3 border-b border-line px-4">
            <Search aria-hidden className="size-4.5 shrink-0 text-text-3" />
            <input
              ref={input}
              value={query}
              onChange={(e) => {
                setQuery(e.target.value);
                setActive(0);
              }}
              onKeyDown={onKeyDown}
              role="combobox"
              aria-label={words.commands}
              aria-expanded={items.length > 0}
              aria-controls={`${id}-list`}
              aria-activedescendant={items[active] ? `${id}-${active}` : undefined}
              autoComplete="off"
              spellCheck={false}
              placeholder={words.commandHint}
              className="h-full min-w-0 flex-1 bg-transparent text-[15px] outline-none"
            />
            <Keys>{keyName('escape')}</Keys>
          </div>
          <div
            ref={list}
            id={`${id}-list`}
            role="listbox"
            aria-label={words.commands}
            aria-busy={busy}
            tabIndex={-1}
            className="min-h-0 flex-1 overflow-y-auto p-1.5"
          >
            {items.map((c, i) => (
              <div key={c.id} role="presentation">
                {items[i - 1]?.section !== c.section && (
                  <div role="presentation" className="px-2.5 pt-2 pb-1 text-tiny text-text-3">
                    {c.section}
                  </div>
                )}
                <div
                  id={`${id}-${i}`}
                  data-at={i}
                  role="option"
                  aria-selected={i === active}
                  onClick={() => run(c)}
                  onPointerMove={() => setActive(i)}
                  className={cx(
                    'flex min-h-10 cursor-pointer items-center gap-3 rounded-chip px-2.5 py-1 select-none touch:min-h-11',
                    i === active && 'bg-hover',
                  )}
                >
                  <span
                    aria-hidden
                    className="inline-flex w-7 shrink-0 justify-center text-text-3 [&>svg]:size-4.5"
                  >
                    {c.icon}
                  </span>
                  <span className="min-w-0 flex-1 truncate text-body">{c.label}</span>
                  {c.hint && <span className="max-w-56 truncate text-small text-text-3">{c.hint}</span>}
                  {c.keys && <Keys>{keyName(c.keys)}</Keys>}
                </div>
              </div>
            ))}
            {items.length === 0 && !busy && (
              <p className="p-8 text-center text-dense text-text-3">{words.noResultsFor(query)}</p>
            )}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
