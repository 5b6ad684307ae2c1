import { useState } from 'react';
import type { CapExperiment } from '../../../../contract/src/cap-experiments.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { points } from './said.tsx';
import { useOutreachWords } from './words.ts';

/** Finding out how often is best, by chance, and what was found. */
export function CapExperiments() {
  const words = useOutreachWords().experiments;
  const loaded = useLoaded('experiments', () => api.capExperiments.listCapExperiments({}));
  const list = loaded.data?.experiments ?? [];
  const attempt = async (run: () => Promise<unknown>) => {
    try {
      await run();
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <section aria-label={words.title} className="flex flex-col gap-3 border-t border-line pt-5">
      <h2 className="text-[15px] font-medium">{words.title}</h2>
      <p className="text-dense text-text-2">{words.text}</p>
      {loaded.data && !list.some((x) => !x.endedAt) && (
        <Start onStart={(input) => void attempt(() => api.capExperiments.startCapExperiment(input))} />
      )}
      {list.map((x) => (
        <One
          key={x.id}
          experiment={x}
          onEnd={() => void attempt(() => api.capExperiments.endCapExperiment({ experimentId: x.id }))}
        />
      ))}
    </section>
  );
}

type Wanted = Pick<CapExperiment, 'weeks' | 'outcome' | 'optOutLimit'> & { reason: string };

function Start({ onStart }: { onStart: (wanted: Wanted) => void }) {
  const { experiments: words, outcomes: names } = useOutreachWords();
  const [wanted, setWanted] = useState<Wanted>({ weeks: 8, outcome: 'order', optOutLimit: 0.05, reason: '' });
  const change = (part: Partial<Wanted>) => setWanted((w) => ({ ...w, ...part }));
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(e) => {
        e.preventDefault();
        onStart(wanted);
      }}
    >
      <div className="flex flex-wrap gap-4">
        <Field label={words.weeks} className="w-40">
          <Input
            type="number"
            min={8}
            max={12}
            value={wanted.weeks}
            onChange={(e) => change({ weeks: Number(e.target.value) })}
          />
        </Field>
        <Field label={words.outcome} className="w-48">
          <Select
            options={(['reply', 'visit', 'order'] as const).map((value) => ({ value, label: names[value] }))}
            value={wanted.outcome}
            onChange={(e) => change({ outcome: e.target.value as Wanted['outcome'] })}
          />
        </Field>
        <Field label={words.limit} className="w-48">
          <Input
            type="number"
            min={0.1}
            max={50}
            step={0.1}
            value={wanted.optOutLimit * 100}
            onChange={(e) => change({ optOutLimit: Number(e.target.value) / 100 })}
          />
        </Field>
      </div>
      <Field label={words.reason}>
        <Input value={wanted.reason} maxLength={500} onChange={(e) => change({ reason: e.target.value })} />
      </Field>
      <Button type="submit" className="self-start">
        {words.start}
      </Button>
    </form>
  );
}

function One({ experiment: x, onEnd }: { experiment: CapExperiment; onEnd: () => void }) {
  const { experiments: words, outcomes: names } = useOutreachWords();
  const end = async () => {
    if (await confirm({ title: words.endSure, text: words.endText, action: words.end, danger: true }))
      onEnd();
  };
  return (
    <article className="flex flex-col gap-2 rounded-box border border-line p-4 text-dense">
      <div className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 flex-1">
          {names[x.outcome]} · {words.people(x.people)} ·{' '}
          {words.until(fullTime(Date.parse(x.endedAt ?? x.endsAt)))}
        </span>
        {!x.endedAt && (
          <Button look="warn" onClick={() => void end()}>
            {words.end}
          </Button>
        )}
      </div>
      {!x.endedAt ? (
        <p className="text-text-3">{words.underway}</p>
      ) : !x.finding ? (
        <p className="text-text-3">{words.noFinding}</p>
      ) : (
        <>
          <p className="text-[15px] font-medium">
            {x.finding.cap === null ? words.noCap : words.best(x.finding.cap)}
          </p>
          <ul>
            {x.finding.arms.map((a) => (
              <li key={a.cap} className="tabular border-t border-line py-1.5">
                {words.arm(a.cap, a.people, a.perPerson.toFixed(2), points(a.optOut.at), points(a.optOut.hi))}
                {!a.withinLimit && <span className="text-danger"> · {words.overLimit}</span>}
                {a.belowBest && <span className="text-text-3"> · {words.below}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}
