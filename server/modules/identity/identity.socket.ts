import type { Connection } from '../../kernel/realtime/connection.ts';
import type { SocketPart } from '../../kernel/realtime/socket-part.ts';
import { system } from '../../kernel/work.ts';
import { noteUsed } from './active-days.ts';

const NOTE_MS = 30_000;

/** Sessions as sockets see them: what people do on a socket keeps their session from going idle. */
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
      await door.openWork(corpId, system, (work) => noteUsed(work, [...sessions]));
  };
  const said = (error: unknown) => door.log.warn({ err: error }, 'uses of sessions were not noted');
  const noting = setInterval(() => void note().catch(said), NOTE_MS);
  return {
    frames: { post: use, read: use, open: use, foreground: (c, { on }) => (on ? use(c) : undefined) },
    async close() {
      clearInterval(noting);
      await note().catch(said);
    },
  };
};
