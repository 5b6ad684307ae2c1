import { X } from 'lucide-react';
import { Link } from 'wouter';
import type { TaskId } from '../../../../contract/src/ids.ts';
import { api } from '../../lib/api.ts';
import { IconButton } from '../../ui/button.tsx';
import { Combobox, type Option } from '../../ui/combobox.tsx';
import { cx } from '../../ui/cx.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import type { TaskCard } from './shapes.ts';
import { useTaskWords } from './words.ts';

/** What must be finished before this task can be. */
export function WaitsFor({
  task,
  onValue,
}: {
  task: TaskCard;
  onValue?: ((ids: TaskId[]) => void) | undefined;
}) {
  const words = useTaskWords();
  const ids = task.waitsFor.map((w) => w.id);
  const mine = useLoaded(onValue ? 'mine' : null, async (signal): Promise<Option[]> => {
    const boxes = (['mine', 'given', 'watched'] as const).map((box) =>
      api.tasks.listTasks({ box, limit: 100 }, { signal }),
    );
    const all = (await Promise.all(boxes)).flatMap((answer) => answer.tasks);
    return [...new Map(all.map((t) => [t.id, { value: t.id, label: t.title }])).values()];
  });
  const options = (mine.data ?? []).filter((o) => o.value !== task.id && !ids.includes(o.value as TaskId));
  if (!onValue && ids.length === 0) return null;
  return (
    <section aria-label={words.waitsFor} className="flex flex-col gap-1">
      <h2 className="text-dense text-text-3">{words.waitsFor}</h2>
      <ul>
        {task.waitsFor.map((w) => (
          <li key={w.id} className="flex items-center gap-2 px-1">
            <Link
              href={`/todos/awaiting/${w.id}`}
              className={cx(
                'min-w-0 flex-1 truncate rounded-chip hover:underline',
                w.done && 'text-text-3 line-through',
              )}
            >
              {w.title}
            </Link>
            {onValue && (
              <IconButton
                label={words.stopWaiting(w.title)}
                onClick={() => onValue(ids.filter((id) => id !== w.id))}
              >
                <X aria-hidden className="size-3.5" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {onValue && options.length > 0 && (
        <Combobox
          options={options}
          value={null}
          placeholder={words.findTask}
          onValue={(id) => id && onValue([...ids, id as TaskId])}
        />
      )}
      <p className="text-small text-text-3">{words.waitsHint}</p>
    </section>
  );
}
