import { useRef, useState, type FormEvent } from 'react';
import type { SsoSettings } from '../../../../contract/src/identity-admin.ts';
import { api, ApiError, failureText } from '../../lib/api.ts';
import { useMe } from '../../lib/session.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Choice, Switch } from '../../ui/toggle.tsx';
import { confirmed } from '../../lib/step-up.ts';
import { useDraft } from './drafts.ts';
import { Body, Copyable, Fault, SaveBar, Waiting } from './page-parts.tsx';
import { useAnswer } from './use-answer.ts';
import { useIdentityAdminWords } from './words.ts';

type Settings = SsoSettings;
type Text = 'issuer' | 'clientId' | 'claim' | 'button' | 'clientSecret';
const blank: Settings = {
  enabled: false,
  issuer: '',
  clientId: '',
  match: 'email',
  claim: 'email',
  createMembers: false,
  button: '',
};

/** Single sign-on: what the identity provider needs to know, and what we need to know of it. */
export function SsoPage() {
  const { value, failure, again } = useAnswer(() => api.identityAdmin.getSso({}));
  if (!value) return <Waiting failure={failure} again={again} />;
  return <SsoEditor saved={value.settings} redirectUri={value.redirectUri} onSaved={again} />;
}

function SsoEditor({
  saved,
  redirectUri,
  onSaved,
}: {
  saved: Settings | null;
  redirectUri: string;
  onSaved: () => void;
}) {
  const words = useIdentityAdminWords();
  const me = useMe();
  const [form, setForm, changed] = useDraft('sso', { ...(saved ?? blank), clientSecret: '' });
  const [faults, setFaults] = useState<Partial<Record<Text, string>>>({});
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const keptSecret = saved !== null && saved.issuer === form.issuer;

  const show = (found: Partial<Record<Text, string>>) => {
    setFaults(found);
    const first = (['issuer', 'clientId', 'clientSecret', 'claim', 'button'] as const).find((f) => found[f]);
    if (first) element.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    show({});
    const { clientSecret, ...settings } = form;
    try {
      await confirmed(() =>
        api.identityAdmin.setSso({ ...settings, ...(clientSecret ? { clientSecret } : {}) }),
      );
      toast(settings.enabled ? words.sso.reached : words.saved, { tone: 'ok' });
      setForm(null);
      onSaved();
    } catch (error) {
      const code = error instanceof ApiError ? error.code : '';
      const found: Partial<Record<Text, string>> = {};
      if (code === 'identity.sso_needs_secret') found.clientSecret = failureText(error);
      if (code === 'identity.sso_unreachable') found.issuer = failureText(error);
      for (const { path } of error instanceof ApiError ? error.fields : [])
        if (path in words.sso.faults) found[path as Text] = words.sso.faults[path as Text];
      show(found);
      if (Object.keys(found).length === 0) setFault(failureText(error));
    } finally {
      setBusy(false);
    }
  };
  const text = (name: Text) => ({
    name,
    value: form[name],
    autoComplete: 'off',
    spellCheck: false,
    onChange: (e: { target: { value: string } }) => setForm({ ...form, [name]: e.target.value }),
  });
  const secretHint = keptSecret ? words.sso.secretKept : saved ? words.sso.secretAnew : words.sso.secretHint;
  return (
    <Body>
      <p className="text-dense text-text-2">{words.sso.intro}</p>
      <section className="flex flex-col gap-1.5">
        <h2 className="text-dense font-medium text-text-2">{words.sso.redirect}</h2>
        <Copyable text={redirectUri} label={words.sso.copyRedirect} />
        <p className="text-small text-text-3">{words.sso.redirectHint}</p>
      </section>
      <form ref={element} noValidate onSubmit={(e) => void save(e)} className="flex flex-col gap-5">
        <label className="flex items-center justify-between gap-4 border-y border-line py-3">
          <span>{words.sso.enabled}</span>
          <Switch checked={form.enabled} onChecked={(enabled) => setForm({ ...form, enabled })} />
        </label>
        <Field label={words.sso.issuer} hint={words.sso.issuerHint} error={faults.issuer}>
          <Input {...text('issuer')} type="url" placeholder="https://id.example.com/realms/staff" />
        </Field>
        <Field label={words.sso.clientId} error={faults.clientId}>
          <Input {...text('clientId')} />
        </Field>
        <Field label={words.sso.secret} hint={secretHint} error={faults.clientSecret}>
          <Input
            {...text('clientSecret')}
            type="password"
            autoComplete="new-password"
            placeholder={keptSecret ? '••••••••' : ''}
          />
        </Field>
        <div className="flex flex-col gap-1.5">
          <span className="text-dense font-medium text-text-2">{words.sso.match}</span>
          <Choice<Settings['match']>
            label={words.sso.match}
            value={form.match}
            onValue={(match) => setForm({ ...form, match })}
            options={[
              { value: 'email', label: words.sso.matches.email },
              { value: 'userid', label: words.sso.matches.userid },
            ]}
            className="self-start"
          />
        </div>
        <Field label={words.sso.claim} hint={words.sso.claimHint} error={faults.claim}>
          <Input {...text('claim')} />
        </Field>
        <label className="flex items-center justify-between gap-4">
          <span>
            {words.sso.create}
            <span className="block text-small text-text-3">{words.sso.createHint}</span>
          </span>
          <Switch
            checked={form.createMembers}
            onChecked={(createMembers) => setForm({ ...form, createMembers })}
          />
        </label>
        <Field label={words.sso.button} hint={words.sso.buttonHint} error={faults.button} optional>
          <Input {...text('button')} maxLength={40} />
        </Field>
        <section className="flex flex-col gap-2 rounded-m bg-info-soft p-4">
          <h2 className="text-dense font-medium text-info">{words.sso.test}</h2>
          <p className="text-dense text-text-2">{words.sso.testText}</p>
          <Copyable text={`${location.origin}/api/sign-in/sso/${me.corp.id}`} label={words.sso.copyTest} />
        </section>
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
