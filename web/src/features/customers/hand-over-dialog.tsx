import { useEffect, useState } from 'react';
import type { Transfer } from '../../../../contract/src/customer-transfers.ts';
import type { MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { MemberPicker, type Person } from '../../ui/member-picker.tsx';
import { toast } from '../../ui/overlays.ts';
import { useCustomerWords } from './words.ts';

export type FindMembers = (q: string, signal: AbortSignal) => Promise<Person[]>;

/** Customers of one member go to another; what is on its way stands below. */
export function HandOverDialog({
  from: first,
  only,
  narrowed,
  findMembers,
  onClose,
}: {
  /** the member the list is filtered by */
  from: Person | null;
  only: Parameters<typeof api.customerTransfers.startTransfer>[0]['only'];
  /** the list is filtered, so not everybody goes */
  narrowed: boolean;
  findMembers: FindMembers;
  onClose: () => void;
}) {
  const words = useCustomerWords().handOver;
  const [from, setFrom] = useState<Person | null>(first);
  const [to, setTo] = useState<Person | null>(null);
  const [message, setMessage] = useState(words.usual);
  const [busy, setBusy] = useState(false);
  const started = useLoaded('transfers', () => api.customerTransfers.listTransfers({}));
  const running = started.data?.transfers.some((t) => !t.done) === true;
  const { reload } = started;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(reload, 1_500);
    return () => clearInterval(timer);
  }, [running, reload]);
  const start = async () => {
    if (!from || !to) return;
    setBusy(true);
    try {
      await api.customerTransfers.startTransfer({
        from: from.id as MemberId,
        to: to.id as MemberId,
        only,
        message,
      });
      toast(words.started, { tone: 'ok' });
      setTo(null);
      reload();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={narrowed ? words.narrowed : words.everybody}
      footer={
        <>
          <Button onClick={onClose}>{words.close}</Button>
          <Button look="solid" busy={busy} disabled={!from || !to} onClick={() => void start()}>
            {words.start}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {!from && (started.data?.leavers.length ?? 0) > 0 && (
          <div className="flex flex-wrap items-center gap-2">
            <span className="text-dense font-medium text-text-2">{words.leavers}</span>
            {started.data?.leavers.map((l) => (
              <Button key={l.memberId} size="small" onClick={() => setFrom({ id: l.memberId, name: l.name })}>
                {words.leaver(l.name, l.customers)}
              </Button>
            ))}
          </div>
        )}
        <Who label={words.from} find={findMembers} value={from} onValue={setFrom} />
        {from && <Who label={words.to} find={findMembers} value={to} onValue={setTo} except={from.id} />}
        <Field label={words.message} hint={words.messageHint}>
          <Textarea rows={2} maxLength={200} value={message} onChange={(e) => setMessage(e.target.value)} />
        </Field>
        {started.data && started.data.transfers.length > 0 && (
          <ul aria-label={words.before} className="flex flex-col gap-1 border-t border-line pt-3 text-dense">
            {started.data.transfers.slice(0, 5).map((t) => (
              <Line key={t.id} transfer={t} />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

/** One person: chosen from a list that then makes room. */
function Who({
  label,
  find,
  value,
  onValue,
  except,
}: {
  label: string;
  find: FindMembers;
  value: Person | null;
  onValue: (person: Person | null) => void;
  except?: string;
}) {
  const words = useCustomerWords().handOver;
  if (!value)
    return (
      <div className="flex flex-col gap-1">
        <span className="text-dense font-medium text-text-2">{label}</span>
        <MemberPicker
          label={label}
          find={find}
          value={[]}
          max={1}
          onValue={([picked]) => onValue(picked ?? null)}
          {...(except ? { taken: new Set([except]) } : {})}
        />
      </div>
    );
  return (
    <div className="flex items-center gap-3 text-dense">
      <span className="w-24 shrink-0 font-medium text-text-2">{label}</span>
      <span className="min-w-0 flex-1 truncate">{value.name}</span>
      <Button size="small" aria-label={`${label}: ${words.change}`} onClick={() => onValue(null)}>
        {words.change}
      </Button>
    </div>
  );
}

function Line({ transfer: t }: { transfer: Transfer }) {
  const words = useCustomerWords().handOver;
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <span className="min-w-0 flex-1 truncate">
        {t.fromName} → {t.toName}
      </span>
      <span className="tabular text-text-2">
        {t.done ? words.done(t.moved, t.failed) : words.moving(t.moved, t.total)}
      </span>
      <time className="text-small text-text-3" dateTime={t.startedAt}>
        {when(Date.parse(t.startedAt))}
      </time>
    </li>
  );
}
