import { useEffect, useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import { api, failureText } from '../../lib/api.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Fault, OpenFrame } from './open-frame.tsx';
import { useIdentityWords } from './words.ts';

/** Asks for a link by mail; where no mail is sent, says whom to ask. */
export function ForgotPage() {
  const words = useIdentityWords().forgot;
  const [byMail, setByMail] = useState<boolean | null>(null);
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    api.identity.signInWays({}).then(
      (ways) => setByMail(ways.resetByMail),
      (failure: unknown) => setError(failureText(failure)),
    );
  }, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await api.identity.forgotPassword({ email: email.trim() });
      setSentTo(email.trim());
    } catch (failure) {
      setError(failureText(failure));
    } finally {
      setBusy(false);
    }
  };
  const back = (
    <Link
      href="/sign-in"
      className="tap rounded-chip text-center text-dense font-medium text-accent hover:underline"
    >
      {words.back}
    </Link>
  );
  if (byMail === null)
    return (
      <OpenFrame title={words.title}>
        {error ? <Fault>{error}</Fault> : <RowsSkeleton rows={2} />}
        {error && back}
      </OpenFrame>
    );
  if (!byMail || sentTo !== null)
    return (
      <OpenFrame title={sentTo === null ? words.ask : words.sent}>
        <p role="status" className="text-dense text-text-2">
          {sentTo === null ? words.askText : words.sentText(sentTo)}
        </p>
        {back}
      </OpenFrame>
    );
  return (
    <OpenFrame title={words.title} text={words.text}>
      <form onSubmit={(e) => void submit(e)} className="flex flex-col gap-4">
        <Field label={words.email} error={error}>
          <Input
            name="email"
            type="email"
            autoComplete="email"
            autoFocus
            required
            maxLength={120}
            value={email}
            onChange={(e) => setEmail(e.target.value)}
          />
        </Field>
        <Button type="submit" look="solid" size="large" busy={busy}>
          {words.send}
        </Button>
      </form>
      {back}
    </OpenFrame>
  );
}
