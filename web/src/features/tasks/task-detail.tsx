import { CheckCheck, MessageSquareShare, RotateCcw, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { TaskId } from '../../../../contract/src/ids.ts';
import type { CallOf } from '../../../../contract/src/define.ts';
import type { tasks } from '../../../../contract/src/tasks.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { onHint } from '../../lib/hints.ts';
import { usePerson, wantPeople } from '../../lib/people.ts';
import { useMe } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { PeopleField } from '../../ui/people-field.tsx';
import { Checklist } from './checklist.tsx';
import { DueField } from './due-field.tsx';
import { KeptText } from './kept-text.tsx';
import type { TaskCard } from './shapes.ts';
import { WaitsFor } from './waits-for.tsx';
import { useTaskWords } from './words.ts';

type Change = Omit<CallOf<typeof tasks.changeTask>, 'taskId'>;

/** One task: whoever made it or is to do it changes everything in place. */
export function TaskDetail({
  taskId,
  onChanged,
  onGone,
}: {
  taskId: TaskId;
  onChanged: () => void;
  onGone: () => void;
}) {
  const words = useTaskWords();
  const { data, error, reload } = useLoaded(taskId, (signal) => api.tasks.getTask({ taskId }, { signal }));
  useEffect(() => onHint('tasks', reload), [reload]);
  if (!data)
    return error ? (
      <Empty
        title={words.failed}
        text={failureText(error)}
        action={<Button onClick={reload}>{words.retry}</Button>}
      />
    ) : (
      <RowsSkeleton rows={6} />
    );
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
    reload();
    onChanged();
  };
  const drop = async () => {
    const sure = await confirm({
      title: words.dropSure(data.title),
      text: words.dropText,
      action: words.drop,
      danger: true,
    });
    if (sure) await attempt(async () => (await api.tasks.dropTask({ taskId }), onGone()));
  };
  return (
    <Shown
      task={data}
      onChange={(change) => void attempt(() => api.tasks.changeTask({ taskId, ...change }))}
      onTick={(itemId, done) => void attempt(() => api.tasks.tickItem({ taskId, itemId, done }))}
      onFinish={(done) => void attempt(() => api.tasks.finishTask({ taskId, done }))}
      onDrop={() => void drop()}
    />
  );
}

function Shown({
  task,
  onChange,
  onTick,
  onFinish,
  onDrop,
}: {
  task: TaskCard;
  onChange: (change: Change) => void;
  onTick: (itemId: string, done: boolean) => void;
  onFinish: (done: boolean) => void;
  onDrop: () => void;
}) {
  const words = useTaskWords();
  const me = useMe().member.id;
  const mine = task.createdBy === me || task.assignee === me;
  const done = task.doneAt !== null;
  const maker = usePerson(task.createdBy)?.name ?? '…';
  const finisher = usePerson(task.doneBy ?? '')?.name ?? '…';
  useEffect(() => wantPeople([task.createdBy, ...(task.doneBy ? [task.doneBy] : [])]), [task]);
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={task.title}>
        <div className="mx-auto flex w-full max-w-160 flex-col gap-5 px-5 py-5">
          {!mine && <p className="text-small text-text-3">{words.onlyLook}</p>}
          <Field label={words.name}>
            <KeptText
              value={task.title}
              most={500}
              needed
              onValue={mine ? (title) => onChange({ title }) : undefined}
            />
          </Field>
          <div className="flex flex-col gap-2">
            <PeopleField
              label={words.assignee}
              value={[task.assignee]}
              max={1}
              onValue={mine ? ([assignee]) => assignee && onChange({ assignee }) : undefined}
            />
            <PeopleField
              label={words.watchers}
              value={task.watchers}
              max={50}
              onValue={mine ? (watchers) => onChange({ watchers }) : undefined}
            />
            <DueField task={task} onChange={mine ? onChange : undefined} />
          </div>
          <Field label={words.note}>
            <KeptText
              value={task.note}
              most={10_000}
              long
              placeholder={words.noteHint}
              onValue={mine ? (note) => onChange({ note }) : undefined}
            />
          </Field>
          <Checklist
            items={task.checklist}
            onTick={mine ? onTick : undefined}
            onItems={mine ? (checklist) => onChange({ checklist }) : undefined}
          />
          <WaitsFor task={task} onValue={mine ? (waitsFor) => onChange({ waitsFor }) : undefined} />
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-text-3">
            <span>{words.maker(maker, when(Date.parse(task.createdAt)))}</span>
            {task.doneAt && <span>{words.doneBy(finisher, when(Date.parse(task.doneAt)))}</span>}
            {task.chatId && (
              <Link
                href={`/chats/${task.chatId}${task.seq ? `?at=${task.seq}` : ''}`}
                className="inline-flex items-center gap-1 rounded-chip text-accent hover:underline"
              >
                <MessageSquareShare aria-hidden className="size-3.5" />
                {words.fromChat}
              </Link>
            )}
          </p>
        </div>
      </div>
      {mine && (
        <footer className="flex shrink-0 items-center gap-2 border-t border-line px-5 py-3 pb-[max(12px,var(--safe-bottom))]">
          {task.createdBy === me && (
            <Button look="plain" icon={<Trash2 aria-hidden className="size-4" />} onClick={onDrop}>
              {words.drop}
            </Button>
          )}
          <span className="flex-1" />
          <Button
            look={done ? 'outline' : 'solid'}
            icon={
              done ? (
                <RotateCcw aria-hidden className="size-4" />
              ) : (
                <CheckCheck aria-hidden className="size-4" />
              )
            }
            onClick={() => onFinish(!done)}
          >
            {done ? words.reopen : words.complete}
          </Button>
        </footer>
      )}
    </>
  );
}
