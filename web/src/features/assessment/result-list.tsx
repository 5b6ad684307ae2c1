import { Award } from 'lucide-react';
import { api } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, Tag } from '../../ui/bits.tsx';
import { said } from '../../ui/form/label-of.ts';
import { Line } from './line.tsx';
import { points } from './shapes.ts';
import { Waiting } from './waiting.tsx';
import { useAssessmentWords } from './words.ts';

export function ResultList({ chosen }: { chosen: string | undefined }) {
  const words = useAssessmentWords();
  const loaded = useLoaded('results', (signal) => api.assessment.listMyResults({}, { signal }));
  return (
    <Waiting loaded={loaded}>
      {({ results }) =>
        results.length === 0 ? (
          <Empty icon={<Award />} title={words.noResults} />
        ) : (
          <ul aria-label={words.views.results} className="min-h-0 flex-1 overflow-y-auto p-1.5">
            {results.map((r) => (
              <Line
                key={r.cycle.id}
                to={`/assessment/results/${r.cycle.id}`}
                chosen={r.cycle.id === chosen}
                title={said(r.cycle.name, r.cycle.en)}
                tag={<Tag tone="accent">{said(r.gradeName, r.gradeEn)}</Tag>}
                below={
                  <>
                    <span className="tabular">{points(r.score)}</span> · {r.cycle.from} – {r.cycle.to}
                  </>
                }
              />
            ))}
          </ul>
        )
      }
    </Waiting>
  );
}
