import { useEffect, useRef, useState } from 'react';
import type { ReviewId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { clock } from '../../lib/format.ts';
import { wantPeople } from '../../lib/people.ts';
import { useMe } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { said } from '../../ui/form/label-of.ts';
import { Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { draftKeeper, type Kept } from './draft-keeper.ts';
import { Groups } from './groups.tsx';
import { ItemFields } from './item-fields.tsx';
import { Name } from './person.tsx';
import type { Sheet } from './shapes.ts';
import { Waiting } from './waiting.tsx';
import { useAssessmentWords } from './words.ts';

interface Written {
  reviewId: ReviewId;
  answers: Answer[];
  comment: string;
}
/** The last save of forms that were left; what did not reach the server waits here for the form to be opened again. */
const leaving = new Map<ReviewId, Promise<Written | null>>();

/** One form; what is typed is kept by itself, and nobody else sees it before it is handed in. */
export function ReviewForm({ reviewId, onChanged }: { reviewId: ReviewId; onChanged: () => void }) {
  const loaded = useLoaded(reviewId, async (signal) => {
    const unsent = await leaving.get(reviewId);
    const sheet = await api.assessment.getReview({ reviewId }, { signal });
    wantPeople([sheet.revieweeId]);
    if (!signal.aborted) leaving.delete(reviewId);
    return { sheet, unsent: sheet.open && sheet.state !== 'submitted' ? (unsent ?? null) : null };
  });
  return (
    <Waiting loaded={loaded}>
      {({ sheet, unsent }) => (
        <Form
          key={sheet.id}
          sheet={sheet}
          unsent={unsent}
          onDone={() => {
            loaded.reload();
            onChanged();
          }}
        />
      )}
    </Waiting>
  );
}

type Answer = Sheet['answers'][number];

function Form({ sheet, unsent, onDone }: { sheet: Sheet; unsent: Written | null; onDone: () => void }) {
  const words = useAssessmentWords();
  const me = useMe().member;
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(
    () => new Map((unsent ?? sheet).answers.map((a) => [a.itemId, a])),
  );
  const [comment, setComment] = useState((unsent ?? sheet).comment);
  const [kept, setKept] = useState<Kept>(sheet.savedAt ? new Date(sheet.savedAt) : null);
  const [busy, setBusy] = useState(false);
  const touched = useRef(unsent !== null);
  const written: Written = { reviewId: sheet.id, answers: [...answers.values()], comment };
  const text = JSON.stringify(written);
  const keeps = sheet.open && sheet.state !== 'submitted';
  const [keeper] = useState(() =>
    draftKeeper<Written>(
      async (draft) => new Date((await api.assessment.saveReviewDraft(draft)).savedAt),
      setKept,
    ),
  );
  useEffect(() => {
    if (keeps && touched.current) keeper.write(JSON.parse(text) as Written);
  }, [keeps, text, keeper]);
  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && keeper.left() && void keeper.flush();
    const asks = (e: BeforeUnloadEvent) => keeper.left() && e.preventDefault();
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('beforeunload', asks);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('beforeunload', asks);
      if (keeper.left()) leaving.set(sheet.id, keeper.flush().then(keeper.drop));
    };
  }, [keeper, sheet.id]);
  const change = (next: Answer) => {
    touched.current = true;
    setAnswers(new Map([...answers, [next.itemId, next]]));
  };
  const submit = async () => {
    setBusy(true);
    try {
      await keeper.drop();
      await api.assessment.submitReview(written);
      touched.current = false;
      toast(words.submitted, { tone: 'ok' });
      onDone();
    } catch (error) {
      if (keeps) keeper.write(written);
      toast(failureText(error), { tone: 'danger' });
    }
    setBusy(false);
  };
  const self = sheet.revieweeId === me.id;
  const keptText =
    kept === null
      ? ''
      : kept === 'saving'
        ? words.saving
        : kept === 'failed'
          ? words.notSaved
          : words.savedAt(clock(kept.getTime()));
  return (
    <form
      className="min-h-0 flex-1 overflow-y-auto"
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      <div className="mx-auto flex w-full max-w-180 flex-col gap-5 p-4 pb-8">
        <header className="flex flex-wrap items-center gap-2">
          <h2 className="text-[17px] font-medium">{self ? words.mine : <Name id={sheet.revieweeId} />}</h2>
          <Tag>{words.relations[sheet.relation]}</Tag>
          <p className="w-full text-small text-text-3">
            {said(sheet.cycle.name, sheet.cycle.en)} · {sheet.cycle.from} – {sheet.cycle.to} ·{' '}
            {words.dueOn(sheet.dueOn)}
          </p>
        </header>
        {sheet.objectives.length > 0 && (
          <section aria-label={words.objectivesOf} className="flex flex-col gap-1.5">
            <h3 className="text-dense font-medium text-text-2">{words.objectivesOf}</h3>
            <ul className="text-dense">
              {sheet.objectives.map((o) => (
                <li key={o.id}>
                  {o.title} · {words.progress(o.progress)}
                </li>
              ))}
            </ul>
          </section>
        )}
        {sheet.items.map((item) => (
          <ItemFields
            key={item.id}
            item={item}
            actual={sheet.actuals.find((a) => a.itemId === item.id)}
            answer={answers.get(item.id) ?? { itemId: item.id, score: null, comment: '', actual: '' }}
            readOnly={!sheet.open}
            onAnswer={change}
          />
        ))}
        <Field label={words.overall} optional>
          <Textarea
            value={comment}
            rows={4}
            maxLength={4_000}
            readOnly={!sheet.open}
            onChange={(e) => {
              touched.current = true;
              setComment(e.target.value);
            }}
          />
        </Field>
        {sheet.ownWords && (
          <section aria-label={words.ownWords} className="flex flex-col gap-1">
            <h3 className="text-dense font-medium text-text-2">{words.ownWords}</h3>
            <p className="wrap-anywhere whitespace-pre-wrap">{sheet.ownWords}</p>
          </section>
        )}
        {sheet.others.length > 0 && (
          <section aria-label={words.others} className="flex flex-col gap-2">
            <h3 className="text-dense font-medium text-text-2">{words.others}</h3>
            <Groups groups={sheet.others} items={sheet.items} />
          </section>
        )}
        {sheet.open && (
          <div className="flex flex-wrap items-center gap-3">
            <Button look="solid" type="submit" busy={busy}>
              {sheet.state === 'submitted' ? words.submitAgain : words.submit}
            </Button>
            <span role="status" className="text-small text-text-3">
              {keptText}
            </span>
          </div>
        )}
      </div>
    </form>
  );
}
