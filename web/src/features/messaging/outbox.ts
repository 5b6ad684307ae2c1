// Messages on their way out: shown at once, kept on the device, sent in order by the leading tab, resent with one tap.
import type { DownFrame, Draft } from '../../../../contract/src/realtime.ts';
import { uuid } from '../../lib/uuid.ts';
import { sentenceOf } from './message-actions.ts';
import type { Outgoing } from './model.ts';
import { messagingState, setMessaging } from './store.ts';
import { sync } from './running.ts';
import { uploadFile } from './upload.ts';

const replace = (cid: string, change: (o: Outgoing) => Outgoing | null) =>
  setMessaging((s) => ({ outbox: s.outbox.flatMap((o) => (o.cid === cid ? (change(o) ?? []) : o)) }));
const find = (cid: string) => messagingState().outbox.find((o) => o.cid === cid);

/** Takes over what the device kept; entries already here win. */
export function recallOutbox(stored: readonly Outgoing[]): void {
  setMessaging((s) => {
    const here = new Map(s.outbox.map((o) => [o.cid, o]));
    const added = stored.filter((o) => !here.has(o.cid)).map((o) => ({ ...o, progress: 0 }));
    return { outbox: [...s.outbox, ...added].sort((a, b) => a.ts - b.ts) };
  });
}

export interface Sending {
  at?: string[] | undefined;
  re?: number | undefined;
  /** the attachment whose fileId the server has yet to give */
  file?: Blob | undefined;
}

/** Puts a message on its way; it shows in the same frame. */
export async function send(c: string, m: Draft, { at, re, file }: Sending = {}): Promise<void> {
  const last = messagingState().outbox.at(-1)?.ts ?? 0;
  const outgoing: Outgoing = {
    cid: uuid(),
    c,
    m,
    // Two in the same millisecond keep their order.
    ts: Math.max(Date.now(), last + 0.001),
    state: file ? 'uploading' : 'waiting',
    ...(at?.length ? { at } : {}),
    ...(re ? { re } : {}),
    ...(file ? { file } : {}),
  };
  setMessaging((s) => ({ outbox: [...s.outbox, outgoing] }));
  await keep(outgoing);
  await push(outgoing.cid);
}

async function keep(o: Outgoing): Promise<void> {
  const { progress: _, ...stored } = o;
  await sync()?.device?.keepOutgoing(stored);
}

/** Sends from this tab if it leads, else asks the leader to. */
async function push(cid: string): Promise<void> {
  const running = sync();
  if (!running) return;
  if (running.tabs.leads || !running.device) await sendOne(cid);
  else running.tabs.tell('outbox');
}

const busy = new Set<string>();
async function sendOne(cid: string): Promise<void> {
  const o = find(cid);
  if (!o || busy.has(cid) || o.state === 'failed' || o.state === 'sent') return;
  if (o.state === 'waiting') {
    sync()?.realtime.post({
      c: o.c,
      cid,
      m: o.m,
      ...(o.at ? { at: o.at } : {}),
      ...(o.re ? { re: o.re } : {}),
    });
    return;
  }
  if (!o.file) return;
  busy.add(cid);
  try {
    const outcome = await uploadFile(o.file, 'name' in o.m.b ? o.m.b.name : 'file', {
      uploadId: o.uploadId,
      onStart: (uploadId) => {
        replace(cid, (x) => ({ ...x, uploadId }));
        const now = find(cid);
        if (now) void keep(now);
      },
      onProgress: (progress) => replace(cid, (x) => ({ ...x, progress })),
    });
    if (outcome.state === 'away') return; // the next connection takes it up again
    if (outcome.state === 'refused') return await fail(cid, outcome.text);
    replace(cid, (x) => {
      const { file: _, ...rest } = x;
      return { ...rest, state: 'waiting', m: { ...x.m, b: { ...x.m.b, ...outcome.file } } as Draft };
    });
  } finally {
    busy.delete(cid);
  }
  const ready = find(cid);
  if (!ready) return;
  await keep(ready);
  await sendOne(cid);
}

async function fail(cid: string, why: string): Promise<void> {
  replace(cid, (o) => ({ ...o, state: 'failed', why }));
  const o = find(cid);
  if (o) await keep(o);
}

/** Sends everything that waits, oldest first. */
export async function flushOutbox(): Promise<void> {
  const waiting = messagingState().outbox.filter((o) => o.state === 'waiting');
  for (const o of waiting) await sendOne(o.cid);
  for (const o of messagingState().outbox) if (o.state === 'uploading') await sendOne(o.cid);
}

/** The server has it: acknowledged, or seen as a message of mine. */
export function settle(cid: string): void {
  const o = find(cid);
  if (!o) return;
  void sync()?.device?.dropOutgoing(cid);
  const log = messagingState().logs[o.c];
  const shown = log?.messages.some((m) => m.cid === cid) ?? false;
  // The bubble stays until the log shows the message itself; in a chat that is not open there is no bubble.
  if (shown || !log) replace(cid, () => null);
  else replace(cid, (x) => ({ ...x, state: 'sent' }));
}

export function takeNack(frame: Extract<DownFrame, { t: 'nack' }>): void {
  if (!frame.retry) void sentenceOf(frame.code, frame.text).then((why) => fail(frame.cid, why));
}

/** Tries a failed message again, under the same cid. */
export async function resend(cid: string): Promise<void> {
  replace(cid, (o) => {
    const { why: _, ...rest } = o;
    return { ...rest, state: o.file ? 'uploading' : 'waiting' };
  });
  const o = find(cid);
  if (o) await keep(o);
  await push(cid);
}

/** Gives up on a message that has not arrived. */
export async function discard(cid: string): Promise<void> {
  sync()?.realtime.forget(cid);
  replace(cid, () => null);
  await sync()?.device?.dropOutgoing(cid);
}
