import { useId, useState, type FormEvent } from 'react';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { identity } from '../../../../../contract/src/identity.ts';
import { api, failureText } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { useSecurityWords } from './words.ts';

/** Shows a fresh secret as QR code and text, and takes the first code. */
export function TotpDialog({
  begun,
  onClose,
  onActive,
}: {
  begun: OutputOf<typeof identity.beginTotp>;
  onClose: () => void;
  onActive: (recoveryCodes: string[]) => void;
}) {
  const words = useSecurityWords();
  const form = useId();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      onActive((await api.identity.activateTotp({ code })).recoveryCodes);
    } catch (failure) {
      setError(failureText(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.totpTitle}
      description={words.totpScan}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form={form} look="solid" busy={busy}>
            {words.activate}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(e) => void submit(e)} className="flex flex-col items-center gap-4">
        <img
          src={`data:image/svg+xml,${encodeURIComponent(begun.qr)}`}
          alt={words.totpQr}
          className="size-44 rounded-m bg-white p-2"
        />
        <code className="text-center font-mono text-dense break-all select-all">
          {begun.secret.match(/.{1,4}/g)?.join(' ')}
        </code>
        <Field label={words.totpCode} error={error} className="w-full">
          <Input
            name="code"
            autoFocus
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            value={code}
            onChange={(e) => setCode(e.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
