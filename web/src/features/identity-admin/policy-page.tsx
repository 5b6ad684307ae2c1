import { useId, useRef, useState, type FormEvent } from 'react';
import type { SignInPolicy } from '../../../../contract/src/identity-admin.ts';
import { api, ApiError, failureText } from '../../lib/api.ts';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox, Choice } from '../../ui/toggle.tsx';
import { confirmed } from '../../lib/step-up.ts';
import { useDraft } from './drafts.ts';
import { Body, Fault, SaveBar, Waiting } from './page-parts.tsx';
import {
  faultsOf,
  formOf,
  policyOf,
  serverFaults,
  type PolicyFaults,
  type PolicyForm,
  type Unit,
} from './policy-form.ts';
import { useAnswer } from './use-answer.ts';
import { useIdentityAdminWords } from './words.ts';

const ways = ['password', 'passkey', 'sso'] as const;

/** How members may sign in, and for how long. */
export function PolicyPage() {
  const { value, failure, again } = useAnswer(() => api.identityAdmin.getSignInPolicy({}));
  if (!value) return <Waiting failure={failure} again={again} />;
  return <PolicyEditor saved={value} onSaved={again} />;
}

function PolicyEditor({ saved, onSaved }: { saved: SignInPolicy; onSaved: () => void }) {
  const words = useIdentityAdminWords();
  const [form, setForm, changed] = useDraft<PolicyForm>('policy', formOf(saved));
  const [faults, setFaults] = useState<PolicyFaults>({});
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const waysNote = useId();

  const show = (found: PolicyFaults) => {
    setFaults(found);
    const first = (['session', 'idle', 'ways', 'networks'] as const).find((f) => found[f]);
    if (first) element.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const plain = faultsOf(form, words);
    setFault(null);
    show(plain);
    if (Object.keys(plain).length) return;
    setBusy(true);
    try {
      await confirmed(() => api.identityAdmin.setSignInPolicy(policyOf(form)));
      toast(words.saved, { tone: 'ok' });
      setForm(null);
      onSaved();
    } catch (error) {
      const found =
        error instanceof ApiError && error.code === 'identity.shuts_you_out'
          ? { networks: error.message }
          : error instanceof ApiError
            ? serverFaults(error.fields, form, words)
            : {};
      show(found);
      if (Object.keys(found).length === 0) setFault(failureText(error));
    } finally {
      setBusy(false);
    }
  };
  const lengthField = (key: 'session' | 'idle', label: string, hint: string, units: readonly Unit[]) => (
    <Field label={label} hint={hint} error={faults[key]}>
      <div className="flex gap-2">
        <Input
          name={key}
          inputMode="numeric"
          autoComplete="off"
          value={form[key].n}
          onChange={(e) => setForm({ ...form, [key]: { ...form[key], n: e.target.value } })}
          className="!w-28"
        />
        <Select
          id={`${key}-unit`}
          aria-label={words.policy.unitOf(label)}
          value={form[key].unit}
          onChange={(e) => setForm({ ...form, [key]: { ...form[key], unit: e.target.value as Unit } })}
          options={units.map((u) => ({ value: u, label: words.policy.units[u] }))}
        />
      </div>
    </Field>
  );
  return (
    <Body>
      <form ref={element} noValidate onSubmit={(e) => void save(e)} className="flex flex-col gap-6">
        <div className="flex flex-col gap-1.5">
          <span className="text-dense font-medium text-text-2">{words.policy.secondFactor}</span>
          <Choice<SignInPolicy['secondFactor']>
            label={words.policy.secondFactor}
            value={form.secondFactor}
            onValue={(secondFactor) => setForm({ ...form, secondFactor })}
            options={(['optional', 'admins', 'everyone'] as const).map((v) => ({
              value: v,
              label: words.policy.secondFactors[v],
            }))}
            className="self-start"
          />
          <p className="text-small text-text-3">{words.policy.secondFactorHint}</p>
        </div>
        {lengthField('session', words.policy.sessionLength, words.policy.sessionHint, ['hours', 'days'])}
        {lengthField('idle', words.policy.idle, words.policy.idleHint, ['minutes', 'hours', 'days'])}
        <fieldset aria-describedby={waysNote} className="flex flex-col gap-1.5">
          <legend className="mb-1.5 text-dense font-medium text-text-2">{words.policy.ways}</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-1">
            {ways.map((w) => (
              <Checkbox
                key={w}
                name="ways"
                checked={form.ways.includes(w)}
                onChecked={(on) =>
                  setForm({ ...form, ways: ways.filter((x) => (x === w ? on : form.ways.includes(x))) })
                }
              >
                {words.policy.wayNames[w]}
              </Checkbox>
            ))}
          </div>
          <p
            id={waysNote}
            role={faults.ways ? 'alert' : undefined}
            className={faults.ways ? 'text-small text-danger' : 'text-small text-text-3'}
          >
            {faults.ways ?? words.policy.waysHint}
          </p>
        </fieldset>
        <Field
          label={words.policy.networks}
          hint={words.policy.networksHint}
          error={faults.networks}
          optional
        >
          <Textarea
            name="networks"
            spellCheck={false}
            value={form.networks}
            onChange={(e) => setForm({ ...form, networks: e.target.value })}
            className="font-mono"
          />
        </Field>
        <Fault>{fault}</Fault>
        <SaveBar
          changed={changed}
          busy={busy}
          onReset={() => {
            setForm(null);
            setFaults({});
            setFault(null);
          }}
        />
      </form>
    </Body>
  );
}
