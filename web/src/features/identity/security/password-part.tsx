import { useState, type FormEvent } from 'react';
import { api, ApiError, failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { toast } from '../../../ui/overlays.ts';
import { Part } from './part.tsx';
import { useSecurityWords } from './words.ts';

const empty = { current: '', next: '', again: '' };

export function PasswordPart({ has, login }: { has: boolean; login: string }) {
  const words = useSecurityWords();
  const [open, setOpen] = useState(false);
  const [form, setForm] = useState(empty);
  const [fault, setFault] = useState<{ at: keyof typeof empty; text: string } | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (form.next !== form.again) return setFault({ at: 'again', text: words.differ });
    setBusy(true);
    setFault(null);
    try {
      await api.identity.changePassword({ current: form.current, next: form.next });
      setForm(empty);
      setOpen(false);
      toast(words.changed, { tone: 'ok' });
    } catch (error) {
      const weak = error instanceof ApiError && error.code !== 'identity.wrong_password';
      setFault({ at: weak ? 'next' : 'current', text: failureText(error) });
    } finally {
      setBusy(false);
    }
  };
  const field = (name: keyof typeof empty, label: string, hint?: string) => (
    <Field label={label} hint={hint} error={fault?.at === name ? fault.text : null}>
      <Input
        name={name}
        type="password"
        required
        minLength={name === 'current' ? 1 : 8}
        maxLength={200}
        autoComplete={name === 'current' ? 'current-password' : 'new-password'}
        value={form[name]}
        onChange={(e) => setForm({ ...form, [name]: e.target.value })}
      />
    </Field>
  );
  return (
    <Part title={words.password} text={has ? words.passwordSet : words.passwordNone}>
      {has && !open && (
        <Button className="self-start" onClick={() => setOpen(true)}>
          {words.change}
        </Button>
      )}
      {open && (
        <form onSubmit={(e) => void submit(e)} className="flex max-w-88 flex-col gap-3">
          <input type="text" autoComplete="username" value={login} readOnly hidden />
          {field('current', words.current)}
          {field('next', words.next, words.nextHint)}
          {field('again', words.again)}
          <div className="flex gap-2">
            <Button type="submit" look="solid" busy={busy}>
              {words.save}
            </Button>
            <Button onClick={() => (setOpen(false), setForm(empty), setFault(null))}>{words.cancel}</Button>
          </div>
        </form>
      )}
    </Part>
  );
}
