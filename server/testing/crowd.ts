// Many people with the product's own client, talking through whatever server answers; and the oracle that judges what they saw.
import type { ChatId } from '@teahouse/contract/ids';
import type { ChatEvent, DownFrame, MessageEvent } from '@teahouse/contract/realtime';
import { createRealtime, type Realtime, type Socketish } from '@teahouse/sdk/realtime';
import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Seeded } from './seed-corp.ts';

interface Ack {
  chat: string;
  cid: string;
  seq: number;
  id: string;
}

export interface Person {
  client: Realtime;
  /** chat -> what was shown, in the order it was shown, after seq `from` (above 0 once a gap was too long to replay) */
  shown: Map<string, { from: number; events: ChatEvent[] }>;
  acks: Ack[];
  refused: string[];
  /** a post was asked to be sent again later, so newer ones may have overtaken it */
  overtaken: boolean;
  /** cid -> its place among this person's posts */
  sent: Map<string, number>;
  /** posts that were sent and have no outcome yet */
  open: Set<string>;
  faults: string[];
}

export interface Crowd {
  people: Person[];
  /** Everybody posts to a chat of theirs, one after another, `posts` times; resolves when each has an outcome. */
  talk(posts: number, pauseMs: number): Promise<void>;
  /** Cuts everybody's line; they come back by themselves. */
  cut(): void;
  acked(): number;
  /** Waits until every outcome is known and every log stands at its head. */
  settle(databaseUrl: string, waitMs?: number): Promise<void>;
  stop(): void;
}

/** `urlOf(person, try)` names the server each connects to; tries count up, so somebody can move on. */
export function openCrowd(
  seeded: Seeded,
  membersOf: ReadonlyMap<string, readonly number[]>,
  urlOf: (person: number, attempt: number) => string,
): Crowd {
  const sockets = new Set<WebSocket>();
  const people = seeded.members.map((member, i): Person => {
    let attempt = 0;
    const person: Person = {
      shown: new Map(),
      acks: [],
      refused: [],
      overtaken: false,
      sent: new Map(),
      open: new Set(),
      faults: [],
      client: createRealtime({
        device: crypto.randomUUID(),
        // Shorter waits than people's devices take.
        random: () => Math.random() / 30,
        dial() {
          const url = `${urlOf(i, attempt++).replace('http', 'ws')}/api/socket`;
          const socket = new WebSocket(url, 'teahouse.v1', { headers: { cookie: member.cookie } });
          sockets.add(socket);
          socket.on('close', () => sockets.delete(socket));
          watchForHoles(socket, person.faults);
          return socket as unknown as Socketish;
        },
        events(chat, events) {
          const shown = person.shown.get(chat)!;
          for (const e of events) {
            const last = headOf(shown);
            if (e.s !== last + 1) person.faults.push(`${chat}: ${e.s} was shown after ${last}`);
            shown.events.push(e);
            // Seeing one's own message settles it as well as the acknowledgement that may have been lost with the line.
            if (e.t === 'msg') person.open.delete(e.cid);
          }
        },
        window(chat, _messages, from) {
          person.shown.set(chat, { from, events: [] });
        },
        ack(frame) {
          person.open.delete(frame.cid);
          person.acks.push({ chat: frame.c, cid: frame.cid, seq: frame.s, id: frame.id });
        },
        nack(frame) {
          if (frame.retry) {
            person.overtaken = true;
            return;
          }
          person.open.delete(frame.cid);
          person.refused.push(frame.code);
        },
      }),
    };
    for (const [chat, members] of membersOf) {
      if (!members.includes(i)) continue;
      person.shown.set(chat, { from: 0, events: [] });
      person.client.open(chat, 0);
    }
    person.client.start();
    return person;
  });

  return {
    people,
    async talk(posts, pauseMs) {
      await Promise.all(
        people.map(async (person, i) => {
          const chats = [...person.shown.keys()];
          for (let n = 0; n < posts; n++) {
            const cid = crypto.randomUUID();
            person.open.add(cid);
            person.sent.set(cid, person.sent.size);
            person.client.post({
              c: chats[(i + n) % chats.length]!,
              cid,
              m: { k: 'text', b: { text: `${i} says ${n}` } },
            });
            await sleep(pauseMs * (0.5 + Math.random()));
          }
        }),
      );
    },
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    acked: () => people.reduce((sum, p) => sum + p.acks.length, 0),
    async settle(databaseUrl, waitMs = 30_000) {
      const db = new pg.Client({ connectionString: databaseUrl });
      await db.connect();
      const end = Date.now() + waitMs;
      for (;;) {
        const { rows } = await db.query<{ chat_id: string; last_seq: string }>(
          'select chat_id, last_seq from chat_heads where corp_id = $1',
          [seeded.corpId],
        );
        const heads = new Map(rows.map((r) => [r.chat_id, Number(r.last_seq)]));
        const behind = people.flatMap((p) =>
          [...p.shown].filter(([chat, shown]) => headOf(shown) < (heads.get(chat) ?? 0)),
        ).length;
        const open = people.reduce((sum, p) => sum + p.open.size, 0);
        if (behind + open === 0) break;
        if (Date.now() > end) {
          await db.end();
          throw new Error(`${open} posts without an outcome and ${behind} logs behind after ${waitMs} ms`);
        }
        await sleep(100);
      }
      await db.end();
    },
    stop() {
      for (const p of people) p.client.stop();
      for (const s of sockets) s.terminate();
    },
  };
}

/** Clients heal a hole by asking, so it must be looked for below them: after `opened` the numbers of a chat follow each other. */
function watchForHoles(socket: WebSocket, faults: string[]): void {
  const seen = new Map<string, Set<number>>();
  const last = new Map<string, number>();
  const next = (chat: string, s: number) => {
    let at = s;
    while (seen.get(chat)?.has(at + 1)) at++;
    last.set(chat, at);
  };
  socket.on('message', (data) => {
    const frame = JSON.parse((data as Buffer).toString('utf8')) as DownFrame;
    if (frame.t === 'opened') return next(frame.c, frame.s);
    // What a slow device was spared it asks for.
    if (frame.t === 'dirty') return frame.chats.forEach(([chat]) => last.delete(chat));
    if (!('s' in frame) || !('u' in frame)) return;
    seen.set(frame.c, (seen.get(frame.c) ?? new Set()).add(frame.s));
    const at = last.get(frame.c);
    if (at === undefined || frame.s <= at) return;
    if (frame.s !== at + 1) faults.push(`${frame.c}: a hole between ${at} and ${frame.s} on the line`);
    next(frame.c, frame.s);
  });
}

const headOf = ({ from, events }: { from: number; events: ChatEvent[] }) => events.at(-1)?.s ?? from;

export interface Verdict {
  acked: number;
  stored: number;
  shown: number;
  /** every broken promise as a sentence; empty = all kept */
  broken: string[];
}

/** The contract of the log: acknowledged = stored once and kept; numbers dense; everybody saw the same, once, in order. */
export async function judge(databaseUrl: string, seeded: Seeded, crowd: Crowd): Promise<Verdict> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const { rows } = await db.query<{
    chat: ChatId;
    seq: string;
    n: string;
    cid: string;
    id: string;
    sender: string;
  }>(
    `select chat_id chat, seq, n, client_id cid, id, sender_id sender
       from chat_entries where corp_id = $1 order by chat_id, seq`,
    [seeded.corpId],
  );
  await db.end();
  const broken: string[] = [];
  const logs = new Map<string, typeof rows>();
  const byCid = new Map<string, typeof rows>();
  for (const r of rows) {
    logs.set(r.chat, [...(logs.get(r.chat) ?? []), r]);
    byCid.set(`${r.sender} ${r.cid}`, [...(byCid.get(`${r.sender} ${r.cid}`) ?? []), r]);
  }
  for (const [chat, log] of logs)
    log.forEach((r, i) => {
      if (Number(r.seq) !== i + 1) broken.push(`${chat}: number ${i + 1} is missing in the database`);
    });
  for (const [key, same] of byCid) if (same.length > 1) broken.push(`${key} is stored ${same.length} times`);
  let shown = 0;
  crowd.people.forEach((person, i) => {
    const sender = seeded.members[i]!.id;
    for (const ack of person.acks) {
      const [row] = byCid.get(`${sender} ${ack.cid}`) ?? [];
      if (!row) broken.push(`person ${i}: acknowledged ${ack.cid} is lost`);
      else if (Number(row.seq) !== ack.seq || row.id !== ack.id)
        broken.push(`person ${i}: ${ack.cid} was acknowledged as ${ack.seq} and is ${row.seq}`);
    }
    broken.push(
      ...person.faults.map((f) => `person ${i}, ${f}`),
      ...person.refused.map((r) => `refused: ${r}`),
    );
    for (const [chat, { from, events }] of person.shown) {
      shown += events.length;
      const log = (logs.get(chat) ?? []).slice(from);
      if (events.length !== log.length)
        broken.push(`person ${i} was shown ${events.length} of ${log.length} in ${chat}`);
      events.forEach((e, k) => {
        if ((e as MessageEvent).id !== log[k]?.id)
          broken.push(`person ${i} was shown another ${e.s} in ${chat} than is stored`);
      });
    }
    const newest = new Map<string, number>();
    for (const r of rows) {
      const turn = r.sender === sender ? person.sent.get(r.cid) : undefined;
      if (turn === undefined) continue;
      if (!person.overtaken && (newest.get(r.chat) ?? -1) > turn)
        broken.push(`person ${i}: post ${turn} came after a later one in ${r.chat}`);
      newest.set(r.chat, turn);
    }
  });
  return { acked: crowd.acked(), stored: rows.length, shown, broken };
}
