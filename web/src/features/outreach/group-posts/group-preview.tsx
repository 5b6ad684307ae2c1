import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { groupPosts } from '../../../../../contract/src/group-posts.ts';
import { Figure } from '../preview-box.tsx';
import { useOutreachWords } from '../words.ts';
import { useGroupPostWords } from './words.ts';

/** Which groups would get it, which not, and the one reason for each. */
export function GroupPreview({ preview }: { preview: OutputOf<typeof groupPosts.previewGroupPost> }) {
  const words = useGroupPostWords();
  const common = useOutreachWords();
  return (
    <section aria-label={words.preview} className="flex flex-col gap-3 rounded-box border border-line p-4">
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        <Figure label={words.counted} n={preview.groups} />
        <Figure label={words.reached} n={preview.wouldSend} />
        <Figure label={words.waits} n={preview.wouldWait} />
        <Figure label={words.heldOut} n={preview.heldOut} />
        <Figure label={words.readers} n={preview.people} />
      </dl>
      {preview.folded > 0 && <p className="text-small text-text-3">{words.folded(preview.folded)}</p>}
      {preview.skipped.length > 0 && (
        <>
          <h3 className="text-dense font-medium text-text-2">{words.skipped}</h3>
          <ul className="max-h-60 overflow-y-auto text-dense" tabIndex={0} aria-label={words.skipped}>
            {preview.skipped.map((s) => (
              <li key={s.chatId} className="flex gap-3 py-1">
                <span className="min-w-0 flex-1 truncate">{s.name}</span>
                <span className="truncate text-text-3">{s.ownerName}</span>
                <span className="shrink-0 text-text-2">{common.reasons[s.reason]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
