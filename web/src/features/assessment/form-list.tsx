import { ClipboardPen } from 'lucide-react';
import type { AskedReview } from '../../../../contract/src/assessment.ts';
import { useMe } from '../../lib/session.ts';
import type { Loaded } from '../../lib/use-loaded.ts';
import { Empty, Tag } from '../../ui/bits.tsx';
import { said } from '../../ui/form/label-of.ts';
import { Line } from './line.tsx';
import { Name } from './person.tsx';
import { Waiting } from './waiting.tsx';
import { useAssessmentWords } from './words.ts';

/** Forms that are mine to fill in, and those I have. */
export function FormList({ forms, chosen }: { forms: Loaded<AskedReview[]>; chosen: string | undefined }) {
  const words = useAssessmentWords();
  const me = useMe().member;
  return (
    <Waiting loaded={forms}>
      {(reviews) =>
        reviews.length === 0 ? (
          <Empty icon={<ClipboardPen />} title={words.noForms} text={words.noFormsText} />
        ) : (
          <ul aria-label={words.views.forms} className="min-h-0 flex-1 overflow-y-auto p-1.5">
            {reviews.map((r) => (
              <Line
                key={r.id}
                to={`/assessment/forms/${r.id}`}
                chosen={r.id === chosen}
                title={r.revieweeId === me.id ? words.mine : <Name id={r.revieweeId} />}
                tag={
                  <Tag tone={r.state === 'submitted' ? 'accent' : r.open ? 'warn' : 'plain'}>
                    {words.states[r.state]}
                  </Tag>
                }
                below={`${said(r.cycle.name, r.cycle.en)} · ${words.relations[r.relation]} · ${words.dueOn(r.dueOn)}`}
              />
            ))}
          </ul>
        )
      }
    </Waiting>
  );
}
