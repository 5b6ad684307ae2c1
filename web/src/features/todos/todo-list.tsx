import { CalendarClock, ListChecks, MessageSquareShare, Plus } from 'lucide-react';
import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { messaging } from '../../../../contract/src/messaging.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { useTodoWords } from './words.ts';

type Todo = OutputOf<typeof messaging.listTodos>['todos'][number];
type Which = 'open' | 'done';

/** My to-dos: write one, tick one off, go to the message it came from. */
export function TodoList() {
  const words = useTodoWords();
  const [which, setWhich] = useState<Which>('open');
  const [todos, setTodos] = useState<{ which: Which; list: Todo[] } | null>(null);
  const [text, setText] = useState('');
  const [due, setDue] = useState('');

  const load = useCallback(async () => {
    try {
      const { todos: all } = await api.messaging.listTodos({ done: String(which === 'done') });
      setTodos({ which, list: all.filter((t) => (t.doneAt !== null) === (which === 'done')) });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  }, [which]);
  useEffect(() => {
    const started = setTimeout(() => void load());
    return () => clearTimeout(started);
  }, [load]);

  const add = async (e: FormEvent) => {
    e.preventDefault();
    if (!text.trim()) return;
    try {
      const made = await api.messaging.addTodo({
        text: text.trim(),
        ...(due ? { dueAt: new Date(due).toISOString() } : {}),
      });
      setText('');
      setDue('');
      setTodos((t) => (t?.which === 'open' ? { ...t, list: [made, ...t.list] } : t));
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const finish = async (todo: Todo, done: boolean) => {
    setTodos((t) => t && { ...t, list: t.list.filter((x) => x.id !== todo.id) });
    try {
      await api.messaging.finishTodo({ todoId: todo.id, done });
      if (done)
        toast(words.finished, {
          action: { label: words.undo, run: () => void finish(todo, false).then(load) },
        });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
      await load();
    }
  };
  const list = todos?.which === which ? todos.list : null;
  return (
    <Tabs
      label={words.title}
      value={which}
      onValue={setWhich}
      tabs={[
        {
          id: 'open',
          label: words.open,
          ...(which === 'open' && list?.length ? { count: list.length } : {}),
        },
        { id: 'done', label: words.done },
      ]}
      className="mx-auto w-full max-w-180"
    >
      {which === 'open' && (
        <form onSubmit={(e) => void add(e)} className="flex shrink-0 flex-wrap gap-2 px-4 pt-4">
          <Input
            aria-label={words.add}
            placeholder={words.addHint}
            value={text}
            maxLength={500}
            onChange={(e) => setText(e.target.value)}
            className="min-w-52 flex-1"
          />
          <Input
            type="datetime-local"
            aria-label={words.due}
            value={due}
            onChange={(e) => setDue(e.target.value)}
            className="!w-52"
          />
          <Button
            type="submit"
            look="solid"
            disabled={!text.trim()}
            icon={<Plus aria-hidden className="size-4" />}
          >
            {words.add}
          </Button>
        </form>
      )}
      {list === null ? (
        <RowsSkeleton rows={5} />
      ) : list.length === 0 ? (
        <Empty
          icon={<ListChecks />}
          title={which === 'open' ? words.none : words.noneDone}
          text={which === 'open' ? words.noneText : undefined}
        />
      ) : (
        <ul className="min-h-0 flex-1 overflow-y-auto px-2 py-3" tabIndex={0} aria-label={words.title}>
          {list.map((todo) => (
            <TodoLine key={todo.id} todo={todo} onDone={(done) => void finish(todo, done)} />
          ))}
        </ul>
      )}
    </Tabs>
  );
}

function TodoLine({ todo, onDone }: { todo: Todo; onDone: (done: boolean) => void }) {
  const words = useTodoWords();
  const dueAt = todo.dueAt ? Date.parse(todo.dueAt) : null;
  const [now] = useState(() => Date.now());
  const late = dueAt !== null && todo.doneAt === null && dueAt < now;
  return (
    <li className="flex items-start gap-3 rounded-box px-3 py-2.5 hover:bg-hover">
      <Checkbox
        className="mt-0.5"
        aria-label={words.finish(todo.text)}
        checked={todo.doneAt !== null}
        onChecked={onDone}
      />
      <div className="min-w-0 flex-1">
        <p className={cx('wrap-anywhere', todo.doneAt && 'text-text-3 line-through')}>{todo.text}</p>
        <div className="mt-0.5 flex flex-wrap items-center gap-3 text-small text-text-3">
          {dueAt !== null && (
            <span className="inline-flex items-center gap-1">
              <CalendarClock aria-hidden className="size-3.5" />
              {words.dueAt(when(dueAt))}
              {late && <Tag tone="danger">{words.late}</Tag>}
            </span>
          )}
          {todo.chatId && (
            <Link
              href={`/chats/${todo.chatId}${todo.seq ? `?at=${todo.seq}` : ''}`}
              className="inline-flex items-center gap-1 rounded-chip text-accent hover:underline"
            >
              <MessageSquareShare aria-hidden className="size-3.5" />
              {words.fromChat}
            </Link>
          )}
        </div>
      </div>
      <time className="tabular shrink-0 text-tiny text-text-3">{when(Date.parse(todo.createdAt))}</time>
    </li>
  );
}
