import { UserRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { MemberRecord } from '../../../../contract/src/directory-admin.ts';
import { api, failureText } from '../../lib/api.ts';
import { list } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { OnePerson } from './member-places.tsx';
import { useDirectoryWords } from './words.ts';

interface Heir {
  id: MemberRecord['id'];
  name: string;
}
type Part = 'reports' | 'departments' | 'groups' | 'customers' | 'approvals' | 'tasks';
const most = 8;

/** Before somebody leaves: what they leave behind, and who takes on what; all of it happens with the leaving or not at all. */
export function LeaveDialog({
  member,
  onClose,
  onLeft,
}: {
  member: MemberRecord;
  onClose: () => void;
  onLeft: () => void;
}) {
  const words = useDirectoryWords();
  const [picking, setPicking] = useState<Part | null>(null);
  const [heirs, setHeirs] = useState<Partial<Record<Part, Heir>>>({});
  const [message, setMessage] = useState(words.admin.toCustomers);
  const [busy, setBusy] = useState(false);
  const { data, error } = useLoaded(`leaving ${member.id}`, (signal) =>
    api.leaving.leftBehind({ memberId: member.id }, { signal }),
  );
  const parts: { part: Part; title: string; names: string[] }[] = data
    ? [
        {
          part: 'reports' as const,
          title: words.admin.reports(data.reports.length),
          names: data.reports.map((m) => m.name),
        },
        {
          part: 'departments' as const,
          title: words.admin.led(data.led.length),
          names: data.led.map((d) => d.names.join(' / ')),
        },
        {
          part: 'groups' as const,
          title: words.admin.owned(data.groups.length),
          names: data.groups.map((g) => g.title || words.admin.unnamedGroup),
        },
        {
          part: 'customers' as const,
          title: words.admin.customers(data.customers),
          names: data.customers ? [words.admin.customersWith] : [],
        },
        {
          part: 'approvals' as const,
          title: words.admin.decisions(data.approvals.length),
          names: data.approvals.map((a) => a.title),
        },
        {
          part: 'tasks' as const,
          title: words.admin.tasks(data.tasks),
          names: data.tasks ? [words.admin.tasksWith] : [],
        },
      ].filter((p) => p.names.length > 0)
    : [];
  const chosen = parts.filter(({ part }) => heirs[part]);
  const leave = async () => {
    setBusy(true);
    try {
      const to = Object.fromEntries(chosen.map(({ part }) => [part, heirs[part]?.id]));
      await api.leaving.leave({ memberId: member.id, to, message: heirs.customers ? message : '' });
      toast(words.saved, { tone: 'ok' });
      onLeft();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
      setBusy(false);
    }
  };
  /** Most often one person takes on everything: a first choice stands for the parts that have none. */
  const choose = (part: Part, heir: Heir) =>
    setHeirs((now) => ({
      reports: heir,
      departments: heir,
      groups: heir,
      customers: heir,
      approvals: heir,
      tasks: heir,
      ...now,
      [part]: heir,
    }));
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.admin.leaveSure(member.name)}
      description={words.admin.leaveText}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="danger" busy={busy} disabled={!data} onClick={() => void leave()}>
            {chosen.length ? words.admin.handOverAndLeave : words.admin.leaveOnly}
          </Button>
        </>
      }
    >
      <h3 className="mb-2 text-dense font-medium text-text-2">{words.admin.handover}</h3>
      {error ? (
        <p role="alert" className="text-dense text-danger">
          {failureText(error)}
        </p>
      ) : !data ? (
        <RowsSkeleton rows={2} />
      ) : parts.length === 0 ? (
        <p className="text-dense text-text-3">{words.admin.nothingToHandOver}</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {parts.map(({ part, title, names }) => (
            <PartToGive
              key={part}
              title={title}
              names={names}
              heir={heirs[part]?.name}
              note={part === 'groups' ? words.admin.groupsOtherwise : undefined}
              onChoose={() => setPicking(part)}
            />
          ))}
        </ul>
      )}
      {data && data.customers > 0 && heirs.customers && (
        <Field label={words.admin.toCustomersLabel} hint={words.admin.toCustomersHint} className="mt-3">
          <Textarea rows={2} maxLength={200} value={message} onChange={(e) => setMessage(e.target.value)} />
        </Field>
      )}
      {picking && (
        <OnePerson
          title={words.admin.heir}
          except={member.id}
          onClose={() => setPicking(null)}
          onPick={(p) => {
            choose(picking, { id: p.id as MemberRecord['id'], name: p.name });
            setPicking(null);
          }}
        />
      )}
    </Dialog>
  );
}

function PartToGive({
  title,
  names,
  heir,
  note,
  onChoose,
}: {
  title: string;
  names: readonly string[];
  heir: string | undefined;
  note: ReactNode;
  onChoose: () => void;
}) {
  const words = useDirectoryWords().admin;
  const shown = names.slice(0, most);
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 rounded-box bg-hover/50 p-3 text-dense">
      <div className="min-w-40 flex-1">
        <div className="font-medium">{title}</div>
        <div className="wrap-anywhere text-text-2">
          {list(names.length > most ? [...shown, words.andMore(names.length - most)] : shown)}
        </div>
        {note && !heir && <div className="mt-1 text-small text-text-3">{note}</div>}
      </div>
      <Button
        size="small"
        aria-label={`${title}: ${words.heir} ${heir ?? ''}`.trim()}
        icon={<UserRound aria-hidden className="size-3.5" />}
        className="max-w-44"
        onClick={onChoose}
      >
        <span className="truncate">{heir ?? words.heir}</span>
      </Button>
    </li>
  );
}
