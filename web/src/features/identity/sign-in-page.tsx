import { useState, type FormEvent } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { CorpId } from '../../../../contract/src/ids.ts';
import { api, ApiError, failureText } from '../../lib/api.ts';
import { locale, setLocale, type Locale } from '../../lib/locale.ts';
import { refreshSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Choice } from '../../ui/toggle.tsx';
import { useIdentityWords } from './words.ts';

/** Account and password; where the account belongs to several companies, which one. */
export function SignInPage() {
  const words = useIdentityWords();
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const [form, setForm] = useState({ login: '', password: '' });
  const [corps, setCorps] = useState<{ id: CorpId; name: string }[]>([]);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const send = async (corpId?: CorpId) => {
    setBusy(true);
    setError(null);
    try {
      const answer = await api.identity.signIn({ ...form, ...(corpId ? { corpId } : {}) });
      if (answer.state === 'choose') setCorps(answer.corps);
      if (answer.state !== 'done') return;
      await refreshSession();
      const next = search.get('next') ?? '/chats';
      navigate(/^\/[^/\\]/.test(next) ? next : '/chats', { replace: true });
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === 'common.invalid_input')
        setError(failure.fields[0]?.text ?? failure.message);
      else setError(failureText(failure));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <div className="flex min-h-full flex-col items-center justify-center gap-6 p-6">
      <div className="flex flex-col items-center gap-3 text-center">
        <img src="/icons/tea.svg" alt="" className="size-14" />
        <h1 className="text-large font-medium">{words.title}</h1>
        <p className="text-dense text-text-2">{words.welcome}</p>
      </div>
      <form
        onSubmit={submit}
        className="flex w-full max-w-88 flex-col gap-4 rounded-card bg-surface p-6 shadow-2 ring-1 ring-line"
      >
        <Field label={words.login} hint={words.loginHint}>
          <Input
            name="login"
            autoComplete="username"
            autoFocus
            required
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
      <Choice<Locale>
        label={words.language}
        value={locale()}
        onValue={setLocale}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
    </div>
  );
}
