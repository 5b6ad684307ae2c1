import type { ChatId } from '@teahouse/contract/ids';
import type { ChatEvent, DownFrame, MessageEvent } from '@teahouse/contract/realtime';
import { faultPoint } from '../../../kernel/fault-point.ts';
import type { Connection } from '../../../kernel/realtime/connection.ts';
import { textFrame } from '../../../kernel/realtime/frame.ts';
import type { Door } from '../../../kernel/realtime/socket-part.ts';
import { system } from '../../../kernel/work.ts';
import type { Moved } from '../log/moved.ts';
import { pageOf } from '../messages/list-messages.ts';
import { Topic } from './topic.ts';

const IDLE_MS = 10 * 60_000;
const RECONCILE_MS = 5_000;
/** A longer gap is not replayed: the device drops its tail and asks for the newest window. */
const MOST_REPLAYED = 500;
/** Clocks of replicas differ a little, and a commit may follow the moment it carries by seconds. */
const MARGIN_MS = 60_000;

/**
 * Brings committed events to devices, once per replica. Hints may be lost, doubled or late: the numbers tell. A hole is read from
 * the database; the very last lost hint, which no later number would reveal, is found by looking at the heads every few seconds.
 */
export class FanOut {
  readonly #door: Door;
  readonly #topics = new Map<string, Topic>();
  /** one step after the other per chat */
  readonly #turns = new Map<string, Promise<void>>();
  readonly #reconciling: NodeJS.Timeout;
  /** company -> when its heads were last looked at */
  readonly #lookedAt = new Map<string, number>();

  constructor(door: Door) {
    this.#door = door;
    door.bus.subscribe('corp.>', (hint, topic) => {
      const [, corpId, what, chatId] = topic.split('.');
      if (what === 'chat' && door.membersOnline(corpId!).size > 0)
        this.#heard(corpId!, chatId as ChatId, hint as Moved);
    });
    this.#reconciling = setInterval(() => void this.reconcile(), RECONCILE_MS);
    door.bus.whenBack(() => void this.reconcile());
  }

  /** Does `step` when every earlier step of this chat is done. */
  #inTurn(key: string, step: () => Promise<void>): Promise<void> {
    const turn = (this.#turns.get(key) ?? Promise.resolve())
      .then(step)
      .catch((error: unknown) => this.#door.log.warn({ err: error }, 'delivering a chat failed'))
      .finally(() => {
        if (this.#turns.get(key) === turn) this.#turns.delete(key);
      });
    this.#turns.set(key, turn);
    return turn;
  }

  #heard(corpId: string, chatId: ChatId, hint: Moved): void {
    const key = `${corpId} ${chatId}`;
    const topic = this.#topics.get(key);
    // The usual case, without a turn: the chat is known, nothing waits, and the next number is the one that came.
    if (topic && !this.#turns.has(key) && hint.from === topic.known + 1 && hint.events)
      return this.#deliver(topic, hint.events);
    void this.#inTurn(key, async () => {
      const known = this.#topics.get(key) ?? (await this.#load(corpId, chatId, hint.from - 1));
      if (hint.to <= known.known) return;
      if (hint.from === known.known + 1 && hint.events) this.#deliver(known, hint.events);
      else await this.#catchUp(known);
    });
  }

  async #load(corpId: string, chatId: ChatId, known?: number): Promise<Topic> {
    const { seats, head } = await this.#door.openWork(corpId, system, async (work) => {
      const [seats, heads] = await Promise.all([
        work.sql<{ id: string }>('select member_id id from chat_seats where corp_id = $1 and chat_id = $2', [
          corpId,
          chatId,
        ]),
        work.sql<{ last_seq: number; last_n: number }>(
          'select last_seq, last_n from chat_heads where corp_id = $1 and chat_id = $2',
          [corpId, chatId],
        ),
      ]);
      return { seats, head: heads[0] };
    });
    const topic = new Topic(
      corpId,
      chatId,
      known ?? head?.last_seq ?? 0,
      head?.last_n ?? 0,
      seats.map((s) => s.id),
    );
    for (const id of topic.members)
      for (const c of this.#door.connectionsOf(corpId, id)) topic.listeners.add(c);
    this.#topics.set(`${corpId} ${chatId}`, topic);
    return topic;
  }

  async #catchUp(topic: Topic): Promise<void> {
    for (;;) {
      const page = await this.#door.openWork(topic.corpId, system, (work) =>
        pageOf(work, topic.chatId as ChatId, { after: topic.known, limit: MOST_REPLAYED }),
      );
      if (page.events.length) this.#deliver(topic, page.events);
      if (!page.more) return;
    }
  }

  #deliver(topic: Topic, events: readonly ChatEvent[]): void {
    void faultPoint('fanning-out');
    for (const e of events) this.#seat(topic, e);
    topic.known = events.at(-1)!.s;
    topic.n = events.at(-1)!.n;
    const frames = Buffer.concat(events.map((e) => textFrame(JSON.stringify(e))));
    topic.deliver(frames, () => textFrame(JSON.stringify(bumpOf(topic, events))));
  }

  /** People come and go in the order of the log: nobody gets an event that follows their removal. */
  #seat(topic: Topic, e: ChatEvent): void {
    if (e.t !== 'msg' || e.k !== 'system') return;
    const members = (e.b['members'] as string[] | undefined) ?? [];
    if (e.b['what'] === 'joined') {
      for (const id of members) {
        topic.members.add(id);
        for (const c of this.#door.connectionsOf(topic.corpId, id)) topic.listeners.add(c);
      }
    }
    if (e.b['what'] === 'left' || e.b['what'] === 'removed') {
      topic.flush();
      for (const id of members) {
        topic.members.delete(id);
        for (const c of this.#door.connectionsOf(topic.corpId, id)) topic.drop(c);
      }
    }
  }

  /**
   * A device puts a chat on screen: from here it gets everything after `from`. `checkSeat` throws for who may not. Others are not kept
   * waiting meanwhile: thousands may come back at once, and whoever missed nothing, or too much to replay, costs no question.
   */
  async open(
    connection: Connection,
    chatId: ChatId,
    from: number,
    checkSeat: () => Promise<unknown>,
  ): Promise<void> {
    const key = `${connection.corpId} ${chatId}`;
    const followed = this.#topics.get(key);
    if (!followed?.members.has(connection.memberId) || !settled(followed, from)) await checkSeat();
    if (!this.#topics.has(key))
      await this.#inTurn(key, async () => {
        if (!this.#topics.has(key)) await this.#load(connection.corpId, chatId);
      });
    const topic = this.#topics.get(key);
    if (!topic) throw new Error('the chat could not be read');
    if (settled(topic, from)) {
      topic.listeners.add(connection);
      topic.open.add(connection);
      if (from !== topic.known) connection.send({ t: 'reset', c: chatId, s: topic.known });
      connection.send({ t: 'opened', c: chatId, s: topic.known, n: topic.n });
      return;
    }
    // First listen and hold what arrives live, then read the past, then let go.
    topic.holding.set(connection, []);
    topic.listeners.add(connection);
    topic.open.add(connection);
    try {
      const page = await this.#door.openWork(connection.corpId, system, (work) =>
        pageOf(work, chatId, { after: from, limit: MOST_REPLAYED }),
      );
      await faultPoint('caught-up');
      if (page.more) connection.send({ t: 'reset', c: chatId, s: page.seq });
      else if (page.events.length)
        connection.write(Buffer.concat(page.events.map((e) => textFrame(JSON.stringify(e)))));
      for (const frames of topic.holding.get(connection) ?? []) connection.write(frames);
      connection.send({ t: 'opened', c: chatId, s: page.seq, n: page.n });
    } finally {
      topic.holding.delete(connection);
    }
  }

  close(connection: Connection, chatId: string): void {
    this.#topics.get(`${connection.corpId} ${chatId}`)?.open.delete(connection);
  }

  joined(connection: Connection): void {
    for (const topic of this.#topics.values())
      if (topic.corpId === connection.corpId && topic.members.has(connection.memberId))
        topic.listeners.add(connection);
  }

  left(connection: Connection): void {
    for (const topic of this.#topics.values()) topic.drop(connection);
  }

  topicOf(corpId: string, chatId: string): Topic | undefined {
    return this.#topics.get(`${corpId} ${chatId}`);
  }

  /** Looks at the heads that moved since the last look, and drops chats nobody has used for a while. */
  async reconcile(): Promise<void> {
    for (const [key, topic] of this.#topics) {
      if (topic.open.size === 0 && Date.now() - topic.usedAt > IDLE_MS) {
        topic.close();
        this.#topics.delete(key);
      }
    }
    const online = this.#door.corpsOnline();
    for (const corpId of this.#lookedAt.keys()) if (!online.includes(corpId)) this.#lookedAt.delete(corpId);
    for (const corpId of online) {
      try {
        await this.#lookAtHeads(corpId);
      } catch (error) {
        this.#door.log.warn({ err: error }, 'looking for missed events failed');
      }
    }
  }

  async #lookAtHeads(corpId: string): Promise<void> {
    const now = this.#door.clock().getTime();
    const since = new Date(Math.min(now, this.#lookedAt.get(corpId) ?? now) - MARGIN_MS);
    const followed = [...this.#topics.values()].filter((t) => t.corpId === corpId).map((t) => t.chatId);
    const heads = await this.#door.openWork(corpId, system, async (work) => {
      const read = (where: string, value: unknown) =>
        work.sql<{ chat_id: ChatId; last_seq: number }>(
          `select chat_id, last_seq from chat_heads where corp_id = $1 and ${where}`,
          [corpId, value],
        );
      // Edits and reactions move no chat to the top of a list, so a followed chat is looked at whatever its time says.
      const found = await Promise.all([read('last_at > $2', since), read('chat_id = any($2)', followed)]);
      return found.flat();
    });
    this.#lookedAt.set(corpId, now);
    for (const h of heads) {
      const topic = this.#topics.get(`${corpId} ${h.chat_id}`);
      // A chat this replica has never heard of may have members here whose hint was lost: start one below the head.
      if (!topic || topic.known < h.last_seq)
        this.#heard(corpId, h.chat_id, { c: h.chat_id, from: h.last_seq, to: h.last_seq });
    }
  }

  stop(): void {
    clearInterval(this.#reconciling);
    for (const topic of this.#topics.values()) topic.close();
  }
}

/** Nothing to read: the device stands where we do, or too far behind. */
const settled = (topic: Topic, from: number) => from === topic.known || topic.known - from > MOST_REPLAYED;

function bumpOf(topic: Topic, events: readonly ChatEvent[]): DownFrame {
  const last = events.at(-1)!;
  const preview = events.findLast((e): e is MessageEvent => e.t === 'msg') ?? null;
  return { t: 'bump', c: topic.chatId, s: last.s, n: last.n, p: preview, at: last.ts };
}
