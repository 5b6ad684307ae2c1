import { Fingerprint } from 'lucide-react';
import { useEffect, useId, useState, type FormEvent } from 'react';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { identity, Proof } from '../../../../contract/src/identity.ts';
import { api, failureText } from '../../lib/api.ts';
import { passkeyAnswer } from '../../lib/passkey-answer.ts';
import { Skeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Choice } from '../../ui/toggle.tsx';
import { useStepUp } from '../../lib/step-up.ts';
import { useStepUpWords } from './words.ts';

type Way = Proof['kind'];
type Security = OutputOf<typeof identity.mySecurity>;

function waysOf(security: Security): Way[] {
  return [
    ...(security.hasPassword ? (['password'] as const) : []),
    ...(security.totp ? (['totp'] as const) : []),
    ...(security.passkeys.length ? (['passkey'] as const) : []),
    ...(security.recoveryCodesLeft ? (['recovery'] as const) : []),
  ];
}

/** Null when the member stopped it on their device. */
async function passkeyProof(): Promise<Proof | null> {
  const { options, ticket } = await api.identity.confirmPasskeyOptions({});
  const response = await passkeyAnswer(options);
  return response && { kind: 'passkey', ticket, response };
}

/** Asks for one proof of identity, of those the member has. */
export function StepUpDialog() {
  const words = useStepUpWords();
  const answer = useStepUp((s) => s.answer);
  const form = useId();
  const [ways, setWays] = useState<Way[] | null>(null);
  const [way, setWay] = useState<Way>('password');
  const [value, setValue] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let gone = false;
    api.identity.mySecurity({}).then(
      (security) => {
        if (gone) return;
        const mine = waysOf(security);
        setWays(mine);
        setWay(mine[0] ?? 'password');
      },
      (failure: unknown) => {
        if (gone) return;
        // A password can be tried without knowing what else there is.
        setWays(['password']);
        setError(failureText(failure));
      },
    );
    return () => {
      gone = true;
    };
  }, []);

  const prove = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const proof: Proof | null =
        way === 'passkey'
          ? await passkeyProof()
          : way === 'password'
            ? { kind: way, password: value }
            : { kind: way, code: value.replaceAll(/\s/g, '') };
      if (!proof) return setError(words.passkeyStopped);
      await api.identity.confirm({ proof });
      answer?.(true);
    } catch (failure) {
      setError(failureText(failure));
    } finally {
      setBusy(false);
    }
  };
  const none = ways?.length === 0;
  return (
    <Dialog
      open
      onClose={() => answer?.(false)}
      title={words.title}
      description={none ? words.none : words.text}
      size="small"
      footer={
        <>
          <Button onClick={() => answer?.(false)}>{words.cancel}</Button>
          {!none && (
            <Button
              type="submit"
              form={form}
              look="solid"
              busy={busy}
              disabled={ways === null || (way !== 'passkey' && !value)}
            >
              {words.prove}
            </Button>
          )}
        </>
      }
    >
      {ways === null ? (
        <Skeleton className="h-9" />
      ) : none ? null : (
        <form id={form} onSubmit={(e) => void prove(e)} className="flex flex-col gap-3">
          {ways.length > 1 && (
            <Choice<Way>
              label={words.way}
              value={way}
              onValue={(next) => {
                setWay(next);
                setValue('');
                setError(null);
              }}
              options={ways.map((w) => ({ value: w, label: words.ways[w] }))}
              className="flex-wrap self-start"
            />
          )}
          {way === 'passkey' ? (
            <p className="flex items-start gap-2 text-dense text-text-2">
              <Fingerprint aria-hidden className="mt-0.5 size-4 shrink-0" />
              <span role={error ? 'alert' : undefined} className={error ? 'text-danger' : undefined}>
                {error ?? words.passkeyText}
              </span>
            </p>
          ) : (
            <Field key={way} label={words[way]} error={error}>
              <Input
                autoFocus
                type={way === 'password' ? 'password' : 'text'}
                inputMode={way === 'totp' ? 'numeric' : undefined}
                autoComplete={way === 'password' ? 'current-password' : 'one-time-code'}
                maxLength={way === 'password' ? 200 : 40}
                value={value}
                onChange={(e) => setValue(e.target.value)}
              />
            </Field>
          )}
        </form>
      )}
    </Dialog>
  );
}
