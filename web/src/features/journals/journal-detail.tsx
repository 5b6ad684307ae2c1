import { ChevronDown, ChevronUp, Pencil, ThumbsUp } from 'lucide-react';
import { useEffect, useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import type { JournalCommentId, JournalId, MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { list, when } from '../../lib/format.ts';
import { nameOf, wantPeople } from '../../lib/people.ts';
import { myId } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { uuid } from '../../lib/uuid.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { said } from '../../ui/form/label-of.ts';
import { ShownForm } from '../../ui/form/shown-value.tsx';
import { Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { cycleText } from './cycle-text.ts';
import { Name, Person } from './person.tsx';
import type { Shown } from './shapes.ts';
import { useJournalWords } from './words.ts';

/** A journal whole. Opening it is reading it; J and K go to the next and the previous one. */
export function JournalDetail({
  journalId,
  previous,
  next,
  onGo,
  onRead,
}: {
  journalId: JournalId;
  previous: string | undefined;
  next: string | undefined;
  onGo: (journalId: string) => void;
  onRead: (journalId: string) => void;
}) {
  const words = useJournalWords();
  const { data, error, reload } = useLoaded(journalId, async (signal) => {
    const shown = await api.journals.getJournal({ journalId }, { signal });
    wantPeople([...shown.receivers.map((r) => r.memberId), ...shown.thread.map((c) => c.memberId)]);
    return shown;
  });
  const unread = data?.read === false;
  useEffect(() => {
    if (!unread) return;
    api.journals.readJournal({ journalId }).then(
      () => onRead(journalId),
      (caught: unknown) => toast(failureText(caught), { tone: 'danger' }),
    );
  }, [unread, journalId, onRead]);
  useEffect(() => {
    const key = (e: globalThis.KeyboardEvent) => {
      const typing = (e.target as HTMLElement).closest('input, textarea, select, [contenteditable]');
      const to = typing || e.ctrlKey || e.metaKey || e.altKey ? undefined : { j: next, k: previous }[e.key];
      if (!to) return;
      e.preventDefault();
      onGo(to);
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, [next, previous, onGo]);
  if (error && !data)
    return (
      <Empty
        title={words.failed}
        text={failureText(error)}
        action={<Button onClick={reload}>{words.retry}</Button>}
      />
    );
  if (!data) return <RowsSkeleton rows={6} />;
  const like = async () => {
    try {
      await api.journals.likeJournal({ journalId, liked: !data.liked.includes(myId() as MemberId) });
      reload();
    } catch (caught) {
      toast(failureText(caught), { tone: 'danger' });
    }
  };
  const iLike = data.liked.includes(myId() as MemberId);
  return (
    <article
      aria-label={said(data.name, data.en)}
      className="min-h-0 flex-1 overflow-y-auto"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keyboards scroll it
      tabIndex={0}
    >
      <div className="mx-auto flex w-full max-w-180 flex-col gap-6 px-5 py-5">
        <header className="flex items-start gap-3">
          <Person id={data.authorId} size={40} />
          <div className="min-w-0 flex-1">
            <h2 className="flex flex-wrap items-center gap-2 text-title font-medium">
              <span>
                <Name id={data.authorId} /> · {said(data.name, data.en)}
              </span>
              {data.late && <Tag tone="warn">{words.states.late}</Tag>}
            </h2>
            <p className="mt-1 text-dense text-text-2">
              {cycleText(data)} · {when(Date.parse(data.submittedAt))}
            </p>
          </div>
          {data.mayChange && (
            <Link
              href={`/journals/write/${data.cycleId}`}
              aria-label={words.edit}
              data-tip={words.edit}
              className="tap inline-flex size-8 items-center justify-center rounded-chip text-text-2 hover:bg-hover"
            >
              <Pencil aria-hidden className="size-4" />
            </Link>
          )}
          <IconButton label={words.previous} disabled={!previous} onClick={() => previous && onGo(previous)}>
            <ChevronUp aria-hidden className="size-5" />
          </IconButton>
          <IconButton label={words.next} disabled={!next} onClick={() => next && onGo(next)}>
            <ChevronDown aria-hidden className="size-5" />
          </IconButton>
        </header>
        <ShownForm controls={data.controls} form={data.form} />
        <footer className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-4">
          <Button
            size="small"
            aria-pressed={iLike}
            icon={<ThumbsUp aria-hidden className={iLike ? 'size-3.5 text-accent' : 'size-3.5'} />}
            onClick={() => void like()}
          >
            {words.like} {data.likes > 0 ? data.likes : ''}
          </Button>
          <Readers journal={data} />
        </footer>
        <Thread journal={data} onChanged={reload} />
      </div>
    </article>
  );
}

function Readers({ journal }: { journal: Shown }) {
  const words = useJournalWords();
  const { receivers } = journal;
  const read = receivers.filter((r) => r.readAt !== null);
  if (receivers.length === 0) return null;
  const names = list(read.map((r) => nameOf(r.memberId, '…')));
  return (
    <span className="text-dense text-text-3" data-tip={names || undefined}>
      {words.readBy(read.length, receivers.length)}
    </span>
  );
}

function Thread({ journal, onChanged }: { journal: Shown; onChanged: () => void }) {
  const words = useJournalWords();
  const [text, setText] = useState('');
  const [re, setRe] = useState<JournalCommentId | null>(null);
  const [cid, setCid] = useState(uuid);
  const [busy, setBusy] = useState(false);
  const answered = journal.thread.find((c) => c.id === re);
  const send = async (e: FormEvent) => {
    e.preventDefault();
    if (!text.trim()) return;
    setBusy(true);
    try {
      await api.journals.commentJournal({ journalId: journal.id, cid, text, ...(re ? { re } : {}) });
      setText('');
      setRe(null);
      setCid(uuid());
      onChanged();
    } catch (caught) {
      toast(failureText(caught), { tone: 'danger' });
    }
    setBusy(false);
  };
  return (
    <section aria-label={words.comments} className="flex flex-col gap-3">
      <ul className="flex flex-col gap-3">
        {journal.thread.map((c) => {
          const to = journal.thread.find((x) => x.id === c.re);
          return (
            <li key={c.id} className={to ? 'ml-9 flex gap-2.5' : 'flex gap-2.5'}>
              <Person id={c.memberId} size={28} />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-baseline gap-2 text-small text-text-3">
                  <span className="text-dense font-medium text-text-2">
                    <Name id={c.memberId} />
                  </span>
                  {to && <span>{words.answerTo(nameOf(to.memberId, '…'))}</span>}
                  <span className="tabular">{when(Date.parse(c.at))}</span>
                  <button
                    type="button"
                    className="tap text-text-2 hover:text-accent"
                    onClick={() => setRe(c.id)}
                  >
                    {words.answer}
                  </button>
                </p>
                <p className="text-body wrap-anywhere whitespace-pre-wrap text-text">{c.text}</p>
              </div>
            </li>
          );
        })}
      </ul>
      <form onSubmit={(e) => void send(e)} className="flex flex-col items-end gap-2">
        {answered && (
          <p className="flex w-full items-center gap-3 text-small text-text-2">
            {words.answerTo(nameOf(answered.memberId, '…'))}
            <Button size="small" look="plain" onClick={() => setRe(null)}>
              {words.stopAnswer}
            </Button>
          </p>
        )}
        <Textarea
          aria-label={words.commentHint}
          placeholder={words.commentHint}
          value={text}
          maxLength={2_000}
          rows={2}
          onChange={(e) => setText(e.target.value)}
        />
        <Button type="submit" size="small" busy={busy} disabled={!text.trim()}>
          {words.comment}
        </Button>
      </form>
    </section>
  );
}
