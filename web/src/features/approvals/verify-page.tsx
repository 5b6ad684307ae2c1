import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { Link } from 'wouter';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { said } from '../../ui/form/label-of.ts';
import { PersonName } from './person-name.tsx';
import { StatusTag } from './status-tag.tsx';
import { useApprovalWords } from './words.ts';

/** What the code on a printed request says: is it genuine, how did it stand then, how does it stand now. */
export function VerifyPage({ code }: { code: string }) {
  const words = useApprovalWords();
  const { data, error } = useLoaded(code, async (signal) => {
    const seal = await api.approvals.checkSeal({ code }, { signal });
    wantPeople([seal.applicantId]);
    return seal;
  });
  if (error) return <Empty icon={<ShieldAlert />} title={words.verify.not} text={failureText(error)} />;
  if (!data) return <RowsSkeleton rows={4} />;
  const same = data.printed.seq === data.now.seq;
  const fine = data.unbroken;
  return (
    <div
      className="min-h-0 flex-1 overflow-y-auto"
      tabIndex={0}
      role="region"
      aria-label={words.verify.title}
    >
      <div className="mx-auto flex max-w-120 flex-col gap-5 px-5 py-8">
        <div className={`flex items-center gap-3 ${fine ? 'text-accent' : 'text-danger'}`}>
          {fine ? (
            <ShieldCheck aria-hidden className="size-10 shrink-0" />
          ) : (
            <ShieldAlert aria-hidden className="size-10 shrink-0" />
          )}
          <div>
            <h2 className="text-title font-medium">{fine ? words.verify.genuine : words.verify.broken}</h2>
            <p className="text-dense text-text-2">
              {!fine ? words.verify.brokenText : same ? words.verify.same : words.verify.moved}
            </p>
          </div>
        </div>
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5 rounded-box p-4 text-dense ring-1 ring-line">
          <dt className="text-text-3">{words.number}</dt>
          <dd className="tabular">{data.no}</dd>
          <dt className="text-text-3">{words.verify.what}</dt>
          <dd>
            <PersonName id={data.applicantId} /> · {said(data.name, data.en)}
          </dd>
          <dt className="text-text-3">{words.print.submitted}</dt>
          <dd className="tabular">{fullTime(Date.parse(data.submittedAt))}</dd>
          <dt className="text-text-3">{words.verify.past}</dt>
          <dd className="flex flex-wrap items-center gap-2">
            <StatusTag status={data.printed.status} />
            <span className="tabular text-small text-text-3">{fullTime(Date.parse(data.printed.at))}</span>
          </dd>
          <dt className="text-text-3">{words.verify.now}</dt>
          <dd>
            <StatusTag status={data.now.status} />
          </dd>
          <dt className="text-text-3">{words.verify.hash}</dt>
          <dd className="font-mono text-small break-all">{data.printed.hash}</dd>
        </dl>
        <Link
          href={`/approvals/mine/${data.id}`}
          className="self-start rounded-chip font-medium text-accent hover:underline"
        >
          {words.verify.open}
        </Link>
      </div>
    </div>
  );
}
