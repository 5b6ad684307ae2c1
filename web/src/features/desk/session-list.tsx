import { Link } from 'wouter';
import type { DeskSession } from '../../../../contract/src/desk-shapes.ts';
import { when } from '../../lib/format.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge, Tag } from '../../ui/bits.tsx';
import { cx } from '../../ui/cx.ts';
import { PromiseClock } from './promise-clock.tsx';
import { useDeskWords } from './words.ts';

export function SessionList({
  sessions,
  here,
}: {
  sessions: readonly DeskSession[];
  here: string | undefined;
}) {
  const words = useDeskWords();
  return (
    <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-4" tabIndex={0} aria-label={words.title}>
      {sessions.map((s) => (
        <li key={s.id}>
          <Link
            href={`/desk/${s.id}`}
            aria-current={s.id === here ? 'true' : undefined}
            className={cx(
              'flex items-center gap-3 rounded-box px-2.5 py-2',
              s.id === here ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            <Avatar id={s.customerId} name={s.customerName} size={40} />
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-2">
                <span className="truncate font-medium">{s.customerName}</span>
                <time className="tabular ml-auto shrink-0 text-tiny text-text-3" dateTime={s.openedAt}>
                  {when(Date.parse(s.openedAt))}
                </time>
              </span>
              <span className="flex items-center gap-2 text-small text-text-3">
                <span className="min-w-0 flex-1 truncate">{s.preview || s.deskName}</span>
                <Badge n={s.unread} />
              </span>
              <span className="mt-0.5 flex flex-wrap gap-1">
                <Tag>{s.memberName || words.states[s.state]}</Tag>
                {s.skill && <Tag tone="accent">{s.skill}</Tag>}
                <PromiseClock session={s} />
                {s.rating !== null && <Tag>{words.stars(s.rating)}</Tag>}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
