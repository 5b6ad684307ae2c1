import type { OutputOf } from '../../../../contract/src/define.ts';
import type { Broadcast, outreach } from '../../../../contract/src/outreach.ts';
import { api } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { useOutreachWords } from './words.ts';

type Result = OutputOf<typeof outreach.getResult>;
type Verdict = NonNullable<Result['verdict']>;
type Words = ReturnType<typeof useOutreachWords>;

/** What it brought: the two groups that chance drew, in the only words that such a comparison allows. */
export function ResultBox({ broadcast: b }: { broadcast: Broadcast }) {
  const words = useOutreachWords();
  const loaded = useLoaded(`${b.id} ${b.state}`, () => api.outreach.getResult({ broadcastId: b.id }));
  const r = loaded.data;
  if (!r) return null;
  const next = r.nextLookAt && fullTime(Date.parse(r.nextLookAt));
  return (
    <section aria-label={words.results} className="flex flex-col gap-1.5 rounded-box border border-line p-4">
      <h2 className="text-dense font-medium text-text-2">
        {words.results} · {words.outcomes[r.outcome]}
      </h2>
      {b.holdOut === 0 ? (
        <p>{words.noHoldOut}</p>
      ) : !r.verdict ? (
        <p>
          {words.tooEarly}
          {next && <span className="text-text-3"> · {words.firstLook(next)}</span>}
        </p>
      ) : (
        <>
          <Said verdict={r.verdict} words={words} />
          <p className="text-small text-text-3">
            {words.lookedAt(r.looksTaken, r.looksPlanned, fullTime(Date.parse(r.lookedAt!)))}
            {' · '}
            {next ? words.nextLook(next) : words.lastLook}
          </p>
        </>
      )}
      <p className="text-small text-text-3">{words.resultsText}</p>
    </section>
  );
}

function Said({ verdict: v, words }: { verdict: Verdict; words: Words }) {
  if (v.kind === 'pooledOnly') return <p>{words.pooledOnly(v.needed)}</p>;
  if (v.kind === 'hidden')
    return (
      <p>
        {words.hidden}
        <span className="text-text-3"> · {v.causes.map((c) => words.causes[c]).join(' · ')}</span>
      </p>
    );
  const { difference, incremental } = v;
  return (
    <>
      <p className="text-[17px] font-medium">
        {v.kind === 'effect'
          ? words.effect
          : v.kind === 'noEffectLargerThan'
            ? words.noEffect(`${points(v.x)}%`)
            : words.tooSmall}
        {v.kind === 'tooSmall' && (
          <span className="text-body font-normal text-text-3">
            {' '}
            · {words.needed(v.needed.toLocaleString())}
          </span>
        )}
      </p>
      <p className="tabular text-dense text-text-2">
        {words.points(points(difference.at), points(difference.lo), points(difference.hi))}
        {v.kind === 'effect' && (
          <> · {words.effectMore(whole(incremental.at), whole(incremental.lo), whole(incremental.hi))}</>
        )}
      </p>
    </>
  );
}

const points = (share: number): string => (share * 100).toFixed(1);
const whole = (n: number): string => Math.round(n).toLocaleString();
