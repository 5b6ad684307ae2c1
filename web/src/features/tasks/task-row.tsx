import { AtSign, CalendarClock, ClipboardCheck, ListChecks, LockKeyhole, Target } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { when } from '../../lib/format.ts';
import { locale } from '../../lib/locale.ts';
import { usePerson } from '../../lib/people.ts';
import { useMe } from '../../lib/session.ts';
import { Tag } from '../../ui/bits.tsx';
import { cx } from '../../ui/cx.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import type { Awaiting, Box, Task } from './shapes.ts';
import { useTaskWords } from './words.ts';

const row =
  'flex min-w-0 flex-1 flex-col gap-0.5 rounded-box px-2 py-2 outline-offset-[-2px] hover:bg-hover aria-[current=true]:bg-selected';

/** One thing of the list: a task with its box to tick, a request, or a message that calls me. */
export function AwaitingRow({
  item,
  box,
  chosen,
  onDone,
}: {
  item: Awaiting;
  box: Box;
  chosen: boolean;
  onDone: (task: Task, done: boolean) => void;
}) {
  const words = useTaskWords();
  if (item.kind === 'task')
    return (
      <li className="flex items-start gap-1 pl-2">
        <Checkbox
          className="mt-3"
          aria-label={words.finish(item.task.title)}
          checked={item.task.doneAt !== null}
          disabled={box === 'watched'}
          onChecked={(done) => onDone(item.task, done)}
        />
        <Link href={`/todos/${box}/${item.task.id}`} aria-current={chosen} className={row}>
          <TaskLines task={item.task} />
        </Link>
      </li>
    );
  if (item.kind === 'approval') {
    const { id, title, titleEn } = item.approval;
    return (
      <Other icon={<ClipboardCheck />} to={`/approvals/todo/${id}`} tag={words.approval} at={item.at}>
        <Name id={item.approval.applicantId} /> · {(locale() === 'en' && titleEn) || title}
      </Other>
    );
  }
  if (item.kind === 'review') {
    const { id, cycle, revieweeId } = item.review;
    return (
      <Other icon={<Target />} to={`/assessment/forms/${id}`} tag={words.review} at={item.at}>
        <Name id={revieweeId} /> · {(locale() === 'en' && cycle.en) || cycle.name}
      </Other>
    );
  }
  const { c, s, u, b } = item.message;
  return (
    <Other icon={<AtSign />} to={`/chats/${c}?at=${s}`} tag={words.mentionIn(item.title)} at={item.at}>
      <Name id={u} />
      {typeof b['text'] === 'string' ? `：${b['text'].slice(0, 200)}` : ''}
    </Other>
  );
}

function Name({ id }: { id: string }) {
  return usePerson(id)?.name ?? '…';
}

function Other({
  icon,
  to,
  tag,
  at,
  children,
}: {
  icon: ReactNode;
  to: string;
  tag: string;
  at: string;
  children: ReactNode;
}) {
  return (
    <li className="flex items-start gap-1 pl-2">
      <span aria-hidden className="mt-3 inline-flex size-[18px] justify-center text-text-3 [&>svg]:size-4">
        {icon}
      </span>
      <Link href={to} className={row}>
        <span className="truncate">{children}</span>
        <span className="flex items-center gap-2 text-small text-text-3">
          <span className="min-w-0 flex-1 truncate">{tag}</span>
          <time className="tabular shrink-0 text-tiny">{when(Date.parse(at))}</time>
        </span>
      </Link>
    </li>
  );
}

function TaskLines({ task }: { task: Task }) {
  const words = useTaskWords();
  const me = useMe().member.id;
  const [now] = useState(() => Date.now());
  const maker = usePerson(task.createdBy)?.name ?? '…';
  const doer = usePerson(task.assignee)?.name ?? '…';
  const dueAt = task.dueAt ? Date.parse(task.dueAt) : null;
  const open = task.doneAt === null;
  return (
    <>
      <span className={cx('wrap-anywhere', !open && 'text-text-3 line-through')}>{task.title}</span>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-small text-text-3">
        {task.assignee !== me && <span>{words.to(doer)}</span>}
        {task.createdBy !== me && <span>{words.from(maker)}</span>}
        {dueAt !== null && (
          <span className="inline-flex items-center gap-1">
            <CalendarClock aria-hidden className="size-3.5" />
            {words.dueAt(when(dueAt))}
            {open && dueAt < now && <Tag tone="danger">{words.late}</Tag>}
          </span>
        )}
        {task.items > 0 && (
          <span className="tabular inline-flex items-center gap-1">
            <ListChecks aria-hidden className="size-3.5" />
            {words.items(task.ticked, task.items)}
          </span>
        )}
        {open && task.blocked > 0 && (
          <span className="inline-flex items-center gap-1">
            <LockKeyhole aria-hidden className="size-3.5" />
            {words.blocked(task.blocked)}
          </span>
        )}
      </span>
    </>
  );
}
