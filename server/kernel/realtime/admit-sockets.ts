import type { IncomingMessage } from 'node:http';
import { Gather } from '../gather.ts';
import { type Desk, sessionSecret } from '../http/admit.ts';
import { type Actor, system } from '../work.ts';

export interface Admitted {
  corpId: string;
  actor: Actor & { kind: 'member' };
}

interface Asked {
  secret: string;
  ip: string;
}

/**
 * Answers whom the cookies of an upgrade belong to. After a restart everybody comes back at once: those who wait are looked up
 * together, one question for their keys and one unit of work per company, so that ten thousand cost hundreds of round trips.
 */
export function socketAdmission(desk: Desk, trustProxy: boolean) {
  const gather = new Gather<Asked, Admitted | undefined>(async (asked) => {
    const keys = await desk.frontDesk.whoseSessions(asked.map((a) => a.secret));
    const found: (Admitted | undefined)[] = asked.map(() => undefined);
    const byCorp = new Map<string, { at: number; sessionId: string; ip: string }[]>();
    asked.forEach(({ secret, ip }, at) => {
      const key = keys.get(secret);
      if (!key) return;
      const mine = byCorp.get(key.corpId) ?? [];
      byCorp.set(key.corpId, mine);
      mine.push({ at, sessionId: key.opens, ip });
    });
    await Promise.all(
      [...byCorp].map(([corpId, sessions]) =>
        desk.openWork(corpId, system, (work) =>
          Promise.all(
            sessions.map(async ({ at, sessionId, ip }) => {
              const actor = await desk.recognise(work, sessionId, { ip });
              if (actor?.kind === 'member' && !actor.enrolling) found[at] = { corpId, actor };
            }),
          ),
        ),
      ),
    );
    return found;
  });

  return async (request: IncomingMessage): Promise<Admitted | undefined> => {
    const secret = sessionSecret(request.headers.cookie);
    if (!secret) return undefined;
    const forwarded = trustProxy
      ? String(request.headers['x-forwarded-for'] ?? '')
          .split(',')[0]!
          .trim()
      : '';
    return await gather.ask({ secret, ip: forwarded || (request.socket.remoteAddress ?? '') });
  };
}
