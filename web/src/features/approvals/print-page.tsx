import { ArrowLeft, Printer } from 'lucide-react';
import { createPortal } from 'react-dom';
import { Link } from 'wouter';
import type { ApprovalId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useMe } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { FileLink } from '../../ui/form/file-link.tsx';
import { said } from '../../ui/form/label-of.ts';
import { PersonName } from './person-name.tsx';
import { ShownForm } from '../../ui/form/shown-value.tsx';
import { useApprovalWords } from './words.ts';
import type { ShownApproval } from './shapes.ts';

/** A request as it goes to paper or PDF, stamped with a signed code that says how it stood. */
export function PrintPage({ approvalId }: { approvalId: ApprovalId }) {
  const words = useApprovalWords();
  const { data, error } = useLoaded(approvalId, async (signal) => {
    const [approval, seal] = await Promise.all([
      api.approvals.getApproval({ approvalId }, { signal }),
      api.approvals.sealApproval({ approvalId }, { signal }),
    ]);
    return { approval, seal };
  });
  if (error) return <Empty title={words.whole} text={failureText(error)} />;
  if (!data) return <RowsSkeleton rows={6} />;
  const sheet = <Sheet {...data} />;
  return (
    <div className="pane flex-1 bg-sunken">
      <PaneBar className="bg-surface">
        <Link href={`/approvals/mine/${approvalId}`} aria-label={words.back} className="-ml-2 rounded-chip">
          <span className="tap inline-flex size-8 items-center justify-center text-text-2">
            <ArrowLeft aria-hidden className="size-5" />
          </span>
        </Link>
        <h1 className="flex-1 text-[15px] font-medium">{words.print.title}</h1>
        <Button look="solid" icon={<Printer aria-hidden className="size-4" />} onClick={() => print()}>
          {words.print.now}
        </Button>
      </PaneBar>
      <div
        className="min-h-0 flex-1 overflow-auto p-4 desk:p-8"
        tabIndex={0}
        role="region"
        aria-label={words.print.title}
      >
        <div className="mx-auto max-w-180 bg-surface p-6 shadow-2 desk:p-12">{sheet}</div>
      </div>
      {/* Paper gets the sheet alone: see the print rules in style.css. */}
      {createPortal(
        <div aria-hidden className="sheet">
          {sheet}
        </div>,
        document.body,
      )}
    </div>
  );
}

function Sheet({
  approval: a,
  seal,
}: {
  approval: ShownApproval;
  seal: { url: string; hash: string; seq: number };
}) {
  const words = useApprovalWords();
  const me = useMe();
  return (
    <article className="text-text">
      <header className="flex items-start gap-4 border-b-2 border-text pb-4">
        <div className="min-w-0 flex-1">
          <p className="text-dense text-text-2">{me.corp.name}</p>
          <h2 className="text-large font-medium">{said(a.name, a.en)}</h2>
          <p className="tabular mt-1 text-dense text-text-2">
            {words.number} {a.no}
          </p>
        </div>
        <div className="flex shrink-0 flex-col items-center">
          <img
            src={`/api/approvals/${a.id}/seal.svg`}
            alt={words.print.qr}
            width={96}
            height={96}
            className="rounded-[2px] bg-white"
          />
          <span className="text-tiny text-text-3">{words.print.scan}</span>
        </div>
      </header>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 border-b border-line py-4 text-dense">
        <dt className="text-text-3">{words.print.applicant}</dt>
        <dd>
          <PersonName id={a.applicantId} />
        </dd>
        <dt className="text-text-3">{words.print.submitted}</dt>
        <dd className="tabular">{fullTime(Date.parse(a.submittedAt))}</dd>
        <dt className="text-text-3">{words.print.status}</dt>
        <dd className="font-medium">{words.status[a.status]}</dd>
      </dl>
      <section aria-label={words.print.form} className="border-b border-line py-4">
        <ShownForm controls={a.controls} form={a.form} />
      </section>
      <section className="py-4">
        <h3 className="mb-2 text-dense font-medium">{words.steps}</h3>
        <table className="w-full border-collapse text-left text-dense [&_td]:border [&_td]:border-line [&_td]:px-2 [&_td]:py-1.5 [&_td]:align-top [&_th]:border [&_th]:border-line [&_th]:px-2 [&_th]:py-1.5 [&_th]:font-medium [&_tr]:break-inside-avoid">
          <thead>
            <tr>
              <th>{words.print.step}</th>
              <th>{words.print.person}</th>
              <th>{words.print.word}</th>
              <th>{words.print.at}</th>
            </tr>
          </thead>
          <tbody>
            {a.steps.flatMap((s) => [
              ...(s.program
                ? [
                    <tr key={`${s.id} program`}>
                      <td>{said(s.name, s.en)}</td>
                      <td>{words.print.program}</td>
                      <td>
                        {s.program.state ? words.taskState[s.program.state] : words.stepState[s.state]}
                        {s.program.comment && <span className="block text-text-2">{s.program.comment}</span>}
                      </td>
                      <td className="tabular whitespace-nowrap">
                        {s.program.at ? fullTime(Date.parse(s.program.at)) : ''}
                      </td>
                    </tr>,
                  ]
                : []),
              ...s.people.map((p, i) => (
                <tr key={`${s.id} ${p.member} ${i}`}>
                  <td>{said(s.name, s.en)}</td>
                  <td>
                    <PersonName id={p.member} />
                    {p.principal !== p.member && (
                      <>
                        {' '}
                        ({words.print.standsIn} <PersonName id={p.principal} />)
                      </>
                    )}
                  </td>
                  <td>
                    {s.kind === 'cc'
                      ? words.copy
                      : p.state
                        ? words.taskState[p.state]
                        : words.stepState[s.state]}
                    {p.comment && <span className="block text-text-2">{p.comment}</span>}
                    {p.files.map((f, n) => (
                      <FileLink key={f} fileId={f} n={n + 1} />
                    ))}
                  </td>
                  <td className="tabular whitespace-nowrap">{p.at ? fullTime(Date.parse(p.at)) : ''}</td>
                </tr>
              )),
            ])}
          </tbody>
        </table>
      </section>
      <footer className="border-t border-line pt-3 text-tiny break-all text-text-3">
        <p>
          {words.print.stamp(seal.seq)} {seal.hash}
        </p>
        <p>
          {words.print.check} {seal.url}
        </p>
      </footer>
    </article>
  );
}
