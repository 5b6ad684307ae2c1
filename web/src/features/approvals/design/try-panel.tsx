import { useEffect, useState } from 'react';
import type { MemberId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { myId } from '../../../lib/session.ts';
import { sent } from '../../../ui/form/drafts.ts';
import { findColleagues } from '../../../ui/form/find-choices.ts';
import { FormFields } from '../../../ui/form/form-fields.tsx';
import { Group } from '../../../ui/form/group.tsx';
import { labelOf } from '../../../ui/form/label-of.ts';
import { PickField } from '../../../ui/form/pick-field.tsx';
import type { FormValues, ShownStep } from '../shapes.ts';
import { StepsView } from '../steps-view.tsx';
import type { Flow } from './shapes.ts';
import { useDesignWords } from './words.ts';

const WAIT_MS = 350;

/** Who would be asked if this member filled the form in like this: the rules that run, over the draft as it stands. */
export function TryPanel({ flow }: { flow: Flow }) {
  const words = useDesignWords();
  const [who, setWho] = useState<MemberId>(() => myId() as MemberId);
  const [value, setValue] = useState<FormValues>({});
  const [answer, setAnswer] = useState<{ steps: ShownStep[]; missing: string | null } | null>(null);
  const [failure, setFailure] = useState('');
  useEffect(() => {
    const stop = new AbortController();
    const later = setTimeout(() => {
      const form = sent(flow.form, value);
      api.approvalsAdmin.tryTemplate({ flow, applicantId: who, form }, { signal: stop.signal }).then(
        (shown) => {
          setAnswer(shown);
          setFailure('');
        },
        (error: unknown) => !stop.signal.aborted && setFailure(failureText(error)),
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(later);
      stop.abort();
    };
  }, [flow, who, value]);
  const missing = answer?.missing ? flow.form.find((c) => c.id === answer.missing) : undefined;
  return (
    <div className="flex flex-col gap-5 p-4">
      <div>
        <h2 className="text-body font-medium">{words.tryTitle}</h2>
        <p className="text-small text-text-3">{words.tryText}</p>
      </div>
      <Group label={words.tryWho} required>
        <PickField
          label={words.tryWho}
          find={findColleagues}
          value={[who]}
          max={1}
          onValue={([first]) => first && setWho(first as MemberId)}
        />
      </Group>
      <section aria-label={words.route} aria-live="polite" className="rounded-box border border-line p-3">
        <h3 className="mb-3 text-dense font-medium">{words.route}</h3>
        {failure ? (
          <p className="text-dense text-danger">{failure}</p>
        ) : answer?.missing ? (
          <p className="text-dense text-text-2">
            {words.tryMissing(missing ? labelOf(missing) : answer.missing)}
          </p>
        ) : (
          answer && <StepsView steps={answer.steps} applicant={{ id: who, at: null }} />
        )}
      </section>
      <section aria-label={words.sample} className="flex flex-col gap-3">
        <h3 className="text-dense font-medium">{words.sample}</h3>
        <FormFields controls={flow.form} value={value} onValue={setValue} faults={{}} />
      </section>
    </div>
  );
}
