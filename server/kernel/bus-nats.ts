import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import { type Bus, localBus } from './bus.ts';

/** Other programs may share the server. */
const ROOT = 'teahouse.';
/** A silent line is noticed after the second ping without an answer. */
const PING_MS = 700;
const AGAIN_MS = 500;

/**
 * The bus over core NATS. The own process hears its hints directly, the others through the server, so a replica alone in a cut-off
 * network still serves its own people. Connects in the background and for ever: a replica starts and runs while NATS is away, and
 * hints of that time are dropped, not kept, because the database answers better than a late hint.
 */
export function natsBus(url: string, log: Logger): Bus {
  const local = localBus();
  const back: (() => void)[] = [];
  let line: NatsConnection | undefined;
  let connected = false;
  let closed = false;

  const turn = (now: boolean) => {
    if (connected === now) return;
    connected = now;
    log[now ? 'info' : 'warn'](
      { bus: now ? 'up' : 'down' },
      now ? 'the bus is connected' : 'the bus is down',
    );
    if (now) for (const then of back) then();
  };
  const hear = (error: Error | null, message: Msg) => {
    try {
      if (error) throw error;
      local.publish(message.subject.slice(ROOT.length), message.json());
    } catch (why) {
      log.warn({ err: why, topic: message.subject }, 'a hint could not be read');
    }
  };
  const follow = async () => {
    // Only installations with several replicas load the driver.
    const { connect } = await import('@nats-io/transport-node');
    line = await connect({
      ...addressOf(url),
      name: 'teahouse',
      noEcho: true,
      waitOnFirstConnect: true,
      maxReconnectAttempts: -1,
      ignoreAuthErrorAbort: true,
      reconnectTimeWait: AGAIN_MS,
      reconnectJitter: AGAIN_MS,
      pingInterval: PING_MS,
      maxPingOut: 1,
      timeout: 5_000,
    });
    if (closed) return await line.close();
    line.subscribe(`${ROOT}>`, { callback: hear });
    await line.flush();
    turn(true);
    for await (const status of line.status()) {
      if (status.type === 'reconnect') turn(true);
      if (status.type === 'disconnect' || status.type === 'staleConnection' || status.type === 'close')
        turn(false);
    }
  };
  const keepFollowing = async () => {
    while (!closed) {
      try {
        await follow();
      } catch (error) {
        log.warn({ err: error }, 'the bus could not be reached');
      }
      turn(false);
      if (!closed) await new Promise((again) => setTimeout(again, AGAIN_MS).unref());
    }
  };
  void keepFollowing();

  return {
    get connected() {
      return connected;
    },
    publish(topic, hint) {
      local.publish(topic, hint);
      if (!line || !connected) return;
      try {
        line.publish(ROOT + topic, JSON.stringify(hint));
      } catch (error) {
        // Too large for the server, or the line broke this moment: the others find it in the database.
        log.warn({ err: error, topic }, 'a hint was not sent');
      }
    },
    subscribe: (topic, heard) => local.subscribe(topic, heard),
    whenBack(then) {
      back.push(then);
    },
    async close() {
      closed = true;
      turn(false);
      await line?.close();
      await local.close();
    },
  };
}

/** `nats://user:secret@host:4222,host2:4222` in the words of the driver. */
function addressOf(url: string) {
  const [, scheme, login, hosts] = /^(\w+):\/\/(?:([^@/]*)@)?([^/]+)/.exec(url) ?? [];
  const [user, pass] = (login ?? '').split(':').map(decodeURIComponent);
  return {
    servers: (hosts ?? '').split(','),
    ...(user ? (pass === undefined ? { token: user } : { user, pass }) : {}),
    ...(scheme === 'tls' ? { tls: {} } : {}),
  };
}
