import type { GroupView } from '../../../../contract/src/assessment-shapes.ts';
import { said } from '../../ui/form/label-of.ts';
import { points } from './shapes.ts';
import { useAssessmentWords } from './words.ts';

/** What each relation said; of too few nothing is shown, not even how many they were. */
export function Groups({
  groups,
  items,
}: {
  groups: readonly GroupView[];
  items: readonly { id: string; name: string; en?: string | null | undefined; scale: number }[];
}) {
  const words = useAssessmentWords();
  return (
    <ul className="flex flex-col gap-2">
      {groups.map((g) => (
        <li key={g.relation} className="flex flex-col gap-1.5 rounded-box border border-line p-3">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-medium">{words.relations[g.relation]}</span>
            {g.shown && g.count !== null && g.relation !== 'self' && (
              <span className="text-small text-text-3">{words.count(g.count)}</span>
            )}
            <span className="tabular ml-auto">{g.mean === null ? '' : points(g.mean)}</span>
          </p>
          {!g.shown ? (
            <p className="text-small text-text-3">{words.hiddenGroup}</p>
          ) : (
            g.items.map((one) => {
              const item = items.find((i) => i.id === one.itemId);
              if (!item) return null;
              return (
                <div key={one.itemId} className="text-dense">
                  <p className="flex gap-2 text-text-2">
                    <span className="min-w-0 flex-1 truncate">{said(item.name, item.en ?? null)}</span>
                    <span className="tabular">
                      {one.mean === null ? '–' : `${one.mean / 100} / ${item.scale}`}
                    </span>
                  </p>
                  {[...one.actuals, ...one.comments].filter(Boolean).map((text) => (
                    <p key={text} className="wrap-anywhere whitespace-pre-wrap">
                      {text}
                    </p>
                  ))}
                </div>
              );
            })
          )}
        </li>
      ))}
    </ul>
  );
}
