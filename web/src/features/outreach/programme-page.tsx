import type { OutputOf } from '../../../../contract/src/define.ts';
import type { Programme, programme } from '../../../../contract/src/programme.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Field } from '../../ui/field.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { share } from './compose-form.ts';
import { HoldOutSlider } from './hold-out-slider.tsx';
import { points, Said } from './said.tsx';
import { useOutreachWords } from './words.ts';

type Answer = OutputOf<typeof programme.getProgramme>;

/** What all marketing together brought: who is kept from it for 90 days, and finished broadcasts as one. */
export function ProgrammePage() {
  const words = useOutreachWords();
  const loaded = useLoaded('programme', () => api.programme.getProgramme({}));
  if (loaded.error) return <Empty title={failureText(loaded.error)} />;
  const answer = loaded.data;
  if (!answer) return <RowsSkeleton rows={6} />;
  const running = answer.programmes.find((p) => !p.endedAt);
  const past = answer.programmes.filter((p) => p.endedAt);
  return (
    <div className="flex w-full max-w-220 flex-col gap-5 p-4 pb-8">
      <p className="text-dense text-text-2">{words.programme.text}</p>
      <Settings answer={answer} running={running !== undefined} onChanged={loaded.reload} />
      {running && <One title={words.programme.current} programme={running} />}
      {past.map((p) => (
        <One key={p.id} title={words.programme.past} programme={p} />
      ))}
      <Together answer={answer} />
    </div>
  );
}

function Settings({
  answer: { settings, begins },
  running,
  onChanged,
}: {
  answer: Answer;
  running: boolean;
  onChanged: () => void;
}) {
  const { programme: words, holdOutShare } = useOutreachWords();
  const save = async (part: Partial<Answer['settings']>) => {
    if (
      part.on === false &&
      running &&
      !(await confirm({ title: words.offSure, text: words.offText, action: words.off, danger: true }))
    )
      return;
    try {
      await api.programme.setProgramme({ ...settings, ...part });
      onChanged();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <Checkbox checked={settings.on} onChecked={(on) => void save({ on })}>
        {words.on}
      </Checkbox>
      {settings.on && !running && (
        <p className="text-dense text-text-2">{words.begins(begins.customers, begins.needed)}</p>
      )}
      {settings.on && (
        <Field label={words.share}>
          <div className="flex flex-wrap items-center gap-3">
            <HoldOutSlider
              value={settings.holdOut}
              onValue={(holdOut) => void save({ holdOut: Math.max(500, holdOut) })}
              text={holdOutShare(share(settings.holdOut))}
            />
            <output className="tabular text-dense">{share(settings.holdOut)}</output>
          </div>
        </Field>
      )}
    </div>
  );
}

const day = (iso: string): string => fullTime(Date.parse(iso));

function One({ title, programme: p }: { title: string; programme: Programme }) {
  const words = useOutreachWords();
  const mine = words.programme;
  const { optOuts } = p;
  return (
    <section aria-label={title} className="flex flex-col gap-1.5 rounded-box border border-line p-4">
      <h2 className="text-dense font-medium text-text-2">
        {title} · {mine.outcome}
      </h2>
      <p className="text-small text-text-3">
        {mine.span(day(p.startedAt), day(p.endedAt ?? p.endsAt))}
        {p.endedAt && p.looksTaken < p.looksPlanned && ` · ${mine.early}`}
      </p>
      {p.verdict ? (
        <Said verdict={p.verdict} words={words} />
      ) : (
        <p>
          {words.tooEarly}
          <span className="text-text-3">
            {' · '}
            {p.nextLookAt ? words.firstLook(day(p.nextLookAt)) : mine.notYet}
          </span>
        </p>
      )}
      {optOuts && (
        <p className="tabular text-dense text-text-2">
          {mine.optOuts(
            points(optOuts.difference.at),
            points(optOuts.difference.lo),
            points(optOuts.difference.hi),
          )}
          {optOuts.shown && <span className="text-danger"> · {mine.optOutsShown}</span>}
        </p>
      )}
      <p className="tabular text-small text-text-3">
        {mine.size(p.assigned.served.toLocaleString(), p.assigned.heldOut.toLocaleString())} ·{' '}
        {p.sizesFit ? mine.fits : mine.unfit}
      </p>
      {p.lookedAt && (
        <p className="text-small text-text-3">
          {words.lookedAt(p.looksTaken, p.looksPlanned, day(p.lookedAt))}
          {' · '}
          {p.nextLookAt ? words.nextLook(day(p.nextLookAt)) : words.lastLook}
        </p>
      )}
      <p className="text-small text-text-3">{words.resultsText}</p>
    </section>
  );
}

function Together({ answer: { pooled, broadcasts } }: { answer: Answer }) {
  const words = useOutreachWords();
  const mine = words.programme;
  return (
    <section aria-label={mine.pooled} className="flex flex-col gap-4 rounded-box border border-line p-4">
      <h2 className="text-dense font-medium text-text-2">{mine.pooled}</h2>
      <p className="text-small text-text-3">{pooled.length === 0 ? mine.pooledNone : mine.pooledText}</p>
      {pooled.map((p) => (
        <div key={p.outcome} className="flex flex-col gap-1.5">
          <h3 className="text-dense text-text-2">
            {words.outcomes[p.outcome]} · {mine.pooledSize(p.broadcasts, p.people.toLocaleString())}
          </h3>
          <Said verdict={p.verdict} words={words} />
        </div>
      ))}
      {broadcasts.length > 0 && (
        <>
          <h3 className="text-dense text-text-2">{mine.each}</h3>
          <ul className="flex flex-col text-dense">
            {broadcasts.map((b) => (
              <li
                key={b.broadcastId}
                className="flex flex-wrap items-center gap-x-3 border-t border-line py-1.5"
              >
                <a href={`/outreach/${b.broadcastId}`} className="min-w-0 flex-1 truncate text-accent">
                  {b.name}
                </a>
                <span className="text-text-3">{mine.people(b.people.toLocaleString())}</span>
                <span className="tabular">
                  {'difference' in b.verdict
                    ? words.points(
                        points(b.verdict.difference.at),
                        points(b.verdict.difference.lo),
                        points(b.verdict.difference.hi),
                      )
                    : '–'}
                </span>
                {b.proved && <Tag tone="accent">{mine.proved}</Tag>}
              </li>
            ))}
          </ul>
          <p className="text-small text-text-3">{mine.provedText}</p>
        </>
      )}
    </section>
  );
}
