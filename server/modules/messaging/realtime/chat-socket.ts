import type { ChatId } from '@teahouse/contract/ids';
import type { DownFrame, UpFrame } from '@teahouse/contract/realtime';
import { Failure } from '../../../kernel/fail.ts';
import { faultPoint } from '../../../kernel/fault-point.ts';
import type { Connection } from '../../../kernel/realtime/connection.ts';
import { textFrame } from '../../../kernel/realtime/frame.ts';
import type { Door, SocketHandlers } from '../../../kernel/realtime/socket-part.ts';
import { mySeat } from '../messaging.access.ts';
import { pageOf } from '../messages/list-messages.ts';
import { filesIn } from '../messages/draft-files.ts';
import { postFromClient } from '../messages/post-message.ts';
import { quickIndexer } from '../search/index-messages.ts';
import { FanOut } from './fan-out.ts';
import { welcomer } from './welcome.ts';
import type { MemberHint } from './member-events.ts';
import { MissedMemberEvents } from './missed-member-events.ts';
import { Presence } from './presence.ts';
import { ReadMarks } from './read-marks.ts';

const TYPING_UP_TO = 50;

type PostFrame = Extract<UpFrame, { t: 'post' }>;

/** What messaging answers on the socket. */
export function chatSocket(door: Door): SocketHandlers {
  const fanOut = new FanOut(door);
  const reads = new ReadMarks(door, fanOut);
  const presence = new Presence(door);
  const indexer = quickIndexer(door);
  const missed = new MissedMemberEvents(door);
  const greet = welcomer(door);
  const as =
    (c: Connection) =>
    <T>(run: Parameters<typeof door.openWork<T>>[2]) =>
      door.openWork(c.corpId, c.actor, run);

  const held = new WeakMap<Connection, Promise<void>>();
  const send = async (c: Connection, { c: chatId, cid, m, at, re }: PostFrame) => {
    c.send(
      await posted(
        () => as(c)((work) => postFromClient(work, { chatId, cid, draft: m, at, re })),
        chatId,
        cid,
      ),
    );
    void faultPoint('acknowledged');
  };

  const open = async (c: Connection, chatId: ChatId, from: number) => {
    await fanOut.open(c, chatId, from, () => as(c)((work) => mySeat(work, chatId)));
    await reads.tell(c, chatId);
  };

  door.bus.subscribe('corp.>', (hint, topic) => {
    const [, corpId, what, chatId] = topic.split('.');
    if (what === 'member') tell(door, corpId!, hint as MemberHint);
    if (what === 'typing') {
      const { u } = hint as { u: string };
      const at = fanOut.topicOf(corpId!, chatId!);
      const frame = textFrame(JSON.stringify({ t: 'typing', c: chatId, u }));
      for (const c of at?.open ?? []) if (c.memberId !== u) c.writeLossy(frame);
    }
  });

  return {
    opened(connection) {
      fanOut.joined(connection);
      presence.opened(connection);
    },
    closed(connection) {
      fanOut.left(connection);
      presence.closed(connection);
    },
    async close() {
      fanOut.stop();
      presence.stop();
      missed.stop();
      await reads.stop();
      await indexer.stop();
    },
    frames: {
      async hello(c, frame) {
        c.device.id = frame.device;
        c.send(await greet(c, frame));
        for (const [chatId, from] of frame.open)
          await open(c, chatId, from).catch((error: unknown) => {
            if (!(error instanceof Failure)) throw error;
            c.send({ t: 'gone', c: chatId });
          });
      },
      // Nothing is awaited before the post has joined its lane: a device's posts keep the order it sent them in.
      post(c, frame) {
        const before = held.get(c);
        const sent = before ? before.then(() => send(c, frame)) : send(c, frame);
        if (!before && filesIn(frame.m).length === 0) return sent;
        // Files are looked up before their post joins the lane; what was sent after it waits.
        const done = sent.finally(() => held.get(c) === done && held.delete(c));
        held.set(c, done);
        return done;
      },
      open: (c, frame) => open(c, frame.c, frame.s),
      close: (c, frame) => fanOut.close(c, frame.c),
      async pull(c, { q, c: chatId, from, before, limit }) {
        const page = await as(c)(async (work) => {
          await mySeat(work, chatId);
          return await pageOf(work, chatId, { after: from, before, limit });
        });
        c.send({ t: 'page', q, c: chatId, s: page.seq, events: page.events, more: page.more });
      },
      read: (c, frame) => reads.add(c, frame.c, frame.n),
      typing(c, { c: chatId }) {
        const topic = fanOut.topicOf(c.corpId, chatId);
        if (topic?.open.has(c) && topic.members.size <= TYPING_UP_TO)
          door.bus.publish(`corp.${c.corpId}.typing.${chatId}`, { u: c.memberId });
      },
      watch: (c, frame) => presence.watch(c, frame.u),
      foreground(c, frame) {
        c.foreground = frame.on;
      },
    },
  };
}

async function posted(
  send: () => ReturnType<typeof postFromClient>,
  chatId: string,
  cid: string,
): Promise<DownFrame> {
  try {
    const { event } = await send();
    return { t: 'ack', cid, c: chatId, s: event.s, n: event.n, id: event.id, ts: event.ts };
  } catch (error) {
    const failure = error instanceof Failure ? error : new Failure('common.busy', String(error));
    // Refused for good, or worth another try with the same cid.
    const retry = failure.code === 'common.busy' || failure.code === 'common.disk_full';
    return { t: 'nack', cid, code: failure.code, text: failure.text('zh'), retry };
  }
}

function tell(door: Door, corpId: string, { k, b, to }: MemberHint): void {
  for (const [memberId, usn] of to)
    for (const c of door.connectionsOf(corpId, memberId)) c.send({ t: 'user', usn, k, b });
}
