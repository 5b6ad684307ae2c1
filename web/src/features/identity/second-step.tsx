import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { SecondProof, SignInAnswer } from '../../../../contract/src/identity.ts';
import { api, failureText } from '../../lib/api.ts';
import { canPasskeys, showPasskey } from '../../lib/passkeys.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useEnter } from './enter.ts';
import { OpenFrame, Or } from './open-frame.tsx';
import { useIdentityWords } from './words.ts';

/** The password was right; now a code of the authenticator app, a recovery code, or a passkey. */
export function SecondStep({
  asked,
  onBack,
}: {
  asked: Extract<SignInAnswer, { state: 'second-factor' }>;
  onBack: () => void;
}) {
  const words = useIdentityWords().second;
  const stopped = useIdentityWords().passkeyStopped;
  const enter = useEnter();
  const has = (factor: 'totp' | 'passkey' | 'recovery') => asked.factors.includes(factor);
  const [kind, setKind] = useState<'totp' | 'recovery'>(has('totp') ? 'totp' : 'recovery');
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const prove = async (make: () => Promise<SecondProof | null>) => {
    setBusy(true);
    setError(null);
    try {
      const proof = await make();
      if (!proof) return setError(stopped);
      await api.identity.signInSecond({ ticket: asked.ticket, proof });
      await enter();
    } catch (failure) {
      setError(failureText(failure));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void prove(async () => ({ kind, code }));
  };
  const passkey = () =>
    prove(async () => {
      const { options, ticket } = await api.identity.secondPasskeyOptions({ ticket: asked.ticket });
      const response = await showPasskey(options);
      return response && { kind: 'passkey', ticket, response };
    });
  const other = kind === 'totp' ? 'recovery' : 'totp';
  return (
    <OpenFrame title={words.title}>
      {has('passkey') && canPasskeys() && (
        <>
          <Button
            look={has('totp') ? 'outline' : 'solid'}
            size="large"
            icon={<KeyRound aria-hidden className="size-4" />}
            disabled={busy}
            onClick={() => void passkey()}
          >
            {words.passkey}
          </Button>
          <Or />
        </>
      )}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          key={kind}
          label={words[kind]}
          error={error}
          {...(kind === 'recovery' ? { hint: words.recoveryHint } : {})}
        >
          <Input
            name="code"
            autoFocus
            required
            maxLength={40}
            inputMode={kind === 'totp' ? 'numeric' : 'text'}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            value={code}
            onChange={(e) => setCode(e.target.value)}
          />
        </Field>
        <Button type="submit" look="solid" size="large" busy={busy}>
          {words.go}
        </Button>
      </form>
      <div className="flex justify-between gap-2">
        <Button look="plain" size="small" onClick={onBack}>
          {words.back}
        </Button>
        {has(other) && (
          <Button look="plain" size="small" onClick={() => (setKind(other), setCode(''), setError(null))}>
            {other === 'totp' ? words.useTotp : words.useRecovery}
          </Button>
        )}
      </div>
    </OpenFrame>
  );
}
