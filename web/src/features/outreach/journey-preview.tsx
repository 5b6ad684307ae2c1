import type { OutputOf } from '../../../../contract/src/define.ts';
import type { journeys } from '../../../../contract/src/journeys.ts';
import { fullTime } from '../../lib/format.ts';
import { useJourneyWords } from './journey-words.ts';
import { Figure } from './preview-box.tsx';
import { useOutreachWords } from './words.ts';

export type JourneyPreview = OutputOf<typeof journeys.previewJourney>;

/** Step by step: when, to how many, and why not to the others. */
export function JourneyPreviewBox({ preview }: { preview: JourneyPreview }) {
  const words = useJourneyWords();
  const { reasons } = useOutreachWords();
  return (
    <section aria-label={words.preview} className="flex flex-col gap-4 rounded-box border border-line p-4">
      <dl className="grid grid-cols-2 gap-3">
        <Figure label={words.matching} n={preview.people} />
        <Figure label={words.entering} n={preview.entering} />
      </dl>
      <ol className="flex flex-col gap-3">
        {preview.steps.map((s) => (
          <li key={`${s.day} ${s.at}`} className="flex flex-col gap-2 border-t border-line pt-3">
            <p className="text-dense font-medium">
              {words.dayAt(s.day, s.at)}{' '}
              <span className="font-normal text-text-3">
                {words.firstAt(fullTime(Date.parse(s.firstAt)))}
              </span>
            </p>
            <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
              <Figure label={words.wouldSend} n={s.wouldSend} />
              <Figure label={words.wouldWait} n={s.wouldWait} />
              <Figure label={words.heldOut} n={s.heldOut} />
              {s.counts.map((c) => (
                <Figure key={c.reason} label={reasons[c.reason]} n={c.n} />
              ))}
            </dl>
          </li>
        ))}
      </ol>
      <p className="text-small text-text-3">{words.previewNote}</p>
    </section>
  );
}
