import type { Broadcast } from '../../../../contract/src/outreach.ts';
import { api } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Said } from './said.tsx';
import { useOutreachWords } from './words.ts';

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
