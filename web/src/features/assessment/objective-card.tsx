import { useState } from 'react';
import { Link } from 'wouter';
import type { ObjectiveId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { AlignDialog } from './align-dialog.tsx';
import { CheckIn } from './check-in.tsx';
import { ObjectiveDialog } from './objective-dialog.tsx';
import { Name } from './person.tsx';
import { type Card, share } from './shapes.ts';
import { Waiting } from './waiting.tsx';
import { useAssessmentWords } from './words.ts';

/** One objective: how far its key results are, what it serves, and how it went on. */
export function ObjectiveCard({ objectiveId, onGone }: { objectiveId: ObjectiveId; onGone: () => void }) {
  const loaded = useLoaded(objectiveId, async (signal) => {
    const card = await api.objectives.getObjective({ objectiveId }, { signal });
    wantPeople([card.ownerId, ...card.serves.map((o) => o.ownerId), ...card.servedBy.map((o) => o.ownerId)]);
    return card;
  });
  return (
    <Waiting loaded={loaded}>
      {(card) => <Shown card={card} onChanged={loaded.reload} onGone={onGone} />}
    </Waiting>
  );
}

function Shown({ card: o, onChanged, onGone }: { card: Card; onChanged: () => void; onGone: () => void }) {
  const words = useAssessmentWords();
  const [open, setOpen] = useState<'change' | 'align' | null>(null);
  const drop = async () => {
    if (!(await confirm({ title: words.dropSure, text: words.dropText, action: words.drop, danger: true })))
      return;
    try {
      await api.objectives.dropObjective({ objectiveId: o.id });
      onGone();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const done = () => {
    setOpen(null);
    onChanged();
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={o.title}>
      <div className="mx-auto flex w-full max-w-180 flex-col gap-5 p-4 pb-8">
        <header className="flex flex-col gap-1">
          <h2 className="text-[17px] font-medium">{o.title}</h2>
          <p className="text-small text-text-3">
            <Name id={o.ownerId} /> · {o.from} – {o.to} · {words.visibilities[o.visibility]}
          </p>
          <p className="tabular text-[20px] font-medium">{words.progress(o.progress)}</p>
        </header>
        <ul aria-label={words.results} className="flex flex-col gap-3">
          {o.results.map((r) => (
            <li key={r.id} className="flex flex-col gap-1.5 rounded-box border border-line p-3">
              <span className="flex flex-wrap items-center gap-2">
                <span className="min-w-0 flex-1">{r.title}</span>
                <span className="text-small text-text-3">{words.weight(share(r.weightBp))}</span>
              </span>
              <progress
                className="h-2 w-full appearance-none overflow-hidden rounded-full bg-hover accent-accent [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-accent"
                value={r.progress}
                max={100}
                aria-label={words.progress(r.progress)}
              />
              {o.mayChange && <CheckIn objectiveId={o.id} result={r} onDone={onChanged} />}
            </li>
          ))}
        </ul>
        <section aria-label={words.serves} className="flex flex-col gap-1.5">
          <h3 className="text-dense font-medium text-text-2">{words.serves}</h3>
          {o.serves.length === 0 && <p className="text-text-3">{words.servesNone}</p>}
          <Others list={o.serves} />
        </section>
        {o.servedBy.length > 0 && (
          <section aria-label={words.servedBy} className="flex flex-col gap-1.5">
            <h3 className="text-dense font-medium text-text-2">{words.servedBy}</h3>
            <Others list={o.servedBy} />
          </section>
        )}
        {o.mayChange && (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setOpen('change')}>{words.changeObjective}</Button>
            <Button onClick={() => setOpen('align')}>{words.align}</Button>
            <Button look="warn" onClick={() => void drop()}>
              {words.drop}
            </Button>
          </div>
        )}
        {o.checkIns.length > 0 && (
          <section aria-label={words.history} className="flex flex-col gap-1.5">
            <h3 className="text-dense font-medium text-text-2">{words.history}</h3>
            <ul className="text-dense">
              {o.checkIns.map((c) => (
                <li key={`${c.resultId} ${c.at}`} className="flex gap-2 py-1">
                  <span className="tabular shrink-0">
                    {c.before}% → {c.after}%
                  </span>
                  <span className="min-w-0 flex-1 wrap-anywhere">
                    {[o.results.find((r) => r.id === c.resultId)?.title, c.note].filter(Boolean).join('：')}
                  </span>
                  <span className="tabular shrink-0 text-tiny text-text-3">{when(Date.parse(c.at))}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {open === 'change' && <ObjectiveDialog card={o} onClose={() => setOpen(null)} onSaved={done} />}
      {open === 'align' && <AlignDialog card={o} onClose={() => setOpen(null)} onSaved={done} />}
    </div>
  );
}

function Others({ list }: { list: readonly { id: string; ownerId: string; title: string }[] }) {
  return (
    <ul>
      {list.map((o) => (
        <li key={o.id}>
          <Link href={`/assessment/objectives/${o.id}`} className="text-accent">
            {o.title}
          </Link>{' '}
          <span className="text-text-3">
            <Name id={o.ownerId} />
          </span>
        </li>
      ))}
    </ul>
  );
}
