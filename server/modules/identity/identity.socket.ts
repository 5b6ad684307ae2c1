import type { Connection } from '../../kernel/realtime/connection.ts';
import type { SocketPart } from '../../kernel/realtime/socket-part.ts';
import { closeCodes } from '@teahouse/contract/realtime';
import { system } from '../../kernel/work.ts';

const NOTE_MS = 30_000;
const LOOK_MS = 1_000;

/**
 * Sessions as sockets see them. What people do on a socket keeps their session from going idle; and while the bus is down, the
 * database is asked every second whether the sessions behind open sockets still stand.
 */
export const identitySocket: SocketPart = (door) => {
  let used = new Map<string, Set<string>>();
  const use = (c: Connection) => {
    const sessions = used.get(c.corpId) ?? new Set();
    used.set(c.corpId, sessions.add(c.actor.sessionId));
  };
  const note = async () => {
    const noted = used;
    used = new Map();
    for (const [corpId, sessions] of noted)
      await door.openWork(corpId, system, (work) =>
        work.sql('update sessions set seen_at = $3 where corp_id = $1 and id = any($2) and seen_at < $3', [
          corpId,
          [...sessions],
          work.now,
        ]),
      );
  };
  const look = async () => {
    for (const corpId of door.corpsOnline()) {
      const open = [...door.membersOnline(corpId).values()].flatMap((set) => [...set]);
      const standing = await door.openWork(corpId, system, (work) =>
        work.sql<{ id: string }>(
          `select s.id from sessions s join members m on m.corp_id = $1 and m.id = s.member_id
            where s.corp_id = $1 and s.id = any($2) and m.status = 'active'`,
          [corpId, open.map((c) => c.actor.sessionId)],
        ),
      );
      const ids = new Set(standing.map((s) => s.id));
      for (const c of open) if (!ids.has(c.actor.sessionId)) c.close(closeCodes.signedOut, 'signed out');
    }
  };
  const quietly = (what: () => Promise<void>) => () =>
    void what().catch((error: unknown) =>
      door.log.warn({ err: error }, 'sessions of sockets were not looked at'),
    );
  const noting = setInterval(quietly(note), NOTE_MS);
  const looking = setInterval(() => {
    if (!door.bus.connected) quietly(look)();
  }, LOOK_MS);
  return {
    frames: { post: use, read: use, open: use, foreground: (c, { on }) => (on ? use(c) : undefined) },
    async close() {
      clearInterval(noting);
      clearInterval(looking);
      await note().catch((error: unknown) => door.log.warn({ err: error }, 'last uses were not noted'));
    },
  };
};
