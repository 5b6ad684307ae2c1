import { Store } from 'lucide-react';
import { useEffect, useState, type FormEvent } from 'react';
import { Redirect } from 'wouter';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { sample } from '../../../../contract/src/sample.ts';
import { api, failureText, fieldFaults } from '../../lib/api.ts';
import { locale } from '../../lib/locale.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { useEnter } from './enter.ts';
import { Fault, OpenFrame, Or } from './open-frame.tsx';
import { useIdentityWords } from './words.ts';

type Logins = OutputOf<typeof sample.openSample>['logins'];

/** The first minute of an installation: found the company, or look around in a made-up one. */
export function SetupPage() {
  const words = useIdentityWords().setup;
  const enter = useEnter();
  const [needed, setNeeded] = useState(true);
  const [form, setForm] = useState({ corpName: '', ownerName: '', email: '', password: '', zone: myZone() });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [error, setError] = useState<string | null>(null);
  const [logins, setLogins] = useState<Logins | null>(null);
  const [busy, setBusy] = useState<'found' | 'sample' | null>(null);

  useEffect(() => {
    api.identity.setupState({}).then(
      (s) => setNeeded(s.needed),
      () => undefined,
    );
  }, []);
  const run = async (which: 'found' | 'sample', what: () => Promise<void>) => {
    setBusy(which);
    setFaults({});
    setError(null);
    try {
      await what();
    } catch (failure) {
      setFaults(fieldFaults(failure));
      setError(failureText(failure));
    } finally {
      setBusy(null);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run('found', async () => {
      await api.identity.setUp({ ...form, locale: locale() });
      await enter();
    });
  };
  const trySample = () => run('sample', async () => setLogins((await api.sample.openSample({})).logins));
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (e: { target: { value: string } }) => setForm({ ...form, [name]: e.target.value }),
    name,
    required: true,
  });

  if (logins) return <SampleReady logins={logins} onEnter={enter} />;
  if (!needed) return <Redirect to="/sign-in" replace />;
  const passwordFault = faults['password'] && error;
  return (
    <OpenFrame title={words.title} text={words.text} wide>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {error && !passwordFault && <Fault>{error}</Fault>}
        <Field label={words.corp} required error={faults['corpName']}>
          <Input {...field('corpName')} autoFocus maxLength={100} autoComplete="organization" />
        </Field>
        <Field label={words.owner} required error={faults['ownerName']}>
          <Input {...field('ownerName')} maxLength={60} autoComplete="name" />
        </Field>
        <Field label={words.email} required hint={words.emailHint} error={faults['email']}>
          <Input {...field('email')} type="email" maxLength={120} autoComplete="username" />
        </Field>
        <Field label={words.password} required hint={words.passwordHint} error={passwordFault}>
          <Input
            {...field('password')}
            type="password"
            minLength={8}
            maxLength={200}
            autoComplete="new-password"
          />
        </Field>
        <Field label={words.zone} error={faults['zone']}>
          <Select {...field('zone')} options={zones()} />
        </Field>
        <Button type="submit" look="solid" size="large" busy={busy === 'found'} disabled={busy !== null}>
          {words.found}
        </Button>
      </form>
      <Or />
      <Button
        icon={<Store aria-hidden className="size-4" />}
        busy={busy === 'sample'}
        disabled={busy !== null}
        onClick={() => void trySample()}
      >
        {words.sample}
      </Button>
      <p className="text-center text-small text-text-3">{words.sampleText}</p>
    </OpenFrame>
  );
}

function SampleReady({ logins, onEnter }: { logins: Logins; onEnter: () => Promise<void> }) {
  const { setup: words, login, password } = useIdentityWords();
  return (
    <OpenFrame title={words.sampleReady} text={words.sampleLogins} wide>
      <dl className="flex flex-col divide-y divide-line">
        {logins.map((l) => (
          <div key={l.login} className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 py-3 text-dense">
            <dt className="col-span-2 font-medium">
              {l.name} <span className="font-normal text-text-2">{l.who}</span>
            </dt>
            <dd className="text-text-2">{login}</dd>
            <dd className="font-mono select-all">{l.login}</dd>
            <dd className="text-text-2">{password}</dd>
            <dd className="font-mono select-all">{l.password}</dd>
          </div>
        ))}
      </dl>
      <Button look="solid" size="large" onClick={() => void onEnter()}>
        {words.enter}
      </Button>
    </OpenFrame>
  );
}

const myZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai';

function zones(): { value: string; label: string }[] {
  const all = new Set([myZone(), 'Asia/Shanghai', ...Intl.supportedValuesOf('timeZone'), 'UTC']);
  return [...all].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
