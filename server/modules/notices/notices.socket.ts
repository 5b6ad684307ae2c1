import type { Door, SocketHandlers } from '../../kernel/realtime/socket-part.ts';
import { system } from '../../kernel/work.ts';
import { followLogs, PATIENCE_MS } from './follow-logs.ts';

const SLOT_MS = 1_000;

/** Hears which companies were spoken in, and asks once a second for a look at their logs; the key makes replicas ask once together. */
export function noticesSocket(door: Door): SocketHandlers {
  const moved = new Set<string>();
  door.bus.subscribe('corp.>', (_hint, topic) => {
    const [, corpId, what] = topic.split('.');
    if (what === 'chat') moved.add(corpId!);
  });
  let running = Promise.resolve();
  const ask = async () => {
    for (const corpId of moved) {
      moved.delete(corpId);
      const slot = Math.ceil(door.clock().getTime() / SLOT_MS);
      // One second more than the patience: everything heard so far is old enough then.
      const runAt = new Date(slot * SLOT_MS + PATIENCE_MS);
      try {
        await door.openWork(corpId, system, (work) =>
          work.enqueue(followLogs, {}, { key: `slot${slot}`, runAt }),
        );
      } catch (error) {
        door.log.warn({ err: error }, 'asking for notices failed');
      }
    }
  };
  const timer = setInterval(() => {
    running = running.then(ask);
  }, SLOT_MS);
  return {
    frames: {},
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
