import { useState } from 'react';
import type { ApprovalTemplateId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { list, when } from '../../../lib/format.ts';
import { usePeople, wantPeople } from '../../../lib/people.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { RowsSkeleton, Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { toast } from '../../../ui/overlays.ts';
import { said } from '../../../ui/form/label-of.ts';
import { PersonName } from '../person-name.tsx';
import { faultText } from './fault-text.ts';
import type { Draft, FlowFault, Rehearsal, Route } from './shapes.ts';
import { useDesignWords } from './words.ts';

const DAYS = 90;

/** Before a version is made: what keeps it from being published, and which requests of late would have gone another way. */
export function PublishDialog({
  templateId,
  version,
  draft,
  faults,
  onGo,
  onClose,
  onPublished,
}: {
  templateId: ApprovalTemplateId;
  /** the published one, null before the first */
  version: number | null;
  draft: Draft;
  faults: readonly FlowFault[];
  onGo: (fault: FlowFault) => void;
  onClose: () => void;
  onPublished: () => void;
}) {
  const words = useDesignWords();
  const [busy, setBusy] = useState(false);
  const rehearsal = useLoaded(version === null || faults.length ? null : templateId, async (signal) => {
    const answer = await api.approvalsAdmin.rehearseTemplate({ templateId, days: DAYS }, { signal });
    wantPeople(answer.requests.flatMap((r) => [r.applicantId, ...peopleOf(r.before), ...peopleOf(r.after)]));
    return answer;
  });
  const publish = async () => {
    setBusy(true);
    try {
      const made = await api.approvalsAdmin.publishTemplate({ templateId });
      toast(words.published(made.version), { tone: 'ok' });
      onPublished();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    setBusy(false);
  };
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={words.publishTitle((version ?? 0) + 1)}
      description={words.publishText}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="solid" busy={busy} disabled={faults.length > 0} onClick={() => void publish()}>
            {words.publish}
          </Button>
        </>
      }
    >
      {faults.length > 0 ? (
        <section aria-label={words.mustFix}>
          <h3 className="mb-2 text-dense font-medium text-danger">{words.mustFix}</h3>
          <ul className="flex flex-col gap-1.5">
            {faults.map((f) => (
              <li
                key={`${f.code} ${f.at} ${f.where}`}
                className="flex items-center gap-2 rounded-box bg-danger-soft px-3 py-2"
              >
                <span className="min-w-0 flex-1 text-dense text-text">
                  {faultText(words, f, draft.flow.form, draft.flow.nodes)}
                </span>
                <Button size="small" onClick={() => onGo(f)}>
                  {words.goThere}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : version === null ? (
        <p className="text-dense text-text-2">{words.firstVersion}</p>
      ) : (
        <section aria-label={words.rehearsal}>
          <h3 className="mb-1 text-dense font-medium">{words.rehearsal}</h3>
          {rehearsal.error ? (
            <p className="text-dense text-danger">{failureText(rehearsal.error)}</p>
          ) : rehearsal.data ? (
            <Found found={rehearsal.data} />
          ) : (
            <RowsSkeleton rows={3} />
          )}
        </section>
      )}
    </Dialog>
  );
}

const peopleOf = (route: Route) => route.steps.flatMap((s) => s.people);

function Found({ found }: { found: Rehearsal }) {
  const words = useDesignWords();
  return (
    <>
      <p className="mb-3 text-dense text-text-2">
        {words.rehearsed(DAYS, found.looked, found.differing)}
        {found.cut && ` ${words.rehearsalCut}`}
      </p>
      <ul className="flex flex-col gap-2">
        {found.requests.map((r) => (
          <li key={r.id} className="rounded-box p-3 ring-1 ring-line">
            <p className="mb-1.5 flex flex-wrap items-baseline gap-x-2 text-dense">
              <span className="font-medium">
                <PersonName id={r.applicantId} />
              </span>
              <span className="tabular text-small text-text-3">
                {r.no} · {when(Date.parse(r.submittedAt))}
              </span>
            </p>
            <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-dense">
              <dt className="text-text-3">{words.before}</dt>
              <dd>
                <Way route={r.before} />
              </dd>
              <dt className="text-text-3">{words.after}</dt>
              <dd>
                <Way route={r.after} />
              </dd>
            </dl>
            {r.invalid.length > 0 && (
              <p className="mt-1.5 text-small text-warn">{words.invalidNow(list(r.invalid))}</p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Way({ route }: { route: Route }) {
  const words = useDesignWords();
  const byId = usePeople((s) => s.byId);
  if (route.ends === 'stuck') return <Tag tone="warn">{words.stuck}</Tag>;
  const steps = route.steps.map(
    (s) => `${said(s.name, s.en)}: ${list(s.people.map((p) => byId[p]?.name ?? '…'))}`,
  );
  return (
    <span className="text-text">
      {steps.join(' → ') || words.nobodyAsked}
      {route.ends === 'rejected' && (
        <>
          {' '}
          <Tag tone="danger">{words.endsRejected}</Tag>
        </>
      )}
    </span>
  );
}
