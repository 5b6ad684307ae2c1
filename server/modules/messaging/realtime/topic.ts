import type { Connection } from '../../../kernel/realtime/connection.ts';

/** Groups larger than this send bodies only to devices that have the chat open; the others hear that it moved. */
export const BODY_TO_ALL_UP_TO = 500;
const TICK_MS = 10;
const BUMP_MS = 1_500;

/** One chat with members online at this replica: who listens, how far it has been delivered, and what waits for the next tick. */
export class Topic {
  readonly corpId: string;
  readonly chatId: string;
  /** newest seq that has been handed to the listeners, and the message number it carries */
  known: number;
  n: number;
  readonly members: Set<string>;
  /** every device of a member, at this replica */
  readonly listeners = new Set<Connection>();
  /** devices that have the chat on screen */
  readonly open = new Set<Connection>();
  /** devices that are catching up: live frames wait here until the past has been sent */
  readonly holding = new Map<Connection, Buffer[]>();
  usedAt = Date.now();
  #pending: Buffer[] = [];
  #ticking = false;
  #bump: { frame: () => Buffer; timer: NodeJS.Timeout } | undefined;

  constructor(corpId: string, chatId: string, known: number, n: number, members: Iterable<string>) {
    this.corpId = corpId;
    this.chatId = chatId;
    this.known = known;
    this.n = n;
    this.members = new Set(members);
  }

  /**
   * Delivers frames built once. The first goes out at once, those that follow within 10 ms go out together, so a quiet chat waits
   * for nothing and a busy one pays one write per device and tick.
   */
  deliver(frames: Buffer, bump: () => Buffer): void {
    this.usedAt = Date.now();
    if (this.#ticking) this.#pending.push(frames);
    else {
      this.#write(frames);
      this.#ticking = true;
      setTimeout(() => this.#tick(), TICK_MS);
    }
    if (this.members.size > BODY_TO_ALL_UP_TO) this.#bumpLater(bump);
  }

  /** What waits goes out now: before somebody is taken off the list, they get what they were still entitled to. */
  flush(): void {
    if (this.#pending.length === 0) return;
    const frames = this.#pending.length === 1 ? this.#pending[0]! : Buffer.concat(this.#pending);
    this.#pending = [];
    this.#write(frames);
  }

  #tick(): void {
    this.#ticking = this.#pending.length > 0;
    if (!this.#ticking) return;
    this.flush();
    setTimeout(() => this.#tick(), TICK_MS);
  }

  #write(frames: Buffer): void {
    const to = this.members.size > BODY_TO_ALL_UP_TO ? this.open : this.listeners;
    for (const connection of to) {
      const held = this.holding.get(connection);
      if (held) held.push(frames);
      else connection.writeEvents(this.chatId, this.known, frames);
    }
  }

  /** At once the first time, then at most once per interval with the newest state. */
  #bumpLater(frame: () => Buffer): void {
    if (this.#bump) {
      this.#bump.frame = frame;
      return;
    }
    this.#bumpNow(frame());
    const waiting = { frame: () => Buffer.alloc(0), timer: setTimeout(() => this.#bumpAgain(), BUMP_MS) };
    this.#bump = waiting;
  }

  #bumpAgain(): void {
    const frame = this.#bump?.frame();
    this.#bump = undefined;
    if (frame?.length) this.#bumpNow(frame);
  }

  #bumpNow(frame: Buffer): void {
    for (const connection of this.listeners) if (!this.open.has(connection)) connection.writeLossy(frame);
  }

  drop(connection: Connection): void {
    this.listeners.delete(connection);
    this.open.delete(connection);
    this.holding.delete(connection);
  }

  close(): void {
    if (this.#bump) clearTimeout(this.#bump.timer);
  }
}
