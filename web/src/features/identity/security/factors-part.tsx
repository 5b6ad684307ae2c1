import { KeyRound, Smartphone, Ticket } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { identity } from '../../../../../contract/src/identity.ts';
import { api } from '../../../lib/api.ts';
import { when } from '../../../lib/format.ts';
import { canPasskeys, makePasskey } from '../../../lib/passkeys.ts';
import { Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { ask, confirm, toast } from '../../../ui/overlays.ts';
import { useActing } from './acting.ts';
import { type Confirmed, Part, Row } from './part.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';
import { TotpDialog } from './totp-dialog.tsx';
import { useSecurityWords } from './words.ts';

type Facts = OutputOf<typeof identity.mySecurity>;

/** Authenticator app, passkeys and recovery codes. */
export function FactorsPart({
  facts,
  confirmed,
  onChange,
}: {
  facts: Facts;
  confirmed: Confirmed;
  onChange: () => Promise<void>;
}) {
  const words = useSecurityWords();
  const [begun, setBegun] = useState<OutputOf<typeof identity.beginTotp> | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [busy, act] = useActing();

  const beginTotp = () => act(async () => setBegun(await confirmed(() => api.identity.beginTotp({}))));
  const removeTotp = () =>
    act(async () => {
      const yes = await confirm({
        title: words.removeTotpSure,
        text: words.removeTotpText,
        action: words.removeTotp,
        danger: true,
      });
      if (!yes) return;
      await confirmed(() => api.identity.removeTotp({}));
      await onChange();
    });
  const addPasskey = () =>
    act(async () => {
      const { options, ticket } = await confirmed(() => api.identity.beginPasskey({}));
      const response = await makePasskey(options);
      if (!response) return toast(words.passkeyStopped, { tone: 'danger' });
      const name = await ask({
        title: words.passkeyName,
        text: words.passkeyNameHint,
        action: words.save,
        input: { label: words.passkeyName, value: deviceName(), maxLength: 60, required: true },
      });
      // Without a name it would be lost: the device has made it already.
      const added = await api.identity.addPasskey({ ticket, response, name: name ?? deviceName() });
      setCodes(added.recoveryCodes);
      await onChange();
    });
  const removePasskey = (passkeyId: Facts['passkeys'][number]['id'], text: string) =>
    act(async () => {
      if (!(await confirm({ title: words.removePasskeySure, text, action: words.remove, danger: true })))
        return;
      await confirmed(() => api.identity.removePasskey({ passkeyId }));
      await onChange();
    });
  const renew = () =>
    act(async () => {
      const yes = await confirm({
        title: words.renewCodesSure,
        text: words.renewCodesText,
        action: words.renewCodes,
      });
      if (!yes) return;
      setCodes((await confirmed(() => api.identity.renewRecoveryCodes({}))).recoveryCodes);
      await onChange();
    });
  const protectedBy = facts.totp || facts.passkeys.length > 0;
  return (
    <>
      <Part title={words.factors} text={words.factorsText}>
        <Row
          title={
            <>
              <Smartphone aria-hidden className="size-4 text-text-2" />
              {words.totp}
              {facts.totp && <Tag tone="accent">{words.totpOn}</Tag>}
            </>
          }
          {...(facts.totp ? {} : { note: words.totpOff })}
        >
          <Button disabled={busy} onClick={() => void (facts.totp ? removeTotp() : beginTotp())}>
            {facts.totp ? words.removeTotp : words.addTotp}
          </Button>
        </Row>
        {protectedBy && (
          <Row
            title={
              <>
                <Ticket aria-hidden className="size-4 text-text-2" />
                {words.codes}
              </>
            }
            note={facts.recoveryCodesLeft ? words.codesLeft(facts.recoveryCodesLeft) : words.codesNone}
          >
            <Button disabled={busy} onClick={() => void renew()}>
              {words.renewCodes}
            </Button>
          </Row>
        )}
      </Part>
      <Part title={words.passkeys} text={canPasskeys() ? words.passkeysText : words.noPasskeys}>
        {facts.passkeys.map((p) => (
          <Row
            key={p.id}
            title={
              <>
                <KeyRound aria-hidden className="size-4 shrink-0 text-text-2" />
                <span className="truncate">{p.name}</span>
              </>
            }
            note={p.usedAt ? words.passkeyUsed(when(Date.parse(p.usedAt))) : words.passkeyNever}
          >
            <Button
              aria-label={words.removePasskey(p.name)}
              disabled={busy}
              onClick={() => void removePasskey(p.id, p.name)}
            >
              {words.remove}
            </Button>
          </Row>
        ))}
        {canPasskeys() && (
          <Button className="self-start" disabled={busy} onClick={() => void addPasskey()}>
            {words.addPasskey}
          </Button>
        )}
      </Part>
      {begun && (
        <TotpDialog
          begun={begun}
          onClose={() => setBegun(null)}
          onActive={(made) => {
            setBegun(null);
            setCodes(made);
            void onChange();
          }}
        />
      )}
      {codes.length > 0 && <RecoveryCodesDialog codes={codes} onClose={() => setCodes([])} />}
    </>
  );
}

/** What to call this device until its owner finds a better name. */
function deviceName(): string {
  const found = /(iPhone|iPad|Android|Windows|Macintosh|Linux)/.exec(navigator.userAgent)?.[1] ?? 'Teahouse';
  return found === 'Macintosh' ? 'Mac' : found;
}
