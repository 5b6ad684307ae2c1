import { Printer } from 'lucide-react';
import { useEffect, useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import type { ApprovalId, FileId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime, when } from '../../lib/format.ts';
import { onHint } from '../../lib/hints.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { uuid } from '../../lib/uuid.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { ActBar } from './act-bar.tsx';
import { FileLink } from '../../ui/form/file-link.tsx';
import { FilesField } from '../../ui/form/files-field.tsx';
import { said } from '../../ui/form/label-of.ts';
import { Face, PersonName } from './person-name.tsx';
import { ShownForm } from '../../ui/form/shown-value.tsx';
import { StatusTag } from './status-tag.tsx';
import { StepsView } from './steps-view.tsx';
import { useApprovalWords } from './words.ts';
import type { ShownApproval } from './shapes.ts';

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

function Comments({ approval, onChanged }: { approval: ShownApproval; onChanged: () => void }) {
  const words = useApprovalWords();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<FileId[]>([]);
  const [cid, setCid] = useState(uuid);
  const [busy, setBusy] = useState(false);
  const add = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    try {
      await api.approvals.commentApproval({ approvalId: approval.id, cid, text: text.trim(), files });
      setText('');
      setFiles([]);
      setCid(uuid());
      toast(words.commented, { tone: 'ok' });
      onChanged();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    setBusy(false);
  };
  return (
    <section aria-label={words.comments} className="border-t border-line pt-5">
      <h3 className="mb-3 text-body font-medium">{words.comments}</h3>
      <ul className="flex flex-col gap-3">
        {approval.comments.map((c) => (
          <li key={c.id} className="flex gap-2">
            <Face id={c.member} size={24} />
            <div className="min-w-0 flex-1">
              <p className="flex items-center gap-2 text-small text-text-3">
                <PersonName id={c.member} />
                <time className="tabular">{when(Date.parse(c.at))}</time>
              </p>
              <p className="text-body wrap-anywhere whitespace-pre-wrap">{c.text}</p>
              {c.files.map((f, i) => (
                <FileLink key={f} fileId={f} n={i + 1} />
              ))}
            </div>
          </li>
        ))}
      </ul>
      <form onSubmit={(e) => void add(e)} className="mt-3 flex flex-col gap-2">
        <Textarea
          aria-label={words.commentHint}
          placeholder={words.commentHint}
          rows={2}
          value={text}
          maxLength={2000}
          onChange={(e) => setText(e.target.value)}
          className="!min-h-14"
        />
        <div className="flex items-end justify-between gap-3">
          <FilesField label={words.addFile} value={files} onValue={setFiles} max={20} />
          <Button type="submit" size="small" busy={busy} disabled={!text.trim() && files.length === 0}>
            {words.comment}
          </Button>
        </div>
      </form>
    </section>
  );
}
