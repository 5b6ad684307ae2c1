import { useEffect, useState, type FormEvent } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { identity } from '../../../../contract/src/identity.ts';
import { api, ApiError, failureText } from '../../lib/api.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useEnter } from './enter.ts';
import { Fault, OpenFrame } from './open-frame.tsx';
import { useIdentityWords } from './words.ts';

type Invitation = OutputOf<typeof identity.invitation>;

/** Where an invitation or a reset link leads: choose a password, and be in. */
export function WelcomePage() {
  const words = useIdentityWords().invited;
  const { key } = useParams<{ key: string }>();
  const [, navigate] = useLocation();
  const enter = useEnter();
  const [invitation, setInvitation] = useState<Invitation | 'gone' | null>(null);
  const [form, setForm] = useState({ password: '', again: '' });
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    api.identity
      .invitation({ key })
      .then(setInvitation, (failure: unknown) =>
        failure instanceof ApiError && failure.status === 404
          ? setInvitation('gone')
          : setError(failureText(failure)),
      );
  }, [key]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (form.password !== form.again) return setError(words.differ);
    setBusy(true);
    setError(null);
    try {
      const { state } = await api.identity.acceptInvitation({ key, password: form.password });
      if (state === 'done') await enter();
      else navigate('/sign-in', { replace: true });
    } catch (failure) {
      if (failure instanceof ApiError && failure.status === 404) setInvitation('gone');
      else setError(failureText(failure));
    } finally {
      setBusy(false);
    }
  };

  if (invitation === null)
    return (
      <OpenFrame title={words.reset}>{error ? <Fault>{error}</Fault> : <RowsSkeleton rows={2} />}</OpenFrame>
    );
  if (invitation === 'gone')
    return (
      <OpenFrame title={words.gone} text={words.goneText}>
        <Link href="/sign-in" className="rounded-chip text-center font-medium text-accent hover:underline">
          {words.toSignIn}
        </Link>
      </OpenFrame>
    );
  return (
    <OpenFrame
      title={invitation.isNew ? words.title(invitation.corpName) : words.reset}
      text={`${words.hello(invitation.name)}${words.text}`}
    >
      <form onSubmit={(e) => void submit(e)} className="flex flex-col gap-4">
        <Field label={words.login}>
          <Input readOnly autoComplete="username" value={invitation.login} />
        </Field>
        <Field label={words.password} required>
          <Input
            name="password"
            type="password"
            autoFocus
            required
            minLength={8}
            maxLength={200}
            autoComplete="new-password"
            value={form.password}
            onChange={(e) => setForm({ ...form, password: e.target.value })}
          />
        </Field>
        <Field label={words.again} required error={error}>
          <Input
            name="again"
            type="password"
            required
            maxLength={200}
            autoComplete="new-password"
            value={form.again}
            onChange={(e) => setForm({ ...form, again: e.target.value })}
          />
        </Field>
        <Button type="submit" look="solid" size="large" busy={busy}>
          {words.go}
        </Button>
      </form>
    </OpenFrame>
  );
}
