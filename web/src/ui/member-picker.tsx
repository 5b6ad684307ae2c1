import { Check, X } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { isComposing } from '../lib/key-names.ts';
import { Avatar } from './avatar.tsx';
import { RowsSkeleton } from './bits.tsx';
import { cx } from './cx.ts';
import { useSearch } from './use-search.ts';
import { useUiWords } from './words.ts';

export interface Person {
  id: string;
  name: string;
  /** position or department */
  hint?: string;
  avatar?: string | null;
}
export interface MemberPickerProps {
  label: string;
  /** '' asks for people to offer before anything is typed */
  find: (q: string, signal: AbortSignal) => Promise<Person[]>;
  value: readonly Person[];
  onValue: (value: Person[]) => void;
  max?: number;
  /** ids that are in already and cannot be picked */
  taken?: ReadonlySet<string>;
  takenHint?: string;
}

/** Picks colleagues by name, pinyin or initials. Arrows move, Enter picks, Backspace in the empty box takes the last one back. */
export function MemberPicker({
  label,
  find,
  value,
  onValue,
  max = 5000,
  taken,
  takenHint,
}: MemberPickerProps) {
  const words = useUiWords();
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const { items, busy } = useSearch(query, find);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const picked = new Set(value.map((p) => p.id));
  const full = value.length >= max;

  const toggle = (person: Person) => {
    if (taken?.has(person.id)) return;
    if (picked.has(person.id)) onValue(value.filter((p) => p.id !== person.id));
    else if (max === 1) onValue([person]);
    else if (!full) onValue([...value, person]);
    setQuery('');
    input.current?.focus();
  };
  const go = (to: number) => {
    const fitting = Math.max(0, Math.min(items.length - 1, to));
    setActive(fitting);
    list.current?.children[fitting]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (isComposing(e)) return;
    const current = items[active];
    if (e.key === 'ArrowDown') go(active + 1);
    else if (e.key === 'ArrowUp') go(active - 1);
    else if (e.key === 'Enter' && current) toggle(current);
    else if (e.key === 'Backspace' && !query && value.length) onValue(value.slice(0, -1));
    else return;
    e.preventDefault();
  };

  return (
    <div className="pane min-h-72 flex-1 gap-2">
      <div
        className="flex max-h-32 shrink-0 flex-wrap items-center gap-1 overflow-y-auto rounded-[8px] border border-line-strong/60 bg-raised p-1.5 focus-within:border-accent"
        onClick={() => input.current?.focus()}
      >
        {value.map((p) => (
          <span
            key={p.id}
            className="inline-flex h-6 items-center gap-1 rounded-chip bg-accent-soft pr-0.5 pl-2 text-dense text-text"
          >
            {p.name}
            <button
              type="button"
              aria-label={words.remove(p.name)}
              onClick={() => onValue(value.filter((v) => v.id !== p.id))}
              className="inline-flex size-5 items-center justify-center rounded-[4px] text-text-2 hover:text-text"
            >
              <X aria-hidden className="size-3" />
            </button>
          </span>
        ))}
        <input
          ref={input}
          value={query}
          onChange={(e) => {
            setQuery(e.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-label={label}
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={items[active] ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          autoFocus
          placeholder={value.length ? '' : words.typeToSearch}
          className="h-7 min-w-24 flex-1 bg-transparent px-1.5 text-body outline-none"
        />
      </div>
      {full && max > 1 && <p className="text-small text-warn">{words.pickLimit(max)}</p>}
      <div
        ref={list}
        id={`${id}-list`}
        {...(items.length ? { role: 'listbox', 'aria-label': label, 'aria-multiselectable': max > 1 } : {})}
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto"
      >
        {items.map((p, i) => {
          const isTaken = taken?.has(p.id) ?? false;
          const on = picked.has(p.id) || isTaken;
          return (
            <div
              key={p.id}
              id={`${id}-${i}`}
              role="option"
              aria-selected={on}
              aria-disabled={isTaken || undefined}
              onClick={() => toggle(p)}
              onPointerMove={() => setActive(i)}
              className={cx(
                'flex cursor-pointer items-center gap-3 rounded-chip px-2 py-1.5 select-none',
                i === active && 'bg-hover',
                isTaken && 'cursor-default',
              )}
            >
              <span
                aria-hidden
                className={cx(
                  'inline-flex size-[18px] shrink-0 items-center justify-center rounded-full border',
                  on ? 'border-accent bg-accent text-on-accent' : 'border-line-strong',
                )}
              >
                {on && <Check className="size-3" strokeWidth={3} />}
              </span>
              <Avatar id={p.id} name={p.name} src={p.avatar} size={32} />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-body leading-5">{p.name}</span>
                {(p.hint || isTaken) && (
                  <span className="block truncate text-small text-text-3">
                    {isTaken ? takenHint : p.hint}
                  </span>
                )}
              </span>
            </div>
          );
        })}
        {items.length === 0 &&
          (busy ? (
            <RowsSkeleton rows={4} />
          ) : (
            <p className="p-8 text-center text-dense text-text-3">
              {query ? words.noResultsFor(query) : words.typeToSearch}
            </p>
          ))}
      </div>
    </div>
  );
}
