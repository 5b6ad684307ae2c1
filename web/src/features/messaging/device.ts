// What is kept on this device: the chat list, pages of 50 messages, drafts, what waits to be sent, faces.
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { MemberBrief } from '../../../../contract/src/directory.ts';
import { applyEvents } from './log-rules.ts';
import type { ChangeEvent, Chat, ChatLog, MessageEvent, Outgoing } from './model.ts';

const pageSize = 50;
const pageOf = (s: number) => Math.floor(s / pageSize);

interface LogFact {
  c: string;
  s: number;
  /** everything from this seq on is here */
  oldest: number;
  /** the server has more below `oldest` */
  more: boolean;
}
interface Schema extends DBSchema {
  facts: { key: string; value: unknown };
  chats: { key: string; value: Chat };
  logs: { key: string; value: LogFact };
  pages: { key: [c: string, page: number]; value: readonly MessageEvent[] };
  drafts: { key: string; value: string };
  outbox: { key: string; value: Outgoing };
  people: { key: string; value: MemberBrief };
}
export interface Cursor {
  usn: number;
  since: number;
  ticket?: string;
}
export interface Start {
  chats: Chat[];
  drafts: Record<string, string>;
  outbox: Outgoing[];
  people: MemberBrief[];
  cursor: Cursor | undefined;
}

const nameFor = (member: string) => `teahouse-${member}`;

/** Opens the member's store; null where the browser keeps none (private windows), and the app then lives in memory. */
export async function openDevice(member: string) {
  let db: IDBPDatabase<Schema>;
  try {
    db = await openDB<Schema>(nameFor(member), 1, {
      upgrade(fresh) {
        for (const name of ['facts', 'logs', 'pages', 'drafts'] as const)
          if (name === 'logs') fresh.createObjectStore(name, { keyPath: 'c' });
          else fresh.createObjectStore(name);
        fresh.createObjectStore('chats', { keyPath: 'id' });
        fresh.createObjectStore('outbox', { keyPath: 'cid' });
        fresh.createObjectStore('people', { keyPath: 'id' });
      },
      // Another tab deletes the store on sign-out: let go at once.
      blocking: (_, __, event) => (event.target as IDBDatabase).close(),
    });
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }

  const range = (c: string, from: number, to: number) => IDBKeyRange.bound([c, from], [c, to]);

  return {
    async start(): Promise<Start> {
      const [chats, draftKeys, drafts, outbox, people, cursor] = await Promise.all([
        db.getAll('chats'),
        db.getAllKeys('drafts'),
        db.getAll('drafts'),
        db.getAll('outbox'),
        db.getAll('people', undefined, 2_000),
        db.get('facts', 'cursor'),
      ]);
      return {
        chats,
        drafts: Object.fromEntries(draftKeys.map((k, i) => [k, drafts[i] ?? ''])),
        outbox: outbox.sort((a, b) => a.ts - b.ts),
        people,
        cursor: cursor as Cursor | undefined,
      };
    },
    keepCursor: (cursor: Cursor) => db.put('facts', cursor, 'cursor'),
    async keepChats(chats: readonly Chat[]) {
      const tx = db.transaction('chats', 'readwrite');
      await Promise.all([...chats.map((c) => tx.store.put(c)), tx.done]);
    },
    async keepPeople(people: readonly MemberBrief[]) {
      const tx = db.transaction('people', 'readwrite');
      await Promise.all([...people.map((p) => tx.store.put(p)), tx.done]);
    },
    keepDraft: (c: string, text: string) => (text ? db.put('drafts', text, c) : db.delete('drafts', c)),
    keepOutgoing: (o: Outgoing) => db.put('outbox', o),
    dropOutgoing: (cid: string) => db.delete('outbox', cid),
    outbox: async () => (await db.getAll('outbox')).sort((a, b) => a.ts - b.ts),

    /** The newest pages of a chat, or null where nothing is held. */
    async newest(c: string, pages = 3): Promise<ChatLog | null> {
      const fact = await db.get('logs', c);
      if (!fact) return null;
      const keys = await db.getAllKeys('pages', range(c, 0, Infinity));
      const from = keys.at(-pages)?.[1] ?? 0;
      const stored = await db.getAll('pages', range(c, from, Infinity));
      const messages = stored.flat().filter((m) => m.s >= fact.oldest);
      return { s: fact.s, messages, more: fact.more || keys.length > pages };
    },
    /** The two pages before seq `s`; null where the device holds nothing older. */
    async older(c: string, s: number): Promise<{ messages: MessageEvent[]; more: boolean } | null> {
      const fact = await db.get('logs', c);
      if (!fact || fact.oldest >= s) return null;
      const keys = await db.getAllKeys('pages', range(c, pageOf(fact.oldest), pageOf(s)));
      const wanted = keys.slice(-3);
      const first = wanted[0]?.[1];
      if (first === undefined) return null;
      const messages = (await db.getAll('pages', range(c, first, pageOf(s))))
        .flat()
        .filter((m) => m.s < s && m.s >= fact.oldest);
      if (messages.length === 0) return null;
      return { messages, more: fact.more || keys.length > wanted.length };
    },
    /** Writes the part of a log that changed; an older state than the stored one is left out. */
    async keepLog(c: string, log: ChatLog, changed: ReadonlySet<number> | 'all') {
      const tx = db.transaction(['logs', 'pages'], 'readwrite');
      const fact = await tx.objectStore('logs').get(c);
      if (fact && fact.s > log.s) return tx.done;
      const oldest = log.messages[0]?.s ?? log.s;
      const joined = fact !== undefined && fact.s >= oldest - 1;
      if (fact && !joined) await tx.objectStore('pages').delete(range(c, 0, Infinity));
      const pages =
        changed === 'all' || !joined
          ? new Set(log.messages.map((m) => pageOf(m.s)))
          : new Set([...changed].map(pageOf));
      for (const page of pages) {
        const inPage = log.messages.filter((m) => pageOf(m.s) === page);
        // The first page in memory may be cut; what the device already holds of it stays.
        const before =
          pageOf(oldest) === page && joined ? await tx.objectStore('pages').get([c, page]) : undefined;
        await tx
          .objectStore('pages')
          .put([...(before ?? []).filter((m) => m.s < oldest), ...inPage], [c, page]);
      }
      await tx.objectStore('logs').put({
        c,
        s: log.s,
        oldest: joined ? Math.min(fact.oldest, oldest) : oldest,
        more: joined && fact.oldest < oldest ? fact.more : log.more,
      });
      return tx.done;
    },
    /** A change of a message that is on the device but not in memory. */
    async changeStored(c: string, event: ChangeEvent) {
      const tx = db.transaction('pages', 'readwrite');
      const key: [string, number] = [c, pageOf(event.to)];
      const page = await tx.store.get(key);
      if (page) await tx.store.put(applyEvents(page, [event]), key);
      return tx.done;
    },
    async dropLog(c: string) {
      const tx = db.transaction(['logs', 'pages'], 'readwrite');
      await Promise.all([
        tx.objectStore('logs').delete(c),
        tx.objectStore('pages').delete(range(c, 0, Infinity)),
        tx.done,
      ]);
    },
    async dropChat(c: string) {
      const tx = db.transaction(['chats', 'logs', 'pages', 'drafts'], 'readwrite');
      await Promise.all([
        tx.objectStore('chats').delete(c),
        tx.objectStore('logs').delete(c),
        tx.objectStore('drafts').delete(c),
        tx.objectStore('pages').delete(range(c, 0, Infinity)),
        tx.done,
      ]);
    },
    close: () => db.close(),
    /** Deletes what came from the server and keeps what this member has written and not sent, for nobody else to open. */
    async keepUnsent(drafts: Readonly<Record<string, string>>) {
      const tx = db.transaction([...db.objectStoreNames], 'readwrite');
      for (const name of ['facts', 'chats', 'logs', 'pages', 'people'] as const)
        void tx.objectStore(name).clear();
      for (const [c, text] of Object.entries(drafts)) if (text) void tx.objectStore('drafts').put(text, c);
      await tx.done;
      db.close();
    },
    async destroy() {
      db.close();
      await deleteDB(nameFor(member));
    },
  };
}
export type Device = NonNullable<Awaited<ReturnType<typeof openDevice>>>;
