import type { Bus } from '../bus.ts';
import type { Connection } from './connection.ts';

interface Hint {
  replica: string;
  on: string[];
  off: string[];
}

const REPEAT_MS = 30_000;
/** A replica that has not repeated itself for so long is gone. */
const FORGET_MS = 75_000;
const AT_ONCE = 5_000;

/**
 * Who has the product in front of them right now, on any replica: they need no push. In memory only, and repeated over the bus, so a
 * hint that got lost is made up for within half a minute. No history.
 */
export class Foreground {
  readonly #bus: Bus;
  readonly #replica = crypto.randomUUID();
  readonly #here = new Map<string, Map<string, Set<Connection>>>();
  /** 'company member' -> replica -> when it last said so */
  readonly #elsewhere = new Map<string, Map<string, number>>();
  readonly #repeating: NodeJS.Timeout;

  constructor(bus: Bus) {
    this.#bus = bus;
    bus.subscribe('corp.>', (hint, topic) => {
      const [, corpId, what] = topic.split('.');
      if (what === 'foreground') this.#heard(corpId!, hint as Hint);
    });
    this.#repeating = setInterval(() => this.#repeat(), REPEAT_MS);
    this.#repeating.unref();
  }

  /** The member looks at us on some device, or did until a moment ago. */
  has(corpId: string, memberId: string): boolean {
    if ((this.#here.get(corpId)?.get(memberId)?.size ?? 0) > 0) return true;
    const since = performance.now() - FORGET_MS;
    return [...(this.#elsewhere.get(`${corpId} ${memberId}`)?.values() ?? [])].some((at) => at > since);
  }

  /** A device came to the front, or went. */
  note(connection: Connection, on: boolean): void {
    const { corpId, memberId } = connection;
    const corp = this.#here.get(corpId) ?? new Map<string, Set<Connection>>();
    const mine = corp.get(memberId) ?? new Set<Connection>();
    const before = mine.size > 0;
    if (on) mine.add(connection);
    else mine.delete(connection);
    if (mine.size) corp.set(memberId, mine);
    else corp.delete(memberId);
    if (corp.size) this.#here.set(corpId, corp);
    else this.#here.delete(corpId);
    if (before !== mine.size > 0) this.#say(corpId, on ? [memberId] : [], on ? [] : [memberId]);
  }

  close(): void {
    clearInterval(this.#repeating);
  }

  #say(corpId: string, on: string[], off: string[]): void {
    this.#bus.publish(`corp.${corpId}.foreground`, { replica: this.#replica, on, off } satisfies Hint);
  }

  #repeat(): void {
    for (const [corpId, members] of this.#here) {
      const ids = [...members.keys()];
      for (let i = 0; i < ids.length; i += AT_ONCE) this.#say(corpId, ids.slice(i, i + AT_ONCE), []);
    }
    const since = performance.now() - FORGET_MS;
    for (const [key, replicas] of this.#elsewhere) {
      for (const [replica, at] of replicas) if (at < since) replicas.delete(replica);
      if (replicas.size === 0) this.#elsewhere.delete(key);
    }
  }

  #heard(corpId: string, { replica, on, off }: Hint): void {
    if (replica === this.#replica) return;
    for (const id of on) {
      const key = `${corpId} ${id}`;
      const at = this.#elsewhere.get(key) ?? new Map<string, number>();
      this.#elsewhere.set(key, at.set(replica, performance.now()));
    }
    for (const id of off) this.#elsewhere.get(`${corpId} ${id}`)?.delete(replica);
  }
}
