import { useState, type FormEvent } from 'react';
import type { DeskSessionId, MemberId } from '../../../../contract/src/ids.ts';
import type { Ticket, TicketStatus } from '../../../../contract/src/tickets.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { useDeskWords } from './words.ts';

export interface Colleague {
  memberId: string;
  name: string;
}

/** What a field of date and time shows, in the reader's own zone. */
function localTime(iso: string | null): string {
  if (!iso) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** A ticket to make or to change; `sessionId` is the session it comes out of. */
export function TicketDialog({
  ticket,
  sessionId,
  colleagues,
  onClose,
  onSaved,
}: {
  ticket: Ticket | null;
  sessionId?: DeskSessionId;
  colleagues: readonly Colleague[];
  onClose: () => void;
  onSaved: () => void;
}) {
  const words = useDeskWords().tickets;
  const [f, setF] = useState({
    title: ticket?.title ?? '',
    detail: ticket?.detail ?? '',
    memberId: ticket?.memberId ?? '',
    due: localTime(ticket?.dueAt ?? null),
    status: ticket?.status ?? ('open' as TicketStatus),
  });
  const set = (more: Partial<typeof f>) => setF({ ...f, ...more });
  const people = new Map(colleagues.map((c) => [c.memberId, c.name]));
  if (ticket?.memberId) people.set(ticket.memberId, ticket.memberName);
  const save = async (e: FormEvent) => {
    e.preventDefault();
    const said = {
      title: f.title,
      detail: f.detail,
      memberId: (f.memberId || null) as MemberId | null,
      dueAt: f.due ? new Date(f.due).toISOString() : null,
    };
    try {
      await (ticket
        ? api.tickets.changeTicket({ ticketId: ticket.id, status: f.status, ...said })
        : api.tickets.createTicket({ ...said, ...(sessionId ? { sessionId } : {}) }));
      onSaved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={ticket ? `#${ticket.no} ${ticket.title}` : words.fresh}
      footer={
        <Button look="solid" type="submit" form="ticket" disabled={!f.title.trim()}>
          {words.save}
        </Button>
      }
    >
      <form id="ticket" onSubmit={(e) => void save(e)} className="flex flex-col gap-4">
        <Field label={words.subject} required>
          <Input value={f.title} maxLength={100} onChange={(e) => set({ title: e.target.value })} />
        </Field>
        <Field label={words.detail} hint={words.detailHint} optional>
          <Textarea
            rows={2}
            value={f.detail}
            maxLength={4_000}
            onChange={(e) => set({ detail: e.target.value })}
          />
        </Field>
        <div className="grid gap-4 desk:grid-cols-2">
          <Field label={words.who}>
            <Select
              value={f.memberId}
              onChange={(e) => set({ memberId: e.target.value as typeof f.memberId })}
              options={[
                { value: '', label: words.nobody },
                ...[...people].map(([value, label]) => ({ value, label })),
              ]}
            />
          </Field>
          <Field label={words.until} optional>
            <Input type="datetime-local" value={f.due} onChange={(e) => set({ due: e.target.value })} />
          </Field>
        </div>
        {ticket && (
          <Field label={words.state}>
            <Select
              value={f.status}
              onChange={(e) => set({ status: e.target.value as TicketStatus })}
              options={(['open', 'doing', 'done', 'dropped'] as const).map((value) => ({
                value,
                label: words.states[value],
              }))}
            />
          </Field>
        )}
      </form>
      {ticket && <TicketNotes ticket={ticket} />}
    </Dialog>
  );
}

function TicketNotes({ ticket }: { ticket: Ticket }) {
  const words = useDeskWords().tickets;
  const loaded = useLoaded(`ticket ${ticket.id}`, () => api.tickets.getTicket({ ticketId: ticket.id }));
  const [text, setText] = useState('');
  const [shown, setShown] = useState(false);
  const add = async (e: FormEvent) => {
    e.preventDefault();
    try {
      await api.tickets.noteTicket({ ticketId: ticket.id, text, shown });
      setText('');
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <section aria-label={words.notes} className="mt-5 border-t border-line pt-4">
      <ol className="mb-3 flex flex-col gap-2 text-small">
        {loaded.data?.notes.map((n) => (
          <li key={n.at} className="rounded-box bg-hover px-3 py-2">
            <span className="block wrap-anywhere whitespace-pre-wrap">{n.text}</span>
            <span className="flex items-center gap-2 text-tiny text-text-2">
              {n.memberName} · {fullTime(Date.parse(n.at))}
              {n.shown && <Tag tone="accent">{words.shown}</Tag>}
            </span>
          </li>
        ))}
      </ol>
      <form onSubmit={(e) => void add(e)} className="flex flex-col gap-2">
        <Textarea
          rows={2}
          value={text}
          maxLength={2_000}
          aria-label={words.note}
          placeholder={words.note}
          onChange={(e) => setText(e.target.value)}
        />
        <div className="flex flex-wrap items-center justify-between gap-2">
          {ticket.customerId ? (
            <Checkbox checked={shown} onChecked={setShown}>
              {words.show}
            </Checkbox>
          ) : (
            <span />
          )}
          <Button size="small" type="submit" disabled={!text.trim()}>
            {words.addNote}
          </Button>
        </div>
      </form>
    </section>
  );
}
