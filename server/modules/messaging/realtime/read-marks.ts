import { textFrame } from '../../../kernel/realtime/frame.ts';
import { Gather } from '../../../kernel/gather.ts';
import type { Connection } from '../../../kernel/realtime/connection.ts';
import type { Door } from '../../../kernel/realtime/socket-part.ts';
import { system } from '../../../kernel/work.ts';
import type { FanOut } from './fan-out.ts';
import { moveReadMarks, type ReadHint } from './move-read-marks.ts';

const EVERY_MS = 1_000;
/** Larger groups show counts, which the sender asks for; marks of thousands would drown the chat. */
const MARKS_UP_TO = 100;

/** Gathers read marks for a second: they only grow, so the last one of a member says it all. */
export class ReadMarks {
  readonly #door: Door;
  readonly #fanOut: FanOut;
  /** company -> 'chat member' -> n */
  #waiting = new Map<string, Map<string, number>>();
  readonly #timer: NodeJS.Timeout;

  constructor(door: Door, fanOut: FanOut) {
    this.#door = door;
    this.#fanOut = fanOut;
    this.#timer = setInterval(() => void this.flush(), EVERY_MS);
    door.bus.subscribe('corp.>', (hint, topic) => {
      const [, corpId, what] = topic.split('.');
      if (what === 'reads') this.#show(corpId!, hint as ReadHint);
    });
  }

  add(connection: Connection, chatId: string, n: number): void {
    const marks = this.#waiting.get(connection.corpId) ?? new Map<string, number>();
    this.#waiting.set(connection.corpId, marks);
    const key = `${chatId} ${connection.memberId}`;
    marks.set(key, Math.max(n, marks.get(key) ?? 0));
  }

  /** A device has opened a chat: in small groups it learns how far everyone has read. */
  async tell(connection: Connection, chatId: string): Promise<void> {
    const { corpId } = connection;
    const topic = this.#fanOut.topicOf(corpId, chatId);
    if (!topic || topic.members.size > MARKS_UP_TO) return;
    connection.send({ t: 'readers', c: chatId, marks: await this.#stored.ask({ corpId, chatId }) });
  }

  /** After a restart everybody opens a chat at once: the marks of hundreds of chats are one question. */
  readonly #stored = new Gather<{ corpId: string; chatId: string }, [string, number][]>(async (asked) => {
    const found = new Map<string, [string, number][]>();
    for (const corpId of new Set(asked.map((a) => a.corpId))) {
      const chatIds = [...new Set(asked.filter((a) => a.corpId === corpId).map((a) => a.chatId))];
      const seats = await this.#door.openWork(corpId, system, (work) =>
        work.sql<{ chat: string; id: string; n: number }>(
          `select chat_id chat, member_id id, read_n n from chat_seats
            where corp_id = $1 and chat_id = any($2) and read_n > 0`,
          [corpId, chatIds],
        ),
      );
      for (const { chat, id, n } of seats) {
        const marks = found.get(`${corpId} ${chat}`);
        if (marks) marks.push([id, n]);
        else found.set(`${corpId} ${chat}`, [[id, n]]);
      }
    }
    return asked.map((a) => found.get(`${a.corpId} ${a.chatId}`) ?? []);
  });

  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = new Map();
    for (const [corpId, marks] of waiting) {
      const rows = [...marks].map(([key, n]) => {
        const [chatId, memberId] = key.split(' ') as [string, string];
        return { chatId, memberId, n };
      });
      try {
        await this.#door.openWork(corpId, system, (work) => moveReadMarks(work, rows));
      } catch (error) {
        // Nothing is lost that the client does not repeat: marks are kept there too.
        this.#door.log.warn({ err: error }, 'moving read marks failed');
      }
    }
  }

  /** The readers' own other devices, and in small groups everyone who has the chat open. */
  #show(corpId: string, hint: ReadHint): void {
    const byChat = new Map<string, [string, number][]>();
    for (const [chatId, memberId, n] of hint) {
      for (const c of this.#door.connectionsOf(corpId, memberId))
        c.send({ t: 'user', usn: 0, k: 'read', b: { c: chatId, n } });
      byChat.set(chatId, [...(byChat.get(chatId) ?? []), [memberId, n]]);
    }
    for (const [chatId, marks] of byChat) {
      const topic = this.#fanOut.topicOf(corpId, chatId);
      if (!topic || topic.members.size > MARKS_UP_TO) continue;
      const frame = textFrame(JSON.stringify({ t: 'readers', c: chatId, marks }));
      for (const c of topic.open) c.writeLossy(frame);
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
