import { Trash2, UserCheck } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { ApprovalTemplateId, MemberId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime, list } from '../../lib/format.ts';
import { wantPeople } from '../../lib/people.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox, Choice } from '../../ui/toggle.tsx';
import { findColleagues } from '../../ui/form/find-choices.ts';
import { Group } from '../../ui/form/group.tsx';
import { said } from '../../ui/form/label-of.ts';
import { Face, PersonName } from './person-name.tsx';
import { PickField } from '../../ui/form/pick-field.tsx';
import { useApprovalWords } from './words.ts';

/** Who speaks for me while I am away, and letting somebody. */
export function DelegationsPage() {
  const words = useApprovalWords();
  const { data, error, reload } = useLoaded('delegations', async (signal) => {
    const [{ delegations }, { templates }] = await Promise.all([
      api.approvals.listDelegations({}, { signal }),
      api.approvals.listTemplates({}, { signal }),
    ]);
    wantPeople(delegations.map((d) => d.agent));
    return { delegations, templates };
  });
  const end = async (delegationId: `apd_${string}`) => {
    try {
      await api.approvals.removeDelegation({ delegationId });
      toast(words.away.ended, { tone: 'ok' });
      reload();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  if (error && !data)
    return (
      <Empty
        title={words.whole}
        text={failureText(error)}
        action={<Button onClick={reload}>{words.retry}</Button>}
      />
    );
  if (!data) return <RowsSkeleton rows={4} />;
  const nameOf = (id: string) => {
    const t = data.templates.find((x) => x.id === id);
    return t ? said(t.name, t.en) : id;
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.away.title}>
      <div className="mx-auto flex w-full max-w-150 flex-col gap-6 px-5 py-6">
        <div>
          <h2 className="text-title font-medium">{words.away.title}</h2>
          <p className="text-dense text-text-2">{words.away.text}</p>
        </div>
        {data.delegations.length > 0 && (
          <ul aria-label={words.away.now} className="flex flex-col gap-2">
            {data.delegations.map((d) => (
              <li key={d.id} className="flex items-center gap-3 rounded-box px-4 py-3 ring-1 ring-line">
                <Face id={d.agent} size={36} />
                <div className="min-w-0 flex-1">
                  <p className="text-body font-medium">
                    <PersonName id={d.agent} />
                  </p>
                  <p className="tabular text-small text-text-2">
                    {fullTime(Date.parse(d.from))} – {fullTime(Date.parse(d.until))}
                  </p>
                  <p className="text-small text-text-3">
                    {d.templates ? list(d.templates.map(nameOf)) : words.away.every}
                  </p>
                </div>
                <IconButton label={words.away.end} onClick={() => void end(d.id)}>
                  <Trash2 aria-hidden className="size-4" />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
        <NewDelegation templates={data.templates} onAdded={reload} />
      </div>
    </div>
  );
}

function NewDelegation({
  templates,
  onAdded,
}: {
  templates: readonly { id: ApprovalTemplateId; name: string; en: string | null }[];
  onAdded: () => void;
}) {
  const words = useApprovalWords();
  const [agent, setAgent] = useState<MemberId[]>([]);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [scope, setScope] = useState<'every' | 'some'>('every');
  const [chosen, setChosen] = useState<ApprovalTemplateId[]>([]);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const [first] = agent;
  const ready = first && from && until && (scope === 'every' || chosen.length > 0);
  const add = async (e: FormEvent) => {
    e.preventDefault();
    if (!first || !ready) return;
    setBusy(true);
    setFailure('');
    try {
      await api.approvals.addDelegation({
        agent: first,
        from: new Date(from).toISOString(),
        until: new Date(until).toISOString(),
        templates: scope === 'every' ? null : chosen,
      });
      toast(words.away.added, { tone: 'ok' });
      setAgent([]);
      setFrom('');
      setUntil('');
      onAdded();
    } catch (error) {
      setFailure(failureText(error));
    }
    setBusy(false);
  };
  return (
    <form
      onSubmit={(e) => void add(e)}
      className="flex flex-col gap-4 rounded-card bg-panel p-5 ring-1 ring-line"
    >
      <Group label={words.away.who} required>
        <PickField
          label={words.away.who}
          find={findColleagues}
          value={agent}
          max={1}
          onValue={(ids) => setAgent(ids as MemberId[])}
        />
      </Group>
      <div className="grid gap-4 desk:grid-cols-2">
        <Field label={words.from} required>
          <Input type="datetime-local" value={from} onChange={(e) => setFrom(e.target.value)} />
        </Field>
        <Field label={words.to} required>
          <Input type="datetime-local" value={until} onChange={(e) => setUntil(e.target.value)} />
        </Field>
      </div>
      <Choice
        label={words.away.scope}
        value={scope}
        onValue={setScope}
        className="self-start"
        options={[
          { value: 'every', label: words.away.every },
          { value: 'some', label: words.away.some },
        ]}
      />
      {scope === 'some' && (
        <div role="group" aria-label={words.away.some} className="flex flex-wrap gap-x-5 gap-y-2">
          {templates.map((t) => (
            <Checkbox
              key={t.id}
              checked={chosen.includes(t.id)}
              onChecked={(on) => setChosen(on ? [...chosen, t.id] : chosen.filter((x) => x !== t.id))}
            >
              {said(t.name, t.en)}
            </Checkbox>
          ))}
        </div>
      )}
      {failure && (
        <p role="alert" className="text-dense text-danger">
          {failure}
        </p>
      )}
      <Button
        type="submit"
        look="solid"
        busy={busy}
        disabled={!ready}
        icon={<UserCheck aria-hidden className="size-4" />}
        className="self-start"
      >
        {words.away.add}
      </Button>
    </form>
  );
}
