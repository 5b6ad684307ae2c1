import { X } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { uuid } from '../../lib/uuid.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Input } from '../../ui/input.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import type { TaskCard } from './shapes.ts';
import { useTaskWords } from './words.ts';

type Item = TaskCard['checklist'][number];

/** Items to tick. `onItems` writes the whole list anew; ticking is its own act, so that two who tick at once both count. */
export function Checklist({
  items,
  onTick,
  onItems,
}: {
  items: readonly Item[];
  onTick?: ((id: string, done: boolean) => void) | undefined;
  onItems?: ((items: Item[]) => void) | undefined;
}) {
  const words = useTaskWords();
  const [text, setText] = useState('');
  // A tick shows at once; the next word of the server, whatever it is, replaces it.
  const [hand, setHand] = useState<{ of: unknown; id: string; done: boolean } | null>(null);
  const ticked = (item: Item) => (hand?.of === items && hand.id === item.id ? hand.done : item.done);
  const add = (e: FormEvent) => {
    e.preventDefault();
    if (!text.trim()) return;
    onItems?.([...items, { id: uuid(), text: text.trim(), done: false }]);
    setText('');
  };
  if (!onItems && items.length === 0) return null;
  return (
    <section aria-label={words.checklist} className="flex flex-col gap-1">
      <h2 className="text-dense text-text-3">{words.checklist}</h2>
      <ul>
        {items.map((item) => (
          <li key={item.id} className="group flex items-start gap-2 rounded-box px-1 py-1 hover:bg-hover">
            <Checkbox
              checked={ticked(item)}
              disabled={!onTick}
              onChecked={(done) => {
                setHand({ of: items, id: item.id, done });
                onTick?.(item.id, done);
              }}
              className="min-w-0 flex-1"
            >
              <span className={cx('wrap-anywhere', ticked(item) && 'text-text-3 line-through')}>
                {item.text}
              </span>
            </Checkbox>
            {onItems && (
              <IconButton
                label={words.removeItem(item.text)}
                onClick={() => onItems(items.filter((i) => i.id !== item.id))}
              >
                <X aria-hidden className="size-3.5" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {onItems && items.length < 100 && (
        <form onSubmit={add}>
          <Input
            aria-label={words.addItem}
            placeholder={words.itemHint}
            value={text}
            maxLength={500}
            onChange={(e) => setText(e.target.value)}
          />
        </form>
      )}
    </section>
  );
}
