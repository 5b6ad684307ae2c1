import { ChartNoAxesColumn } from 'lucide-react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { JournalCycleId, JournalTemplateId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { cx } from '../../ui/cx.ts';
import { said } from '../../ui/form/label-of.ts';
import { Select } from '../../ui/input.tsx';
import { cycleText } from './cycle-text.ts';
import { Name, Person } from './person.tsx';
import type { State } from './shapes.ts';
import { StateTag } from './state-tag.tsx';
import { useJournalWords } from './words.ts';

/** The templates whose journals reach me or whom I manage, and the cycles of the chosen one. */
export function CycleList({
  templateId,
  onTemplate,
  chosen,
}: {
  templateId: JournalTemplateId | null;
  onTemplate: (id: JournalTemplateId) => void;
  chosen: string | undefined;
}) {
  const words = useJournalWords();
  const { data, error } = useLoaded(`cycles ${templateId}`, (signal) =>
    api.journals.listJournalCycles(templateId ? { templateId } : {}, { signal }),
  );
  const first = data?.templates[0]?.id;
  useEffect(() => {
    if (!templateId && first) onTemplate(first);
  }, [templateId, first, onTemplate]);
  if (error && !data) return <Empty title={words.failed} text={failureText(error)} />;
  if (!data) return <RowsSkeleton rows={5} />;
  if (data.templates.length === 0)
    return <Empty icon={<ChartNoAxesColumn />} title={words.noStats} text={words.noStatsText} />;
  return (
    <>
      <div className="px-3 pt-3">
        <Select
          aria-label={words.template}
          value={templateId ?? ''}
          onChange={(e) => onTemplate(e.target.value as JournalTemplateId)}
          options={data.templates.map((t) => ({ value: t.id, label: said(t.name, t.en) }))}
        />
      </div>
      {templateId && data.cycles.length === 0 && <Empty title={words.noCycles} />}
      <ul aria-label={words.views.stats} className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {data.cycles.map((c) => (
          <li key={c.id}>
            <Link
              href={`/journals/stats/${c.id}`}
              aria-current={c.id === chosen ? 'page' : undefined}
              className={cx(
                'flex flex-wrap items-center justify-between gap-x-3 rounded-box px-3 py-2.5 hover:bg-hover',
                c.id === chosen && 'bg-selected',
              )}
            >
              <span className="text-body text-text">{cycleText(c)}</span>
              <span className="tabular text-small text-text-3">{words.due(when(Date.parse(c.dueAt)))}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

const order: readonly State[] = ['missing', 'pending', 'late', 'reported', 'excused'];

/** Who has reported, by state; those who are not mine to see only as numbers. */
export function CycleStats({ cycleId }: { cycleId: JournalCycleId }) {
  const words = useJournalWords();
  const { data, error } = useLoaded(cycleId, async (signal) => {
    const stats = await api.journals.getJournalCycle({ cycleId }, { signal });
    wantPeople(stats.people.map((p) => p.memberId));
    return stats;
  });
  if (error && !data) return <Empty title={words.failed} text={failureText(error)} />;
  if (!data) return <RowsSkeleton rows={6} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.views.stats}>
      <div className="mx-auto flex w-full max-w-180 flex-col gap-6 px-5 py-5">
        <header>
          <h2 className="text-title font-medium">{cycleText(data.cycle)}</h2>
          <p className="mt-1 text-dense text-text-2">{words.due(when(Date.parse(data.cycle.dueAt)))}</p>
        </header>
        {data.people.length === 0 && <p className="text-dense text-text-3">{words.nobody}</p>}
        {order.map((state) => {
          const people = data.people.filter((p) => p.state === state);
          if (people.length === 0) return null;
          return (
            <section key={state} aria-label={words.states[state]}>
              <h3 className="mb-2 flex items-center gap-2 text-dense text-text-2">
                <StateTag state={state} /> {words.people(people.length)}
              </h3>
              <ul className="grid gap-1 desk:grid-cols-2">
                {people.map((p) => (
                  <li key={p.memberId} className="flex items-center gap-2.5 rounded-box bg-sunken px-3 py-2">
                    <Person id={p.memberId} size={28} />
                    <span className="min-w-0 flex-1 truncate text-body">
                      <Name id={p.memberId} />
                    </span>
                    {p.submittedAt && (
                      <span className="tabular text-small text-text-3">
                        {when(Date.parse(p.submittedAt))}
                      </span>
                    )}
                    {p.journalId && (
                      <Link
                        href={`/journals/received/${p.journalId}`}
                        className="text-dense text-accent hover:underline"
                      >
                        {words.read}
                      </Link>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {data.others && (
          <section aria-label={words.others} className="border-t border-line pt-4">
            <h3 className="text-body font-medium">{words.others}</h3>
            <p className="mt-0.5 mb-3 text-small text-text-3">{words.othersHint}</p>
            <dl className="grid grid-cols-3 gap-2 desk:grid-cols-5">
              {order.map((state) => (
                <div key={state} className="rounded-box bg-sunken px-3 py-2">
                  <dt className="text-small text-text-2">{words.states[state]}</dt>
                  <dd className="tabular text-body">{data.others![state] ?? words.few}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
      </div>
    </div>
  );
}
