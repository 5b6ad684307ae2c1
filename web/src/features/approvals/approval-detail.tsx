import { Printer } from 'lucide-react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { ApprovalId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { onHint } from '../../lib/hints.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { ActBar } from './act-bar.tsx';
import { Comments } from './comments.tsx';
import { said } from '../../ui/form/label-of.ts';
import { Face, PersonName } from './person-name.tsx';
import { ShownForm } from '../../ui/form/shown-value.tsx';
import { StatusTag } from './status-tag.tsx';
import { StepsView } from './steps-view.tsx';
import { useApprovalWords } from './words.ts';

/** One request: what was asked, who has spoken, and what I may do. */
export function ApprovalDetail({ approvalId, onChanged }: { approvalId: ApprovalId; onChanged: () => void }) {
  const words = useApprovalWords();
  const { data, error, reload } = useLoaded(approvalId, (signal) =>
    api.approvals.getApproval({ approvalId }, { signal }),
  );
  useEffect(() => onHint('approvals', reload), [reload]);
  if (error && !data)
    return (
      <Empty
        title={words.whole}
        text={failureText(error)}
        action={<Button onClick={reload}>{words.retry}</Button>}
      />
    );
  if (!data) return <RowsSkeleton rows={6} />;
  const changed = () => {
    reload();
    onChanged();
  };
  return (
    <>
      <div
        className="min-h-0 flex-1 overflow-y-auto"
        tabIndex={0}
        role="region"
        aria-label={said(data.name, data.en)}
      >
        <div className="mx-auto flex w-full max-w-180 flex-col gap-6 px-5 py-5">
          <header className="flex items-center gap-3">
            <Face id={data.applicantId} size={44} />
            <div className="min-w-0 flex-1">
              <h2 className="flex flex-wrap items-center gap-2 text-title font-medium">
                <span className="min-w-0 wrap-anywhere">
                  <PersonName id={data.applicantId} /> · {said(data.name, data.en)}
                </span>
                <StatusTag status={data.status} />
              </h2>
              <p className="tabular text-small text-text-3">
                {words.number} {data.no} · {fullTime(Date.parse(data.submittedAt))}
              </p>
            </div>
            <Link
              href={`/approvals/print/${data.id}`}
              aria-label={words.print.title}
              data-tip={words.print.title}
              className="tap inline-flex size-8 shrink-0 items-center justify-center rounded-[8px] text-text-2 hover:bg-hover"
            >
              <Printer aria-hidden className="size-4" />
            </Link>
          </header>
          <ShownForm controls={data.controls} form={data.form} />
          <section aria-label={words.steps} className="border-t border-line pt-5">
            <h3 className="mb-3 text-body font-medium">{words.steps}</h3>
            <StepsView steps={data.steps} applicant={{ id: data.applicantId, at: data.submittedAt }} />
          </section>
          <Comments approval={data} onChanged={reload} />
        </div>
      </div>
      <ActBar approval={data} onDone={changed} />
    </>
  );
}
