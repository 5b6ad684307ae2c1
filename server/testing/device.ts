// A signed-in device on a real socket, with the client's rules and nothing else.
import type { ChatId } from '@teahouse/contract/ids';
import type { ChatEvent, DownFrame, Draft, SentUpFrame } from '@teahouse/contract/realtime';
import { WebSocket } from 'ws';
import type { Person } from './world.ts';

export interface Device {
  frames: DownFrame[];
  /** what this device holds of each chat, by seq, exactly as it arrived */
  log(chatId: ChatId): ChatEvent[];
  send(frame: SentUpFrame): void;
  /** Posts and waits for the outcome. */
  post(
    chatId: ChatId,
    text: string,
    extra?: { cid?: string; at?: string[]; re?: number },
  ): Promise<DownFrame & { t: 'ack' | 'nack' }>;
  postDraft(chatId: ChatId, draft: Draft): Promise<DownFrame & { t: 'ack' | 'nack' }>;
  /** The first frame, past or future, that fits. */
  wait<T extends DownFrame['t']>(
    t: T,
    fits?: (frame: Extract<DownFrame, { t: T }>) => boolean,
  ): Promise<Extract<DownFrame, { t: T }>>;
  open(chatId: ChatId, from?: number): Promise<void>;
  closed: Promise<number>;
  close(): void;
  socket: WebSocket;
}

const CHAT_EVENTS = new Set(['msg', 'edit', 'recall', 'react', 'pin']);

export async function connect(
  url: string,
  person: Person,
  hello: { usn?: number; since?: number; open?: [ChatId, number][] } = {},
): Promise<Device> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/socket`, 'teahouse.v1', {
    headers: { cookie: person.cookie },
  });
  const frames: DownFrame[] = [];
  const waiting = new Set<() => void>();
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  socket.on('message', (data) => {
    const text = (data as Buffer).toString('utf8');
    void person.canaries?.watch('a frame', person, text);
    frames.push(JSON.parse(text) as DownFrame);
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const send = (frame: SentUpFrame) => socket.send(JSON.stringify(frame));
  const wait: Device['wait'] = (t, fits = () => true) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no ${t} came; last: ${JSON.stringify(frames.slice(-3))}`)),
        8_000,
      );
      const look = () => {
        const found = frames.find((f) => f.t === t && fits(f as never));
        if (!found) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(found as never);
      };
      waiting.add(look);
      look();
    });
  const outcome = (cid: string) =>
    new Promise<DownFrame & { t: 'ack' | 'nack' }>((resolve, reject) => {
      wait('ack', (f) => f.cid === cid).then(resolve, reject);
      wait('nack', (f) => f.cid === cid).then(resolve, () => undefined);
    });
  const device: Device = {
    frames,
    socket,
    send,
    wait,
    closed,
    log: (chatId) =>
      frames.filter((f): f is ChatEvent => CHAT_EVENTS.has(f.t) && (f as ChatEvent).c === chatId),
    async post(chatId, text, { cid = crypto.randomUUID(), at, re } = {}) {
      send({
        t: 'post',
        c: chatId,
        cid,
        m: { k: 'text', b: { text } },
        ...(at ? { at: at as never } : {}),
        ...(re ? { re } : {}),
      });
      return await outcome(cid);
    },
    async postDraft(chatId, m) {
      const cid = crypto.randomUUID();
      send({ t: 'post', c: chatId, cid, m });
      return await outcome(cid);
    },
    async open(chatId, from = 0) {
      send({ t: 'open', c: chatId, s: from });
      await wait('opened', (f) => f.c === chatId);
    },
    close: () => socket.close(),
  };
  send({ t: 'hello', device: crypto.randomUUID(), ...hello });
  await wait('welcome');
  return device;
}
