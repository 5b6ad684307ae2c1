import { Field } from '../../ui/field.tsx';
import { said } from '../../ui/form/label-of.ts';
import { Input, Textarea } from '../../ui/input.tsx';
import { ActualText } from './actual-text.tsx';
import { type Sheet, share } from './shapes.ts';
import { useAssessmentWords } from './words.ts';

type Answer = Sheet['answers'][number];

/** One indicator: what it asks, what is known, the score and why. */
export function ItemFields({
  item,
  actual,
  answer,
  readOnly,
  onAnswer,
}: {
  item: Sheet['items'][number];
  actual: Sheet['actuals'][number] | undefined;
  answer: Answer;
  readOnly: boolean;
  onAnswer: (answer: Answer) => void;
}) {
  const words = useAssessmentWords();
  const name = said(item.name, item.en);
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-box border border-line p-4" disabled={readOnly}>
      <legend className="px-1 font-medium">
        {name}{' '}
        <span className="text-small font-normal text-text-3">{words.weight(share(item.weightBp))}</span>
      </legend>
      {item.about && <p className="text-dense whitespace-pre-wrap text-text-2">{item.about}</p>}
      {item.target && (
        <p className="text-dense text-text-2">
          {words.target}：{item.target}
        </p>
      )}
      {actual && <ActualText actual={actual} />}
      <div className="flex flex-wrap gap-4">
        <Field label={words.score(item.scale)} required className="w-36">
          <Input
            type="number"
            inputMode="decimal"
            min={0}
            max={item.scale}
            step="0.01"
            value={answer.score === null ? '' : answer.score / 100}
            onChange={(e) =>
              onAnswer({
                ...answer,
                score: e.target.value === '' ? null : Math.round(Number(e.target.value) * 100),
              })
            }
          />
        </Field>
        {item.kind === 'kpi' && !item.metric && (
          <Field label={words.actual} optional className="min-w-40 flex-1">
            <Input
              value={answer.actual}
              maxLength={200}
              onChange={(e) => onAnswer({ ...answer, actual: e.target.value })}
            />
          </Field>
        )}
      </div>
      <Field label={words.comment} optional>
        <Textarea
          value={answer.comment}
          rows={2}
          maxLength={2_000}
          onChange={(e) => onAnswer({ ...answer, comment: e.target.value })}
        />
      </Field>
    </fieldset>
  );
}
