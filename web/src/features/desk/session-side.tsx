import { useState, type FormEvent, type Ref } from 'react';
import type { desk } from '../../../../contract/src/desk.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useMe } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { SessionTickets } from './session-tickets.tsx';
import type { Colleague } from './ticket-dialog.tsx';
import { useDeskWords } from './words.ts';

export type OneSession = OutputOf<typeof desk.getDeskSession>;

export interface SideFields {
  note: Ref<HTMLTextAreaElement>;
  replies: Ref<HTMLInputElement>;
}

/** Beside a session: who it is, what colleagues noted, what to say. */
export function SessionSide({
  session: s,
  fields,
  colleagues,
  insert,
  onNoted,
}: {
  session: OneSession;
  colleagues: readonly Colleague[];
  fields: SideFields;
  /** puts a text where the member writes; undefined where they may not */
  insert: ((text: string) => void) | undefined;
  onNoted: () => void;
}) {
  const words = useDeskWords();
  const me = useMe();
  const facts: [string, string][] = [
    [words.customer, s.customer.name],
    [words.since, fullTime(Date.parse(s.customer.since))],
    [words.mobile, s.customer.mobile ?? ''],
    [words.email, s.customer.email ?? ''],
    [words.owners, s.customer.owners.join('、')],
    [words.tags, s.customer.tags.join('、')],
  ];
  return (
    <div
      className="min-h-0 flex-1 overflow-y-auto px-4 py-3"
      tabIndex={0}
      aria-label={words.side}
      role="region"
    >
      <dl className="mb-4 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-dense [&_dt]:text-text-3">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <Notes session={s} box={fields.note} onNoted={onNoted} />
      <SessionTickets session={s} colleagues={colleagues} />
      <Replies
        box={fields.replies}
        insert={insert}
        values={{ name: s.customer.name, me: me.member.name, desk: s.deskName }}
      />
      <Knowledge session={s} insert={insert} />
      {s.before.length > 0 && (
        <>
          <h3 className="mt-5 mb-1.5 text-dense font-medium text-text-2">{words.before}</h3>
          <ol className="flex flex-col gap-1 text-small">
            {s.before.map((b) => (
              <li key={b.id}>
                {[
                  fullTime(Date.parse(b.openedAt)),
                  b.memberName || words.bot,
                  b.rating && words.stars(b.rating),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

function Notes({
  session,
  box,
  onNoted,
}: {
  session: OneSession;
  box: Ref<HTMLTextAreaElement>;
  onNoted: () => void;
}) {
  const words = useDeskWords();
  const [text, setText] = useState('');
  const save = async (e: FormEvent) => {
    e.preventDefault();
    if (!text.trim()) return;
    try {
      await api.desk.noteDeskSession({ sessionId: session.id, text });
      setText('');
      onNoted();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <section aria-label={words.notes}>
      <h3 className="mb-1.5 text-dense font-medium text-text-2">{words.notes}</h3>
      <form onSubmit={(e) => void save(e)} className="flex flex-col gap-2">
        <Textarea
          ref={box}
          rows={2}
          value={text}
          maxLength={2_000}
          aria-label={words.notes}
          placeholder={words.noteHint}
          onChange={(e) => setText(e.target.value)}
        />
        <Button size="small" type="submit" disabled={!text.trim()} className="self-end">
          {words.addNote}
        </Button>
      </form>
      <ol className="mt-2 flex flex-col gap-2 text-small">
        {session.notes.map((n) => (
          <li key={n.at} className="rounded-box bg-warn-soft px-3 py-2">
            <span className="block wrap-anywhere whitespace-pre-wrap">{n.text}</span>
            <span className="text-tiny text-text-2">
              {n.memberName} · {fullTime(Date.parse(n.at))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A canned reply with what it stands for; braces that mean nothing stay. */
const filled = (text: string, values: Record<string, string>) =>
  text.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);

type Insert = ((text: string) => void) | undefined;
interface Offer {
  id: string;
  title: string;
  text: string;
}

function Replies({
  box,
  insert,
  values,
}: {
  box: Ref<HTMLInputElement>;
  insert: Insert;
  values: Record<string, string>;
}) {
  const words = useDeskWords();
  const [q, setQ] = useState('');
  const found = useLoaded(`replies ${q}`, () => api.desk.listDeskReplies({ q }));
  return (
    <Finder
      title={words.replies}
      label={words.searchReplies}
      none={words.noReplies}
      box={box}
      q={q}
      setQ={setQ}
      insert={insert}
      offers={found.data?.replies.slice(0, 8).map((r) => ({ ...r, text: filled(r.text, values) }))}
    />
  );
}

function Knowledge({ session, insert }: { session: OneSession; insert: Insert }) {
  const words = useDeskWords();
  const [q, setQ] = useState('');
  const asked = q.trim();
  const found = useLoaded(asked ? `knowledge ${asked}` : null, () =>
    api.desk.searchDeskKnowledge({ q: asked, deskId: session.deskId }),
  );
  const offers = found.data?.found.map(({ article: a }) => ({ id: a.id, title: a.question, text: a.answer }));
  return (
    <Finder
      title={words.knowledge}
      label={words.searchKnowledge}
      none={words.noKnowledge}
      q={q}
      setQ={setQ}
      insert={insert}
      offers={asked ? offers : []}
    />
  );
}

function Finder({
  title,
  label,
  none,
  box,
  q,
  setQ,
  insert,
  offers,
}: {
  title: string;
  label: string;
  none: string;
  box?: Ref<HTMLInputElement>;
  q: string;
  setQ: (q: string) => void;
  insert: Insert;
  offers: readonly Offer[] | undefined;
}) {
  const words = useDeskWords();
  return (
    <section aria-label={title} className="mt-5">
      <h3 className="mb-1.5 text-dense font-medium text-text-2">{title}</h3>
      <input
        ref={box}
        type="search"
        value={q}
        aria-label={label}
        placeholder={label}
        maxLength={60}
        className="h-9 w-full rounded-[8px] border border-line bg-raised px-3 text-body placeholder:text-text-3"
        onChange={(e) => setQ(e.target.value)}
        onKeyDown={(e) => {
          const first = offers?.[0];
          if (e.key !== 'Enter' || e.nativeEvent.isComposing || !first || !insert) return;
          e.preventDefault();
          insert(first.text);
          setQ('');
        }}
      />
      {offers && offers.length === 0 && q.trim() && <p className="mt-2 text-small text-text-3">{none}</p>}
      <ul className="mt-2 flex flex-col gap-1.5">
        {offers?.map((o) => (
          <li key={o.id} className="rounded-box border border-line px-3 py-2">
            <p className="text-dense font-medium">{o.title}</p>
            <p className="line-clamp-3 text-small text-text-2">{o.text}</p>
            {insert && (
              <Button
                size="small"
                look="soft"
                className="mt-1"
                aria-label={`${words.insert} ${o.title}`}
                onClick={() => insert(o.text)}
              >
                {words.insert}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
