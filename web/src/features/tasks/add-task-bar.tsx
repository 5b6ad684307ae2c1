import { Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { useTaskWords } from './words.ts';

/** One line to write a task down; everything else about it is said on its page. */
export function AddTaskBar({ onAdded }: { onAdded: () => void }) {
  const words = useTaskWords();
  const [title, setTitle] = useState('');
  const [due, setDue] = useState('');
  const add = async (e: FormEvent) => {
    e.preventDefault();
    if (!title.trim()) return;
    try {
      await api.tasks.addTask({
        title: title.trim(),
        ...(due ? { dueAt: new Date(due).toISOString() } : {}),
      });
      setTitle('');
      setDue('');
      onAdded();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <form onSubmit={(e) => void add(e)} className="flex shrink-0 flex-wrap gap-2 px-3 pt-3">
      <Input
        aria-label={words.add}
        placeholder={words.addHint}
        value={title}
        maxLength={500}
        onChange={(e) => setTitle(e.target.value)}
        className="min-w-40 flex-1"
      />
      {title && (
        <div className="flex w-full gap-2">
          <Input
            type="datetime-local"
            aria-label={words.due}
            value={due}
            onChange={(e) => setDue(e.target.value)}
            className="min-w-0 flex-1"
          />
          <Button type="submit" look="solid" icon={<Plus aria-hidden className="size-4" />}>
            {words.add}
          </Button>
        </div>
      )}
    </form>
  );
}
