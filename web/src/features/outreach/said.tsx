import type { OutputOf } from '../../../../contract/src/define.ts';
import type { outreach } from '../../../../contract/src/outreach.ts';
import type { PooledVerdict } from '../../../../contract/src/programme.ts';
import { IntervalBar } from './interval-bar.tsx';
import type { useOutreachWords } from './words.ts';

type Verdict = NonNullable<OutputOf<typeof outreach.getResult>['verdict']>;
type Words = ReturnType<typeof useOutreachWords>;

/** The only words that a comparison allows: an effect, none larger than so much, or too small to tell; and the interval. */
export function Said({ verdict: v, words }: { verdict: Verdict | PooledVerdict; words: Words }) {
  if (v.kind === 'pooledOnly') return <p>{words.pooledOnly(v.needed)}</p>;
  if (v.kind === 'hidden')
    return (
      <p>
        {words.hidden}
        <span className="text-text-3"> · {v.causes.map((c) => words.causes[c]).join(' · ')}</span>
      </p>
    );
  const headline =
    v.kind === 'effect'
      ? words.effect
      : v.kind === 'noEffectLargerThan'
        ? words.noEffect(`${points(v.x)}%`)
        : words.tooSmall;
  const needed = 'needed' in v && (
    <span className="text-body font-normal text-text-3"> · {words.needed(v.needed.toLocaleString())}</span>
  );
  const measured = 'difference' in v ? v : null;
  const difference =
    measured &&
    words.points(
      points(measured.difference.at),
      points(measured.difference.lo),
      points(measured.difference.hi),
    );
  return (
    <>
      <p className="text-[17px] font-medium">
        {headline}
        {needed}
      </p>
      {measured && difference && (
        <>
          <IntervalBar
            estimate={measured.difference}
            text={`${headline} · ${difference}`}
            plain={v.kind !== 'effect'}
          />
          <p className="tabular text-dense text-text-2">
            {difference}
            {v.kind === 'effect' && (
              <>
                {' · '}
                {words.effectMore(
                  whole(measured.incremental.at),
                  whole(measured.incremental.lo),
                  whole(measured.incremental.hi),
                )}
              </>
            )}
          </p>
        </>
      )}
    </>
  );
}

/** A share in points of a hundred. */
export const points = (share: number): string => (share * 100).toFixed(1);
const whole = (n: number): string => Math.round(n).toLocaleString();
