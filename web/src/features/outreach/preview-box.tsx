import type { OutputOf } from '../../../../contract/src/define.ts';
import type { outreach } from '../../../../contract/src/outreach.ts';
import { useOutreachWords } from './words.ts';

export type Preview = OutputOf<typeof outreach.previewBroadcast>;

/** Who would get it, who would not, and the one reason for each. */
export function PreviewBox({ preview }: { preview: Preview }) {
  const words = useOutreachWords();
  const skipped = preview.counts.reduce((sum, c) => sum + c.n, 0);
  return (
    <section aria-label={words.preview} className="flex flex-col gap-3 rounded-box border border-line p-4">
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        <Figure label={words.eligible} n={preview.eligible} />
        <Figure label={words.wouldSend} n={preview.wouldSend} />
        <Figure label={words.wouldWait} n={preview.wouldWait} />
        <Figure label={words.heldOut} n={preview.heldOut} />
        <Figure label={words.skippedN} n={skipped} />
      </dl>
      {preview.counts.length > 0 && (
        <>
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-dense text-text-2">
            {preview.counts.map((c) => (
              <li key={c.reason}>
                {words.reasons[c.reason]} <span className="tabular">{c.n}</span>
              </li>
            ))}
          </ul>
          <details>
            <summary className="cursor-pointer text-dense text-accent">{words.skippedWho}</summary>
            <ul
              className="mt-2 max-h-60 overflow-y-auto text-dense"
              tabIndex={0}
              aria-label={words.skippedWho}
            >
              {preview.skipped.map((s) => (
                <li key={s.customerId} className="flex gap-3 py-1">
                  <span className="min-w-0 flex-1 truncate">{s.name}</span>
                  <span className="truncate text-text-3">{s.memberName}</span>
                  <span className="shrink-0 text-text-2">{words.reasons[s.reason]}</span>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
      <p className="text-small text-text-3">{words.previewNote}</p>
    </section>
  );
}

export function Figure({ label, n }: { label: string; n: number }) {
  return (
    <div>
      <dt className="text-small text-text-3">{label}</dt>
      <dd className="tabular text-[20px] font-medium">{n}</dd>
    </div>
  );
}
