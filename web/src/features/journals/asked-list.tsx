import { NotebookPen } from 'lucide-react';
import { Link } from 'wouter';
import { when } from '../../lib/format.ts';
import { Empty, Tag } from '../../ui/bits.tsx';
import { cx } from '../../ui/cx.ts';
import { said } from '../../ui/form/label-of.ts';
import { cycleText } from './cycle-text.ts';
import type { Asked } from './shapes.ts';
import { StateTag } from './state-tag.tsx';
import { useJournalWords } from './words.ts';

/** What I am asked to report, one line for each running cycle. */
export function AskedList({ asked, chosen }: { asked: readonly Asked[]; chosen: string | undefined }) {
  const words = useJournalWords();
  if (asked.length === 0)
    return <Empty icon={<NotebookPen />} title={words.noAsked} text={words.noAskedText} />;
  return (
    <ul aria-label={words.views.write} className="min-h-0 flex-1 overflow-y-auto p-1.5">
      {asked.map((a) => (
        <li key={a.cycle.id}>
          <Link
            href={`/journals/write/${a.cycle.id}`}
            aria-current={a.cycle.id === chosen ? 'page' : undefined}
            className={cx(
              'flex flex-col gap-1 rounded-box px-3 py-2.5 hover:bg-hover',
              a.cycle.id === chosen && 'bg-selected',
            )}
          >
            <span className="flex items-center gap-2">
              <span className="min-w-0 flex-1 truncate text-body font-medium text-text">
                {said(a.name, a.en)}
              </span>
              {a.draft ? <Tag>{words.draft}</Tag> : <StateTag state={a.state} />}
            </span>
            <span className="flex flex-wrap justify-between gap-x-3 text-small text-text-2">
              <span>{cycleText(a.cycle)}</span>
              <span className="tabular">{words.due(when(Date.parse(a.cycle.dueAt)))}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
