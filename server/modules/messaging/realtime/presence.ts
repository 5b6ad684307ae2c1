import type { Connection } from '../../../kernel/realtime/connection.ts';
import { textFrame } from '../../../kernel/realtime/frame.ts';
import type { Door } from '../../../kernel/realtime/socket-part.ts';

interface PresenceHint {
  replica: string;
  /** members who came or went at that replica; `all` asks everyone to say who is there */
  online?: [memberId: string, online: boolean][];
  all?: true;
}

const GATHER_MS = 500;
/** people in one hint, which a bus carries up to a megabyte */
const AT_ONCE = 5_000;

/** Who is connected right now, anywhere; kept in memory only, told only to devices that have the person on screen. There is no history. */
export class Presence {
  readonly #door: Door;
  readonly #replica = crypto.randomUUID();
  /** company -> member -> other replicas where they are connected */
  readonly #elsewhere = new Map<string, Map<string, Set<string>>>();
  readonly #watching = new Map<Connection, ReadonlySet<string>>();
  readonly #changed = new Map<string, Map<string, boolean>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(door: Door) {
    this.#door = door;
    // Who came and went while hints did not travel is asked anew.
    door.bus.whenBack(() => {
      this.#elsewhere.clear();
      for (const corpId of door.corpsOnline()) {
        this.#publish(corpId, { all: true });
        this.#say(
          corpId,
          [...door.membersOnline(corpId).keys()].map((id) => [id, true]),
        );
      }
    });
    door.bus.subscribe('corp.>', (hint, topic) => {
      const [, corpId, what] = topic.split('.');
      if (what === 'presence') this.#heard(corpId!, hint as PresenceHint);
    });
  }

  opened(connection: Connection): void {
    if (this.#door.membersOnline(connection.corpId).size === 1)
      this.#publish(connection.corpId, { all: true });
    if (this.#door.connectionsOf(connection.corpId, connection.memberId).size === 1)
      this.#note(connection, true);
  }

  closed(connection: Connection): void {
    this.#watching.delete(connection);
    if (this.#door.connectionsOf(connection.corpId, connection.memberId).size === 0)
      this.#note(connection, false);
  }

  watch(connection: Connection, members: readonly string[]): void {
    this.#watching.set(connection, new Set(members));
    connection.send({ t: 'presence', u: members.map((id) => [id, this.online(connection.corpId, id)]) });
  }

  online(corpId: string, memberId: string): boolean {
    return (
      this.#door.connectionsOf(corpId, memberId).size > 0 ||
      (this.#elsewhere.get(corpId)?.get(memberId)?.size ?? 0) > 0
    );
  }

  #note(connection: Connection, online: boolean): void {
    const changed = this.#changed.get(connection.corpId) ?? new Map<string, boolean>();
    this.#changed.set(connection.corpId, changed.set(connection.memberId, online));
    this.#timer ??= setTimeout(() => this.#tell(), GATHER_MS);
  }

  #tell(): void {
    this.#timer = undefined;
    for (const [corpId, changed] of this.#changed) {
      this.#say(corpId, [...changed]);
      this.#show(corpId, [...changed.keys()]);
    }
    this.#changed.clear();
  }

  #publish(corpId: string, hint: Omit<PresenceHint, 'replica'>): void {
    this.#door.bus.publish(`corp.${corpId}.presence`, {
      replica: this.#replica,
      ...hint,
    } satisfies PresenceHint);
  }

  #say(corpId: string, online: [memberId: string, online: boolean][]): void {
    for (let i = 0; i < online.length; i += AT_ONCE)
      this.#publish(corpId, { online: online.slice(i, i + AT_ONCE) });
  }

  #heard(corpId: string, { replica, online, all }: PresenceHint): void {
    if (replica === this.#replica) return;
    const here = this.#door.membersOnline(corpId);
    if (all && here.size > 0)
      this.#say(
        corpId,
        [...here.keys()].map((id) => [id, true]),
      );
    const members = this.#elsewhere.get(corpId) ?? new Map<string, Set<string>>();
    this.#elsewhere.set(corpId, members);
    for (const [id, on] of online ?? []) {
      const at = members.get(id) ?? new Set();
      if (on) members.set(id, at.add(replica));
      else if (at.delete(replica) && at.size === 0) members.delete(id);
    }
    if (online)
      this.#show(
        corpId,
        online.map(([id]) => id),
      );
  }

  #show(corpId: string, members: readonly string[]): void {
    for (const [connection, watched] of this.#watching) {
      if (connection.corpId !== corpId) continue;
      const seen = members.filter((id) => watched.has(id));
      if (seen.length)
        connection.writeLossy(
          textFrame(JSON.stringify({ t: 'presence', u: seen.map((id) => [id, this.online(corpId, id)]) })),
        );
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
