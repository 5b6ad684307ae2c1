import { ChevronUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { openMenu, toast } from '../../ui/overlays.ts';
import { safeHref } from './markdown/parse.ts';
import { useProgramWords } from './program/words.ts';
import { later } from './running.ts';

type Entry = Awaited<ReturnType<typeof api.talk.getAppMenu>>['entries'][number];

/** The menu of the app this chat is with, above the composer. Nothing where it has none. */
export function AppMenuBar({ chatId }: { chatId: `chat_${string}` }) {
  const words = useProgramWords();
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  useEffect(() => {
    let here = true;
    api.talk
      .getAppMenu({ chatId })
      .then((menu) => here && setEntries(menu.entries))
      .catch(later);
    return () => {
      here = false;
    };
  }, [chatId]);
  if (entries.length === 0) return null;
  const take = async (at: number[]) => {
    try {
      const { url } = await api.talk.pressMenu({ chatId, at });
      const href = url ? safeHref(url) : null;
      if (href) window.open(href, '_blank', 'noopener,noreferrer');
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <nav aria-label={words.menu} className="flex shrink-0 border-t border-line bg-panel">
      {entries.map((entry, i) => (
        <button
          key={i}
          type="button"
          aria-haspopup={entry.below.length ? 'menu' : undefined}
          onClick={(e) =>
            entry.below.length
              ? openMenu({
                  at: e.currentTarget,
                  label: entry.name,
                  items: entry.below.map((child, j) => ({
                    label: child.name,
                    onSelect: () => void take([i, j]),
                  })),
                })
              : void take([i])
          }
          className="tap flex h-10 min-w-0 flex-1 items-center justify-center gap-1 border-l border-line px-2 text-dense first:border-l-0 hover:bg-hover"
        >
          {entry.below.length > 0 && <ChevronUp aria-hidden className="size-3.5 text-text-3" />}
          <span className="truncate">{entry.name}</span>
        </button>
      ))}
    </nav>
  );
}
