import { expect, test } from 'vitest';
import type { ChatEvent, DownFrame, MessageEvent, SentUpFrame } from '../../contract/src/realtime.ts';
import { backoff, createRealtime, type RealtimeOptions, type Socketish } from './realtime.ts';

const c = 'chat_tea0000001' as const;
const msg = (s: number, more: Partial<MessageEvent> = {}): MessageEvent => ({
  t: 'msg',
  c,
  s,
  n: s,
  u: 'mbr_wu0000001',
  id: `msg_${String(s).padStart(8, '0')}`,
  cid: `cid-${s}`,
  ts: s,
  k: 'text',
  b: { text: `m${s}` },
  ...more,
});

/** A server of which the test says every word. */
function scripted(options: Partial<RealtimeOptions> = {}) {
  const sockets: { sent: SentUpFrame[]; say: (f: DownFrame) => void; cut: (code?: number) => void }[] = [];
  const waits: { run: () => void; ms: number }[] = [];
  const log: number[] = [];
  const told: string[] = [];
  const realtime = createRealtime({
    device: 'test',
    random: () => 0.5,
    later: (run, ms) => {
      const wait = { run, ms };
      waits.push(wait);
      return () => {
        waits.splice(waits.indexOf(wait), 1);
      };
    },
    dial: () => {
      const sent: SentUpFrame[] = [];
      const socket: Socketish = {
        onopen: null,
        onmessage: null,
        onclose: null,
        onerror: null,
        send: (text) => void sent.push(JSON.parse(text) as SentUpFrame),
        close: () => undefined,
      };
      sockets.push({
        sent,
        say: (f) => socket.onmessage?.({ data: JSON.stringify(f) }),
        cut: (code = 1006) => socket.onclose?.({ code }),
      });
      queueMicrotask(() => socket.onopen?.(undefined as never));
      return socket;
    },
    events: (_, events) => log.push(...events.map((e) => e.s)),
    window: (_, messages, s) => {
      log.splice(0, log.length, ...messages.map((m) => m.s));
      told.push(`window ${s}`);
    },
    reset: (_, s) => told.push(`reset ${s}`),
    glimpse: (e) => told.push(`glimpse ${e.s}`),
    ack: (f) => told.push(`ack ${f.cid}`),
    nack: (f) => told.push(`nack ${f.cid}`),
    link: (state) => told.push(state),
    ...options,
  });
  const here = () => sockets.at(-1)!;
  return {
    realtime,
    sockets,
    waits,
    log,
    told,
    here,
    sent: <T extends SentUpFrame['t']>(t: T) =>
      here().sent.filter((f): f is Extract<SentUpFrame, { t: T }> => f.t === t),
    async greet() {
      await Promise.resolve();
      here().say({ t: 'welcome', me: 'mbr_me0000001', usn: 7, now: 1_000, ping: 30, ticket: 'tick' });
    },
    page: (events: ChatEvent[], s: number, more = false) => {
      const q = here().sent.findLast((f) => f.t === 'pull')?.q ?? 0;
      here().say({ t: 'page', q, c, s, events, more });
    },
  };
}

test('a chat opened before the greeting gets its newest window after it', async () => {
  const w = scripted();
  w.realtime.start();
  w.realtime.open(c, null);
  await w.greet();
  expect(w.sent('pull')).toHaveLength(1);
  w.page([msg(8), msg(9)], 9);
  expect(w.log).toEqual([8, 9]);
  expect(w.sent('open')).toEqual([{ t: 'open', c, s: 9 }]);
});

test('events apply in order, doubles are dropped, a gap is pulled and what came early waits for it', async () => {
  const w = scripted();
  w.realtime.start();
  w.realtime.open(c, 10);
  await w.greet();
  for (const s of [11, 11, 10, 14, 13]) w.here().say(msg(s));
  expect(w.log).toEqual([11]);
  expect(w.sent('pull')).toEqual([expect.objectContaining({ from: 11 })]);
  w.page([msg(12), msg(13)], 14);
  expect(w.log).toEqual([11, 12, 13, 14]);
});

test('live events that arrive before the first window neither come twice nor get lost', async () => {
  const w = scripted();
  w.realtime.start();
  await w.greet();
  w.realtime.open(c, null);
  w.here().say(msg(21));
  w.here().say(msg(22));
  expect(w.log).toEqual([]);
  w.page([msg(20), msg(21)], 21);
  expect(w.log).toEqual([20, 21, 22]);
});

test('reset drops the tail and asks for the newest window', async () => {
  const w = scripted();
  w.realtime.start();
  w.realtime.open(c, 10);
  await w.greet();
  w.here().say({ t: 'reset', c, s: 900 });
  expect(w.told).toContain('reset 900');
  w.page([msg(899), msg(900)], 900, true);
  expect(w.log).toEqual([899, 900]);
  w.here().say(msg(901));
  expect(w.log).toEqual([899, 900, 901]);
});

test('a head that is told but not delivered is pulled; a page that brings nothing ends the asking', async () => {
  const w = scripted();
  w.realtime.start();
  w.realtime.open(c, 10);
  await w.greet();
  w.here().say({ t: 'dirty', chats: [[c, 12]] });
  expect(w.sent('pull')).toHaveLength(1);
  w.page([msg(11), msg(12)], 12);
  expect(w.log).toEqual([11, 12]);
  w.here().say({ t: 'opened', c, s: 15, n: 15 });
  w.page([], 12);
  expect(w.sent('pull')).toHaveLength(2);
});

test('after a cut, hello tells what is held and the log goes on from there', async () => {
  const w = scripted();
  w.realtime.start();
  w.realtime.open(c, 10);
  await w.greet();
  w.here().say(msg(11));
  w.here().say(msg(13));
  w.here().cut();
  expect(w.realtime.state).toBe('waiting');
  w.waits[0]?.run();
  await w.greet();
  expect(w.sent('hello')[0]).toMatchObject({ usn: 7, since: 1_000, ticket: 'tick', open: [[c, 11]] });
  for (const s of [12, 13]) w.here().say(msg(s));
  expect(w.log).toEqual([11, 12, 13]);
});

test('posts without an outcome are sent again in order with the same cid; settled ones are not', async () => {
  const w = scripted();
  w.realtime.start();
  const post = (cid: string) => w.realtime.post({ c, cid, m: { k: 'text', b: { text: cid } } });
  post('a');
  await w.greet();
  post('b');
  post('d');
  post('e');
  expect(w.sent('post').map((f) => f.cid)).toEqual(['a', 'b', 'd', 'e']);
  w.here().say({ t: 'ack', cid: 'a', c, s: 1, n: 1, id: 'msg_00000001', ts: 1 });
  // The message itself settles a post whose ack was lost.
  w.here().say(msg(2, { cid: 'b' }));
  w.here().say({ t: 'nack', cid: 'd', code: 'messaging.chat_archived', text: '', retry: false });
  w.here().cut();
  w.waits[0]?.run();
  await w.greet();
  expect(w.sent('post').map((f) => f.cid)).toEqual(['e']);
});

test('a post refused for now is tried again under its cid', async () => {
  const w = scripted();
  w.realtime.start();
  await w.greet();
  w.realtime.post({ c, cid: 'a', m: { k: 'text', b: { text: 'a' } } });
  w.here().say({ t: 'nack', cid: 'a', code: 'common.busy', text: '', retry: true });
  w.waits[0]?.run();
  expect(w.sent('post').map((f) => f.cid)).toEqual(['a', 'a']);
});

test('events of chats that are not open are only glimpsed', async () => {
  const w = scripted();
  w.realtime.start();
  await w.greet();
  w.here().say(msg(5));
  expect(w.log).toEqual([]);
  expect(w.told).toContain('glimpse 5');
  expect(w.sent('pull')).toEqual([]);
});

test('private events count by usn: what was seen is not told again', async () => {
  const seen: number[] = [];
  const w = scripted({ user: (f) => seen.push(f.usn) });
  w.realtime.start();
  await w.greet();
  for (const usn of [7, 8, 8, 9]) w.here().say({ t: 'user', usn, k: 'joined', b: {} });
  expect(seen).toEqual([8, 9]);
  expect(w.realtime.cursor.usn).toBe(9);
});

test('a planned stop says when to come back; a revoked session stays away', async () => {
  const w = scripted();
  w.realtime.start();
  await w.greet();
  w.here().say({ t: 'bye', after: 4_000, reason: 'restart' });
  w.here().cut(1012);
  expect(w.waits[0]?.ms).toBe(4_500);
  w.waits[0]?.run();
  await w.greet();
  w.here().cut(4001);
  expect(w.realtime.state).toBe('refused');
});

test('the wait between tries is jittered from the first one and has a ceiling', () => {
  expect(backoff(0, 0)).toBe(0);
  expect(backoff(0, 1)).toBe(1_000);
  expect(backoff(3, 0.5)).toBe(4_000);
  expect(backoff(20, 1)).toBe(30_000);
});

test('any order of delivery, doubling and cutting ends in the same gapless log', async () => {
  let seed = 42;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  for (let round = 0; round < 60; round++) {
    const w = scripted();
    w.realtime.start();
    w.realtime.open(c, 0);
    await w.greet();
    const all = Array.from({ length: 40 }, (_, i) => msg(i + 1));
    for (let step = 0; step < 80; step++) {
      const dice = random();
      if (dice < 0.06) {
        w.here().cut();
        w.waits.shift()?.run();
        await w.greet();
      } else if (dice < 0.2) w.page(all.filter((m) => m.s > (w.log.at(-1) ?? 0)).slice(0, 3), 40, true);
      else w.here().say(all[Math.floor(random() * all.length)]!);
    }
    w.here().say({ t: 'opened', c, s: 40, n: 40 });
    for (let i = 0; i < 40 && w.log.at(-1) !== 40; i++)
      w.page(all.filter((m) => m.s > (w.log.at(-1) ?? 0)).slice(0, 7), 40, true);
    expect(w.log).toEqual(all.map((m) => m.s));
  }
});
