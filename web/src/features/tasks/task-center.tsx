import { ArrowLeft, Inbox, ListTodo } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { TaskId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useDesk } from '../../lib/media.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { ListAndDetail } from '../../ui/panes.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AddTaskBar } from './add-task-bar.tsx';
import { type Awaiting, type Box, boxes, type Task } from './shapes.ts';
import { TaskDetail } from './task-detail.tsx';
import { AwaitingRow } from './task-row.tsx';
import { type TaskList, useTasks } from './use-tasks.ts';
import { useTaskWords } from './words.ts';

/** Everything that waits for me in one list, my tasks in their boxes, and the one that is open beside them. */
export function TaskCenter({
  view,
  id,
  onGo,
}: {
  view: string | undefined;
  id: string | undefined;
  onGo: (to: string, options?: { replace: boolean }) => void;
}) {
  const words = useTaskWords();
  const desk = useDesk();
  const box: Box = boxes.find((b) => b === view) ?? 'awaiting';
  const state = useTasks(box);
  const finish = async (task: Task, done: boolean) => {
    try {
      await api.tasks.finishTask({ taskId: task.id, done });
      if (done) toast(words.finished, { action: { label: words.undo, run: () => void finish(task, false) } });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    state.reload();
  };
  const count = state.items?.length ?? 0;
  const list = (
    <>
      <PaneBar>
        <h1 className="flex-1 text-[15px] font-medium">{words.title}</h1>
      </PaneBar>
      <Tabs
        label={words.title}
        value={box}
        onValue={(next) => onGo(`/todos/${next}`)}
        tabs={boxes.map((b) => ({
          id: b,
          label: words.boxes[b],
          ...(b === 'awaiting' && box === 'awaiting' && count ? { count } : {}),
        }))}
      >
        {box === 'awaiting' && <AddTaskBar onAdded={state.reload} />}
        <Rows box={box} state={state} chosen={id} onDone={(task, done) => void finish(task, done)} />
      </Tabs>
    </>
  );
  const detail = id ? (
    <>
      {!desk && (
        <PaneBar>
          <Link
            href={`/todos/${box}`}
            className="-ml-2 rounded-chip"
            aria-label={words.back}
            data-tip={words.back}
          >
            <span className="tap inline-flex size-8 items-center justify-center text-text-2">
              <ArrowLeft aria-hidden className="size-5" />
            </span>
          </Link>
          <h1 className="text-[15px] font-medium">{words.title}</h1>
        </PaneBar>
      )}
      <TaskDetail
        key={id}
        taskId={id as TaskId}
        onChanged={state.reload}
        onGone={() => onGo(`/todos/${box}`, { replace: true })}
      />
    </>
  ) : (
    <Empty icon={<ListTodo />} title={words.choose} />
  );
  return <ListAndDetail list={list} detail={detail} chosen={id !== undefined} />;
}

function Rows({
  box,
  state,
  chosen,
  onDone,
}: {
  box: Box;
  state: TaskList;
  chosen: string | undefined;
  onDone: (task: Task, done: boolean) => void;
}) {
  const words = useTaskWords();
  const rows = useRef<HTMLUListElement>(null);
  const go = (e: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    const links = [...(rows.current?.querySelectorAll('a') ?? [])];
    const next = step && links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
    if (!next) return;
    e.preventDefault();
    next.focus();
  };
  if (state.error && !state.items)
    return (
      <Empty
        title={words.failed}
        text={failureText(state.error)}
        action={<Button onClick={state.reload}>{words.retry}</Button>}
      />
    );
  if (!state.items) return <RowsSkeleton rows={5} />;
  if (state.items.length === 0)
    return (
      <Empty
        icon={<Inbox />}
        title={words.none[box]}
        text={box === 'awaiting' ? words.noneText : undefined}
      />
    );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-1.5">
      <ul ref={rows} aria-label={words.boxes[box]} onKeyDown={go}>
        {state.items.map((item) => (
          <AwaitingRow
            key={keyOf(item)}
            item={item}
            box={box}
            chosen={item.kind === 'task' && item.task.id === chosen}
            onDone={onDone}
          />
        ))}
      </ul>
      {state.more && (
        <Button look="plain" className="mx-auto my-2 flex" onClick={state.more}>
          {words.more}
        </Button>
      )}
    </div>
  );
}

const keyOf = (item: Awaiting): string =>
  item.kind === 'mention'
    ? item.message.c
    : item.kind === 'approval'
      ? item.approval.id
      : item.kind === 'review'
        ? item.review.id
        : item.task.id;
