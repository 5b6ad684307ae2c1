import { Monitor, Smartphone } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Session } from '../../../../../contract/src/identity.ts';
import { api } from '../../../lib/api.ts';
import { when } from '../../../lib/format.ts';
import { Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useActing } from './acting.ts';
import { Part, Row } from './part.tsx';
import { useSecurityWords } from './words.ts';

/** Every device the member is signed in on; each can be signed out from here. */
export function SessionsPart() {
  const words = useSecurityWords();
  const [sessions, setSessions] = useState<Session[]>([]);
  const [busy, act] = useActing();
  const load = useCallback(async () => setSessions((await api.identity.mySessions({})).sessions), []);
  useEffect(() => {
    const started = setTimeout(() => void act(load));
    return () => clearTimeout(started);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `act` is made anew with each drawing
  }, [load]);
  const end = (session: Session) =>
    act(async () => {
      await api.identity.endMySession({ sessionId: session.id });
      await load();
    });
  const endOthers = () =>
    act(async () => {
      const { ended } = await api.identity.endMyOtherSessions({});
      toast(words.endedOthers(ended), { tone: 'ok' });
      await load();
    });
  return (
    <Part title={words.sessions}>
      {sessions.map((s) => {
        const name = deviceOf(s.agent) || words.unknownDevice;
        const Icon = /iPhone|Android/.test(s.agent) ? Smartphone : Monitor;
        return (
          <Row
            key={s.id}
            title={
              <>
                <Icon aria-hidden className="size-4 shrink-0 text-text-2" />
                <span className="truncate">{name}</span>
                {s.current && <Tag tone="accent">{words.thisDevice}</Tag>}
              </>
            }
            note={[when(Date.parse(s.seenAt)), s.ip, words.ways[s.way]].filter(Boolean).join(' · ')}
          >
            {!s.current && (
              <Button aria-label={words.endDevice(name)} disabled={busy} onClick={() => void end(s)}>
                {words.end}
              </Button>
            )}
          </Row>
        );
      })}
      {sessions.length > 1 && (
        <Button look="warn" className="self-start" disabled={busy} onClick={() => void endOthers()}>
          {words.endOthers}
        </Button>
      )}
    </Part>
  );
}

/** 'Chrome · Windows' out of a browser's long name for itself; '' where it says nothing known. */
function deviceOf(agent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(agent)?.[1];
  const system = /(iPhone|iPad|Android|Windows|Macintosh|Linux)/.exec(agent)?.[1];
  const named = { Edg: 'Edge', OPR: 'Opera', Macintosh: 'macOS' } as Record<string, string>;
  return [browser, system]
    .filter((part) => part !== undefined)
    .map((part) => named[part] ?? part)
    .join(' · ');
}
