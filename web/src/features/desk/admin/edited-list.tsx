import { useState, type ReactNode } from 'react';
import { failureText } from '../../../lib/api.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useDeskWords } from '../words.ts';

interface Item {
  id: string;
}
export interface RowAction {
  label: string;
  /** a failure is told, and the list is read again */
  run: () => Promise<unknown>;
}
export interface FormProps<T> {
  /** null: a new one */
  item: T | null;
  onClose: () => void;
  onSaved: () => void;
}

/** Things of one kind that an administrator makes, changes in a form and acts upon: desks, replies, articles. */
export function EditedList<T extends Item>({
  items,
  error,
  reload,
  newLabel,
  before,
  empty,
  nameOf,
  row,
  actions,
  form,
}: {
  items: readonly T[] | undefined;
  error: unknown;
  reload: () => void;
  newLabel: string;
  /** stands in the line of the button for a new one, such as a search */
  before?: ReactNode;
  empty: { title: string; text?: string };
  /** tells the buttons of one line from those of another */
  nameOf: (item: T) => string;
  row: (item: T) => ReactNode;
  /** those before and behind "edit" */
  actions: (item: T) => { before?: RowAction[]; behind: RowAction[] };
  form: (props: FormProps<T>) => ReactNode;
}) {
  const words = useDeskWords().admin;
  const [open, setOpen] = useState<T | 'new' | null>(null);
  const act = async ({ run }: RowAction) => {
    try {
      await run();
      reload();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  const button = (item: T, label: string, onClick: () => void) => (
    <Button key={label} size="small" look="plain" aria-label={`${label} ${nameOf(item)}`} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <>
      <div className="flex justify-end gap-3">
        {before}
        <Button look="solid" onClick={() => setOpen('new')}>
          {newLabel}
        </Button>
      </div>
      {error ? (
        <Empty title={failureText(error)} />
      ) : !items ? (
        <RowsSkeleton rows={3} />
      ) : items.length === 0 ? (
        <Empty {...empty} />
      ) : (
        <ul className="rounded-box border border-line">
          {items.map((item) => (
            <li
              key={item.id}
              className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5 last:border-b-0"
            >
              <span className="min-w-44 flex-1">{row(item)}</span>
              {actions(item).before?.map((a) => button(item, a.label, () => void act(a)))}
              {button(item, words.edit, () => setOpen(item))}
              {actions(item).behind.map((a) => button(item, a.label, () => void act(a)))}
            </li>
          ))}
        </ul>
      )}
      {open &&
        form({
          item: open === 'new' ? null : open,
          onClose: () => setOpen(null),
          onSaved: () => {
            setOpen(null);
            reload();
          },
        })}
    </>
  );
}
