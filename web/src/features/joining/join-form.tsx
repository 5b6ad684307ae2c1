import { useState, type FormEvent } from 'react';
import { api, failureText, fieldFaults } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useJoiningWords } from './words.ts';

/** What somebody who holds a link fills in. */
export function JoinForm({
  linkKey,
  needsApproval,
  onDone,
}: {
  linkKey: string;
  needsApproval: boolean;
  onDone: (state: 'joined' | 'waiting') => void;
}) {
  const words = useJoiningWords();
  const [form, setForm] = useState({ name: '', mobile: '', email: '', password: '' });
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const faults = fieldFaults(error);
  const named = (field: string) => faults[field] !== undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const { mobile, email, ...rest } = form;
      const contact = { ...(mobile.trim() ? { mobile } : {}), ...(email.trim() ? { email } : {}) };
      onDone((await api.joining.join({ key: linkKey, ...rest, ...contact })).state);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const input = (field: keyof typeof form, extra: Parameters<typeof Input>[0]) => (
    <Input
      name={field}
      value={form[field]}
      onChange={(e) => setForm({ ...form, [field]: e.target.value })}
      {...extra}
    />
  );
  const text = error ? failureText(error) : null;
  const anywhere = text !== null && !Object.keys(form).some(named);
  return (
    <form onSubmit={(e) => void submit(e)} className="flex flex-col gap-4">
      <Field label={words.name} required>
        {input('name', { autoComplete: 'name', required: true, maxLength: 64, autoFocus: true })}
      </Field>
      <Field label={words.mobile} error={named('mobile') ? text : null}>
        {input('mobile', { type: 'tel', autoComplete: 'tel', maxLength: 32 })}
      </Field>
      <Field label={words.email} hint={words.contactHint} error={named('email') ? text : null}>
        {input('email', { type: 'email', autoComplete: 'email', maxLength: 254 })}
      </Field>
      <Field
        label={words.password}
        hint={words.passwordHint}
        error={named('password') ? text : null}
        required
      >
        {input('password', {
          type: 'password',
          autoComplete: 'new-password',
          required: true,
          maxLength: 200,
        })}
      </Field>
      {anywhere && (
        <p role="alert" className="rounded-chip bg-danger-soft px-3 py-2 text-dense text-danger">
          {text}
        </p>
      )}
      <Button type="submit" look="solid" size="large" busy={busy}>
        {needsApproval ? words.ask : words.submit}
      </Button>
    </form>
  );
}
