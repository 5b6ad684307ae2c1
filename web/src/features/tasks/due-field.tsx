import { fullTime } from '../../lib/format.ts';
import { Input, Select } from '../../ui/input.tsx';
import type { TaskCard } from './shapes.ts';
import { useTaskWords } from './words.ts';

const choices = ['none', '0', '15', '60', '1440'] as const;

/** An instant as the platform's field wants it: local, without seconds. */
const local = (at: string) => {
  const d = new Date(at);
  return new Date(d.getTime() - d.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** When a task is due, and how long before that its assignee is reminded. */
export function DueField({
  task,
  onChange,
}: {
  task: TaskCard;
  onChange?: ((change: { dueAt?: string | null; remindMinutes?: number | null }) => void) | undefined;
}) {
  const words = useTaskWords();
  const { dueAt, remindAt } = task;
  const ahead = dueAt && remindAt ? String((Date.parse(dueAt) - Date.parse(remindAt)) / 60_000) : 'none';
  const reminder = choices.find((c) => c === ahead) ?? 'none';
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span className="w-20 shrink-0 text-dense text-text-3">{words.due}</span>
      <Input
        type="datetime-local"
        aria-label={words.due}
        readOnly={!onChange}
        value={dueAt ? local(dueAt) : ''}
        onChange={(e) =>
          onChange?.({ dueAt: e.target.value ? new Date(e.target.value).toISOString() : null })
        }
        className="!w-52"
      />
      {dueAt && (
        <Select
          aria-label={words.reminder}
          disabled={!onChange}
          value={reminder}
          options={choices.map((value) => ({ value, label: words.reminders[value] }))}
          onChange={(e) =>
            onChange?.({ remindMinutes: e.target.value === 'none' ? null : Number(e.target.value) })
          }
        />
      )}
      {remindAt && (
        <p className="w-full text-small text-text-3">{words.remindedAt(fullTime(Date.parse(remindAt)))}</p>
      )}
    </div>
  );
}
