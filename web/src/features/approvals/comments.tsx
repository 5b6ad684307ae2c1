import { Reply, SmilePlus, X } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import type { FileId, MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { list, when } from '../../lib/format.ts';
import { usePeople, usePerson } from '../../lib/people.ts';
import { myId } from '../../lib/session.ts';
import { uuid } from '../../lib/uuid.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { FileLink } from '../../ui/form/file-link.tsx';
import { FilesField } from '../../ui/form/files-field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { openMenu, toast } from '../../ui/overlays.ts';
import { quickReactions } from '../../ui/quick-reactions.ts';
import { Face, PersonName } from './person-name.tsx';
import type { ShownApproval } from './shapes.ts';
import { useApprovalWords } from './words.ts';

type Comment = ShownApproval['comments'][number];

/** The comments in threads: an answer stands below what it answers, whoever wrote it. */
export function Comments({ approval, onChanged }: { approval: ShownApproval; onChanged: () => void }) {
  const words = useApprovalWords();
  const [to, setTo] = useState<Comment | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { comments } = approval;
  const known = new Set(comments.map((c) => c.id));
  const first = (c: Comment): string => {
    const above = c.replyTo && known.has(c.replyTo) ? comments.find((x) => x.id === c.replyTo) : undefined;
    return above ? first(above) : c.id;
  };
  const line = (c: Comment) => (
    <CommentLine
      comment={c}
      answered={comments.find((x) => x.id === c.replyTo)?.member}
      onReply={() => {
        setTo(c);
        field.current?.focus();
      }}
      onReact={async (emoji, on) => {
        try {
          await api.approvalComments.reactToComment({ approvalId: approval.id, commentId: c.id, emoji, on });
          onChanged();
        } catch (error) {
          toast(failureText(error), { tone: 'danger' });
        }
      }}
    />
  );
  return (
    <section aria-label={words.comments} className="border-t border-line pt-5">
      <h3 className="mb-3 text-body font-medium">{words.comments}</h3>
      <ul className="flex flex-col gap-3">
        {comments
          .filter((c) => first(c) === c.id)
          .map((c) => {
            const answers = comments.filter((x) => x.id !== c.id && first(x) === c.id);
            return (
              <li key={c.id}>
                {line(c)}
                {answers.length > 0 && (
                  <ul className="mt-2 ml-8 flex flex-col gap-2">
                    {answers.map((x) => (
                      <li key={x.id}>{line(x)}</li>
                    ))}
                  </ul>
                )}
              </li>
            );
          })}
      </ul>
      <NewComment
        approval={approval}
        to={to}
        field={field}
        onTo={setTo}
        onDone={() => {
          setTo(null);
          onChanged();
        }}
      />
    </section>
  );
}

function CommentLine({
  comment: c,
  answered,
  onReply,
  onReact,
}: {
  comment: Comment;
  answered: Comment['member'] | undefined;
  onReply: () => void;
  onReact: (emoji: string, on: boolean) => Promise<void>;
}) {
  const words = useApprovalWords();
  const to = usePerson(answered ?? null);
  const by = usePerson(c.member);
  const names = usePeople((s) =>
    c.reactions.map((r) => list(r.members.flatMap((id) => s.byId[id]?.name ?? []))).join('\n'),
  ).split('\n');
  const mine = (emoji: string) =>
    c.reactions.find((r) => r.emoji === emoji)?.members.includes(myId() as MemberId);
  return (
    <div className="flex gap-2">
      <Face id={c.member} size={24} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2 text-small text-text-3">
          <PersonName id={c.member} />
          {to && <span className="truncate">{words.answers(to.name)}</span>}
          <time className="tabular shrink-0">{when(Date.parse(c.at))}</time>
          <span className="ml-auto flex shrink-0">
            <IconButton size="small" label={words.replyTo(by?.name ?? '')} onClick={onReply}>
              <Reply aria-hidden className="size-3.5" />
            </IconButton>
            <IconButton
              size="small"
              label={words.reactTo(by?.name ?? '')}
              onClick={(e) =>
                openMenu({
                  at: e.currentTarget,
                  label: words.reactTo(by?.name ?? ''),
                  items: quickReactions.map((emoji) => ({
                    label: emoji,
                    onSelect: () => void onReact(emoji, !mine(emoji)),
                  })),
                })
              }
            >
              <SmilePlus aria-hidden className="size-3.5" />
            </IconButton>
          </span>
        </div>
        <p className="text-body wrap-anywhere whitespace-pre-wrap">{c.text}</p>
        {c.files.map((f, i) => (
          <FileLink key={f} fileId={f} n={i + 1} />
        ))}
        {c.reactions.length > 0 && (
          <div className="mt-1 flex flex-wrap gap-1">
            {c.reactions.map((r, i) => (
              <button
                key={r.emoji}
                type="button"
                aria-pressed={mine(r.emoji) === true}
                aria-label={`${r.emoji} ${r.members.length} ${names[i] ?? ''}`}
                data-tip={names[i]}
                onClick={() => void onReact(r.emoji, !mine(r.emoji))}
                className="tap inline-flex h-6 items-center gap-1 rounded-full bg-hover px-2 text-small text-text-2 ring-1 ring-transparent ring-inset aria-pressed:bg-accent-soft aria-pressed:text-accent"
              >
                <span aria-hidden className="text-[14px] leading-none">
                  {r.emoji}
                </span>
                <span className="tabular">{r.members.length}</span>
              </button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

function NewComment({
  approval,
  to,
  field,
  onTo,
  onDone,
}: {
  approval: ShownApproval;
  to: Comment | null;
  field: React.RefObject<HTMLTextAreaElement | null>;
  onTo: (to: Comment | null) => void;
  onDone: () => void;
}) {
  const words = useApprovalWords();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<FileId[]>([]);
  const [cid, setCid] = useState(uuid);
  const [busy, setBusy] = useState(false);
  const answered = usePerson(to?.member ?? null);
  const add = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    try {
      const said = { approvalId: approval.id, cid, text: text.trim(), files };
      await api.approvalComments.commentApproval({ ...said, ...(to ? { replyTo: to.id } : {}) });
      setText('');
      setFiles([]);
      setCid(uuid());
      toast(words.commented, { tone: 'ok' });
      onDone();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    setBusy(false);
  };
  return (
    <form onSubmit={(e) => void add(e)} className="mt-3 flex flex-col gap-2">
      {to && (
        <p className="flex items-center gap-1 text-small text-text-2">
          <span className="min-w-0 truncate">{words.answers(answered?.name ?? '')}</span>
          <IconButton size="small" label={words.noReply} onClick={() => onTo(null)}>
            <X aria-hidden className="size-3.5" />
          </IconButton>
        </p>
      )}
      <Textarea
        ref={field}
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
  );
}
