import { useEffect, useState } from 'react';
import type { Journey, JourneyStep } from '../../../../contract/src/journeys.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { share } from './compose-form.ts';
import { journeyTone } from './journey-list.tsx';
import { useJourneyWords } from './journey-words.ts';
import { Ledger } from './ledger.tsx';
import { Figure } from './preview-box.tsx';
import { useOutreachWords } from './words.ts';

const AGAIN_MS = 5_000;

/** A journey that ran: who is under way, how each step went for whom, and the brakes. */
export function JourneyView({
  journey: j,
  steps,
  onMoved,
  onEdit,
}: {
  journey: Journey;
  steps: readonly JourneyStep[];
  onMoved: () => void;
  onEdit: () => void;
}) {
  const words = useJourneyWords();
  useEffect(() => {
    const timer = setInterval(() => document.hidden || onMoved(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [onMoved]);
  const move = async (to: 'pause' | 'resume' | 'stop') => {
    if (
      to === 'stop' &&
      !(await confirm({ title: words.stopSure, text: words.stopText, action: words.stop, danger: true }))
    )
      return;
    try {
      await api.journeys.moveJourney({ journeyId: j.id, to });
      onMoved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const facts = [
    j.startedAt ? words.startedAt(fullTime(Date.parse(j.startedAt))) : '',
    words.version(j.version),
    words.by(j.madeByName),
    `${words.heldOut} ${share(j.holdOut)}`,
  ];
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={j.name}>
      <div className="mx-auto flex w-full max-w-220 flex-col gap-5 p-4 pb-8">
        <div className="flex flex-wrap items-center gap-2">
          <Tag tone={journeyTone(j.state)}>{words.states[j.state]}</Tag>
          <span className="min-w-40 flex-1 text-small text-text-3">{facts.filter(Boolean).join(' · ')}</span>
          {j.state !== 'stopped' && <Button onClick={onEdit}>{words.edit}</Button>}
          {j.state === 'running' && <Button onClick={() => void move('pause')}>{words.pause}</Button>}
          {j.state === 'paused' && (
            <Button look="solid" onClick={() => void move('resume')}>
              {words.resume}
            </Button>
          )}
          {j.state !== 'stopped' && (
            <Button look="warn" onClick={() => void move('stop')}>
              {words.stop}
            </Button>
          )}
        </div>
        {j.draft && <p className="text-dense text-text-2">{words.editing}</p>}
        <dl className="grid grid-cols-2 gap-4 rounded-box border border-line p-4 sm:grid-cols-4">
          <Figure label={words.underWay} n={j.underWay} />
          {j.ended.map((e) => (
            <Figure key={e.why} label={words.ends[e.why]} n={e.n} />
          ))}
        </dl>
        <section aria-label={words.stepFigures} className="flex flex-col gap-3">
          <h2 className="text-dense font-medium text-text-2">{words.stepFigures}</h2>
          {steps.map((step) => (
            <StepFigures key={step.broadcastId} step={step} several={j.version > 1} />
          ))}
        </section>
      </div>
    </div>
  );
}

function StepFigures({ step, several }: { step: JourneyStep; several: boolean }) {
  const words = useJourneyWords();
  const { reasons } = useOutreachWords();
  const [open, setOpen] = useState(false);
  const title = [
    ...(several ? [words.version(step.version)] : []),
    words.step(step.no + 1),
    words.dayAt(step.day, step.at),
  ].join(' · ');
  return (
    <article aria-label={title} className="flex flex-col gap-3 rounded-box border border-line p-4">
      <div className="flex items-center gap-3">
        <h3 className="min-w-0 flex-1 font-medium">{title}</h3>
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {words.ledger}
        </Button>
      </div>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {step.counts.map((c) => (
          <Figure key={c.reason} label={reasons[c.reason]} n={c.n} />
        ))}
        <Figure label={words.waiting} n={step.waiting} />
        <Figure label={words.read} n={step.read} />
      </dl>
      {open && <Ledger broadcast={{ ...step, id: step.broadcastId }} />}
    </article>
  );
}
