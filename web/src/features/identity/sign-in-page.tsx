import { Building2, KeyRound, QrCode } from 'lucide-react';
import { useEffect, useState, type FormEvent } from 'react';
import { Link, Redirect, useSearchParams } from 'wouter';
import type { SignInAnswer } from '../../../../contract/src/identity.ts';
import type { CorpId } from '../../../../contract/src/ids.ts';
import { api, ApiError, failureText } from '../../lib/api.ts';
import { lazily, Quiet } from '../../lib/lazily.tsx';
import { canPasskeys, showPasskey } from '../../lib/passkeys.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useEnter } from './enter.ts';
import { Fault, OpenFrame, Or } from './open-frame.tsx';
import { SecondStep } from './second-step.tsx';
import { useIdentityWords } from './words.ts';

const QrPart = lazily(
  () => import('./qr-part.tsx'),
  (m) => m.QrPart,
);

type Second = Extract<SignInAnswer, { state: 'second-factor' }>;

/** Account and password, a passkey, or the company's own identity provider; then, where it is asked for, a second step. */
export function SignInPage() {
  const words = useIdentityWords();
  const enter = useEnter();
  const { needed, sso } = useWays();
  const [search] = useSearchParams();
  const [form, setForm] = useState({ login: '', password: '' });
  const [corps, setCorps] = useState<{ id: CorpId; name: string }[]>([]);
  const [second, setSecond] = useState<Second | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [byPhone, setByPhone] = useState(false);

  const run = async (what: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await what();
    } catch (failure) {
      const field = failure instanceof ApiError ? failure.fields[0]?.text : undefined;
      setError(field ?? failureText(failure));
    } finally {
      setBusy(false);
    }
  };
  const send = (corpId?: CorpId) =>
    run(async () => {
      const answer = await api.identity.signIn({ ...form, ...(corpId ? { corpId } : {}) });
      if (answer.state === 'choose') setCorps(answer.corps);
      else if (answer.state === 'second-factor') setSecond(answer);
      else await enter();
    });
  const passkey = () =>
    run(async () => {
      const { options, ticket } = await api.identity.passkeyOptions({});
      const response = await showPasskey(options);
      if (!response) return setError(words.passkeyStopped);
      await api.identity.signInWithPasskey({ ticket, response });
      await enter();
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };

  if (needed) return <Redirect to="/setup" replace />;
  if (second) return <SecondStep asked={second} onBack={() => setSecond(null)} />;
  if (byPhone)
    return (
      <Quiet>
        <QrPart onBack={() => setByPhone(false)} />
      </Quiet>
    );
  const trouble = search.get('sso') as keyof typeof words.sso | null;
  const next = search.get('next');
  return (
    <OpenFrame title={words.title} text={words.welcome}>
      {trouble && words.sso[trouble] && <Fault>{words.sso[trouble]}</Fault>}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={words.login} hint={words.loginHint}>
          <Input
            name="login"
            autoComplete="username webauthn"
            autoFocus
            required
            maxLength={120}
            value={form.login}
            onChange={(e) => setForm({ ...form, login: e.target.value })}
          />
        </Field>
        <Field label={words.password} error={error}>
          <Input
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
            value={form.password}
            onChange={(e) => setForm({ ...form, password: e.target.value })}
          />
        </Field>
        {corps.length > 0 ? (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-2 text-dense text-text-2">{words.chooseCorp}</legend>
            {corps.map((c) => (
              <Button key={c.id} busy={busy} onClick={() => void send(c.id)}>
                {c.name}
              </Button>
            ))}
          </fieldset>
        ) : (
          <Button type="submit" look="solid" size="large" busy={busy}>
            {words.signIn}
          </Button>
        )}
      </form>
      <Or />
      {sso && (
        <a
          href={`/api/sign-in/sso/${sso.corpId}${next ? `?next=${encodeURIComponent(next)}` : ''}`}
          className="tap inline-flex h-9 items-center justify-center gap-1.5 rounded-[8px] bg-raised px-3.5 font-medium ring-1 ring-line ring-inset hover:bg-hover"
        >
          <Building2 aria-hidden className="size-4" />
          {sso.button || words.withSso}
        </a>
      )}
      {canPasskeys() && (
        <Button
          icon={<KeyRound aria-hidden className="size-4" />}
          disabled={busy}
          onClick={() => void passkey()}
        >
          {words.withPasskey}
        </Button>
      )}
      <Button
        icon={<QrCode aria-hidden className="size-4" />}
        disabled={busy}
        onClick={() => setByPhone(true)}
      >
        {words.qr.open}
      </Button>
      <Link
        href="/forgot-password"
        className="tap rounded-chip text-center text-small text-text-2 hover:text-accent hover:underline"
      >
        {words.forgot.link}
      </Link>
    </OpenFrame>
  );
}

type Sso = { corpId: CorpId; button: string } | null;

/** Whether anybody could sign in here yet, and how else than with a password. Unreachable means: show the form all the same. */
function useWays(): { needed: boolean; sso: Sso } {
  const [search] = useSearchParams();
  const corp = search.get('corp');
  const [ways, setWays] = useState<{ needed: boolean; sso: Sso }>({ needed: false, sso: null });
  useEffect(() => {
    const gone = new AbortController();
    const asked = Promise.all([
      api.identity.setupState({}, { signal: gone.signal }),
      api.identity.signInWays(corp ? { corp: corp as CorpId } : {}, { signal: gone.signal }),
    ]);
    asked.then(
      ([{ needed }, { sso }]) => !gone.signal.aborted && setWays({ needed, sso }),
      () => undefined,
    );
    return () => gone.abort();
  }, [corp]);
  return ways;
}
