import { useMemo, useState, type KeyboardEvent } from 'react';
import { keep, kept } from '../lib/device-settings.ts';
import { locale } from '../lib/locale.ts';
import { emojiGroups, type Emoji } from './emoji-set.ts';
import { SearchInput } from './input.tsx';
import { useUiWords } from './words.ts';

const recent = (): string[] => kept('recent-emoji')?.split(' ').filter(Boolean) ?? [];

/** A grid of emoji with search; arrows move, Enter picks. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const words = useUiWords();
  const [query, setQuery] = useState('');
  const [lately] = useState(recent);
  const all = useMemo(() => emojiGroups.flatMap(([, list]) => list), []);
  const q = query.trim().toLowerCase();
  const found = q ? all.filter((e) => e.names.includes(q)) : null;
  const pick = (char: string) => {
    keep('recent-emoji', [char, ...lately.filter((c) => c !== char)].slice(0, 16).join(' '));
    onPick(char);
  };
  const onKeyDown = (e: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[e.key];
    if (!step) return;
    const buttons = [...e.currentTarget.querySelectorAll<HTMLButtonElement>('[data-emoji]')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (at < 0 && e.key !== 'ArrowDown') return;
    e.preventDefault();
    buttons[at < 0 ? 0 : Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
  };
  const grid = (list: Emoji[]) => (
    <div className="grid grid-cols-8 gap-0.5">
      {list.map((e) => (
        <button
          key={e.char}
          type="button"
          data-emoji
          aria-label={locale() === 'zh' ? e.name : e.names.replace(/\p{Script=Han}+ ?/gu, '')}
          onClick={() => pick(e.char)}
          className="inline-flex size-9 items-center justify-center rounded-chip text-[20px] leading-none hover:bg-hover"
        >
          {e.char}
        </button>
      ))}
    </div>
  );
  const byChar = new Map(all.map((e) => [e.char, e]));
  return (
    <div className="pane h-80 w-[318px]" onKeyDown={onKeyDown}>
      <div className="p-2">
        <SearchInput label={words.search} value={query} onValue={setQuery} autoFocus />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2" role="group" aria-label={words.emoji}>
        {found ? (
          found.length ? (
            grid(found)
          ) : (
            <p className="p-6 text-center text-dense text-text-3">{words.noResultsFor(query)}</p>
          )
        ) : (
          <>
            {lately.length > 0 && (
              <>
                <h3 className="px-1 pt-1 pb-1 text-tiny text-text-3">{words.emojiGroups.recent}</h3>
                {grid(lately.flatMap((c) => byChar.get(c) ?? []))}
              </>
            )}
            {emojiGroups.map(([group, list]) => (
              <section key={group}>
                <h3 className="px-1 pt-2 pb-1 text-tiny text-text-3">{words.emojiGroups[group]}</h3>
                {grid(list)}
              </section>
            ))}
          </>
        )}
      </div>
    </div>
  );
}
