import { useCallback, useEffect, useState } from 'react';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { identity } from '../../../../../contract/src/identity.ts';
import { api, failureText } from '../../../lib/api.ts';
import { refreshSession, signOut, useMe } from '../../../lib/session.ts';
import { RowsSkeleton } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Fault } from '../open-frame.tsx';
import { FactorsPart } from './factors-part.tsx';
import type { Confirmed } from './part.tsx';
import { PasswordPart } from './password-part.tsx';
import { SessionsPart } from './sessions-part.tsx';
import { useSecurityWords } from './words.ts';

type Facts = OutputOf<typeof identity.mySecurity>;

function useFacts(): { facts: Facts | null; error: string | null; load: () => Promise<void> } {
  const [facts, setFacts] = useState<Facts | null>(null);
  const [error, setError] = useState<string | null>(null);
  const load = useCallback(async () => {
    try {
      setFacts(await api.identity.mySecurity({}));
    } catch (failure) {
      setError(failureText(failure));
    }
  }, []);
  useEffect(() => {
    const started = setTimeout(() => void load());
    return () => clearTimeout(started);
  }, [load]);
  return { facts, error, load };
}

/** How my account is protected: password, second factors, passkeys, devices. */
export function Security({ confirmed }: { confirmed: Confirmed }) {
  const me = useMe();
  const { facts, error, load } = useFacts();
  if (error) return <Fault>{error}</Fault>;
  if (!facts) return <RowsSkeleton rows={4} />;
  return (
    <>
      <PasswordPart has={facts.hasPassword} login={me.member.userid} />
      <FactorsPart facts={facts} confirmed={confirmed} onChange={load} />
      <SessionsPart />
    </>
  );
}

/** All that is open to a member whose company asks for a second factor they have not set up yet. */
export function Enrol({ confirmed }: { confirmed: Confirmed }) {
  const words = useSecurityWords();
  const { facts, error, load } = useFacts();
  const ready = facts !== null && (facts.totp || facts.passkeys.length > 0);
  return (
    <main className="pane h-dvh overflow-y-auto">
      <div className="mx-auto w-full max-w-160 px-5 pt-[max(32px,var(--safe-top))] pb-8">
        <h1 className="text-large font-medium">{words.enrolTitle}</h1>
        <p className="mt-2 text-dense text-text-2">{words.enrolText}</p>
        {error && <Fault>{error}</Fault>}
        {facts ? (
          <FactorsPart facts={facts} confirmed={confirmed} onChange={load} />
        ) : (
          <RowsSkeleton rows={3} />
        )}
        <div className="flex gap-2 pt-4">
          <Button look="solid" disabled={!ready} onClick={() => void refreshSession()}>
            {words.enrolDone}
          </Button>
          <Button onClick={() => void signOut()}>{words.signOut}</Button>
        </div>
      </div>
    </main>
  );
}
