import { ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { useCustomerWords } from './words.ts';

/** A titled list with a button that adds to it. */
export function Section({
  title,
  hint,
  add,
  onAdd,
  children,
}: {
  title: string;
  hint: string;
  add: string;
  onAdd: () => void;
  children: ReactNode;
}) {
  return (
    <section aria-label={title}>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="font-medium">{title}</h2>
          <p className="text-small text-text-3">{hint}</p>
        </div>
        <Button icon={<Plus aria-hidden className="size-4" />} onClick={onAdd}>
          {add}
        </Button>
      </div>
      <ul className="rounded-box border border-line empty:hidden">{children}</ul>
    </section>
  );
}

/** One line of a list that can be put in order. */
export function Row({
  name,
  mark,
  hint,
  onUp,
  onRename,
  onRemove,
}: {
  name: string;
  mark?: string;
  /** a second line */
  hint?: string;
  onUp?: (() => void) | undefined;
  onRename: () => void;
  onRemove?: (() => void) | undefined;
}) {
  const words = useCustomerWords().setup;
  return (
    <li className="flex items-center gap-1 border-b border-line px-4 py-1.5 last:border-b-0">
      <span className="flex min-w-0 flex-1 items-center gap-2">
        <span className="min-w-0">
          <span className="block truncate">{name}</span>
          {hint && <span className="block text-small text-text-3">{hint}</span>}
        </span>
        {mark && <Tag>{mark}</Tag>}
      </span>
      {onUp && (
        <IconButton label={`${words.up} ${name}`} onClick={onUp}>
          <ArrowUp aria-hidden className="size-4" />
        </IconButton>
      )}
      <IconButton label={`${words.rename} ${name}`} onClick={onRename}>
        <Pencil aria-hidden className="size-4" />
      </IconButton>
      {onRemove && (
        <IconButton label={`${words.remove} ${name}`} onClick={onRemove}>
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  );
}

/** The list with the one at this place a place further up. */
export function raised<T>(list: readonly T[], at: number): T[] {
  return list.with(at - 1, list[at]!).with(at, list[at - 1]!);
}
