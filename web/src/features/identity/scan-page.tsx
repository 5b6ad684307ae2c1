import { useEffect, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { QrGuest } from '../../../../contract/src/qr-sign-in.ts';
import { api, ApiError, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useMe } from '../../lib/session.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Fault, OpenFrame } from './open-frame.tsx';
import { useIdentityWords } from './words.ts';

type End = 'allowed' | 'refused' | 'gone';

/** Where a scanned code leads on the phone: what would be signed in, from where, and yes or no. */
export function ScanPage() {
  const words = useIdentityWords().scan;
  const me = useMe();
  const { code } = useParams<{ code: string }>();
  const [guest, setGuest] = useState<QrGuest | null>(null);
  const [end, setEnd] = useState<End | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const failed = (failure: unknown) =>
    failure instanceof ApiError && failure.status === 410 ? setEnd('gone') : setError(failureText(failure));

  useEffect(() => {
    api.qrSignIn.lookAtQrSignIn({ code }).then(setGuest, failed);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a code is looked at once
  }, [code]);
  const decide = (allow: boolean) => {
    setBusy(true);
    setError(null);
    api.qrSignIn
      .decideQrSignIn({ code, allow })
      .then(() => setEnd(allow ? 'allowed' : 'refused'), failed)
      .finally(() => setBusy(false));
  };

  if (end)
    return (
      <OpenFrame title={words[end]} text={words[`${end}Text`]}>
        <Link
          href="/chats"
          replace
          className="tap rounded-chip text-center font-medium text-accent hover:underline"
        >
          {words.home}
        </Link>
      </OpenFrame>
    );
  if (!guest)
    return (
      <OpenFrame title={words.title}>{error ? <Fault>{error}</Fault> : <RowsSkeleton rows={2} />}</OpenFrame>
    );
  const facts = [
    [words.device, guest.device || words.unknown],
    [words.ip, guest.ip],
    [words.at, fullTime(Date.parse(guest.askedAt))],
  ];
  return (
    <OpenFrame title={words.title} text={words.text(me.member.name, guest.corpName)}>
      <dl className="flex flex-col gap-2">
        {facts.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="shrink-0 text-text-2">{name}</dt>
            <dd className="text-right font-medium break-all">{value}</dd>
          </div>
        ))}
      </dl>
      {guest.knownPlace ? (
        <p className="text-dense text-text-2">{words.known}</p>
      ) : (
        <Fault>{words.strange}</Fault>
      )}
      <p className="text-dense text-text-2">{words.warn}</p>
      {error && <Fault>{error}</Fault>}
      <div className="flex flex-col gap-2">
        <Button look="solid" size="large" busy={busy} onClick={() => decide(true)}>
          {words.allow}
        </Button>
        <Button size="large" disabled={busy} onClick={() => decide(false)}>
          {words.refuse}
        </Button>
      </div>
    </OpenFrame>
  );
}
