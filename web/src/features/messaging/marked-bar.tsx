import { Forward, Layers, X } from 'lucide-react';
import { useShortcut } from '../../lib/shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import type { Chat } from './model.ts';
import { setPane } from './pane-store.ts';
import { useMessagingWords } from './words.ts';

/** Takes the composer's place while messages are being chosen. */
export function MarkedBar({ chat, marked }: { chat: Chat; marked: ReadonlySet<number> }) {
  const words = useMessagingWords().pane;
  const stop = () => setPane({ marked: null });
  useShortcut({ keys: 'escape', label: words.cancel, group: words.marked(marked.size), run: stop });
  const forward = (merged: boolean) =>
    setPane({ forwarding: { c: chat.id, seqs: [...marked].toSorted((a, b) => a - b), merged } });
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-panel px-4 pt-3 pb-[max(12px,var(--safe-bottom))]">
      <span role="status" className="tabular flex-1 text-dense text-text-2">
        {words.marked(marked.size)}
      </span>
      <Button
        look="plain"
        className="desk:order-last"
        icon={<X aria-hidden className="size-4" />}
        onClick={stop}
      >
        {words.cancel}
      </Button>
      {/* On a phone these two share a line of their own. */}
      <span className="hidden basis-full max-desk:block" />
      <Button
        className="max-desk:flex-1"
        icon={<Forward aria-hidden className="size-4" />}
        disabled={marked.size === 0}
        onClick={() => forward(false)}
      >
        {words.forwardEach}
      </Button>
      <Button
        className="max-desk:flex-1"
        icon={<Layers aria-hidden className="size-4" />}
        disabled={marked.size === 0}
        onClick={() => forward(true)}
      >
        {words.forwardMerged}
      </Button>
    </div>
  );
}
