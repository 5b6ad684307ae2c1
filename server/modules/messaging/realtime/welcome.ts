import type { DownFrame, MessageEvent, Moved, UpFrame } from '@teahouse/contract/realtime';
import type { Connection } from '../../../kernel/realtime/connection.ts';
import type { Door } from '../../../kernel/realtime/socket-part.ts';
import { Gather } from '../../../kernel/gather.ts';
import { system } from '../../../kernel/work.ts';
import { chatsOf } from '../chats/chat.present.ts';

/** Clocks of replicas differ a little and transactions take a moment: what may have been missed is looked at again. */
const MARGIN_MS = 60_000;
const MOST_MOVED = 200;

type Hello = Extract<UpFrame, { t: 'hello' }>;

/** Greets devices. Those that missed nothing are found out together, hundreds in one question: after a restart that is nearly all. */
export function welcomer(door: Door): (c: Connection, hello: Hello) => Promise<DownFrame> {
  const gather = new Gather<{ c: Connection; hello: Hello }, boolean>(async (asked) => {
    const same = asked.map(() => false);
    for (const corpId of new Set(asked.map(({ c }) => c.corpId))) {
      const mine = asked.map((a, at) => ({ ...a, at })).filter(({ c }) => c.corpId === corpId);
      const rows = await door.openWork(corpId, system, (work) =>
        work.sql<{ i: number }>(
          `select u.i from unnest($2::text[], $3::bigint[], $4::timestamptz[]) with ordinality u (member_id, usn, since, i)
            where coalesce((select s.usn from member_streams s where s.corp_id = $1 and s.member_id = u.member_id), 0) = u.usn
              and not exists (select from chat_seats t join chat_heads h on h.corp_id = $1 and h.chat_id = t.chat_id
                               where t.corp_id = $1 and t.member_id = u.member_id and h.last_at > u.since)`,
          [
            corpId,
            mine.map(({ c }) => c.memberId),
            mine.map(({ hello }) => hello.usn),
            mine.map(({ hello }) => new Date(Math.max(0, hello.since - MARGIN_MS))),
          ],
        ),
      );
      for (const { i } of rows) same[mine[i - 1]!.at] = true;
    }
    return same;
  });
  return async (c, hello) => {
    const now = door.clock().getTime();
    if (hello.since > 0 && (await gather.ask({ c, hello })))
      return { t: 'welcome', me: c.memberId, usn: hello.usn, now, ping: 30, ticket: '', same: true };
    return await welcome(door, c, hello);
  };
}

/**
 * What a device missed: chats of this member that moved since it last heard from us, and its private events. Everything in a chat
 * follows from the numbers, so the answer names heads, not messages.
 */
async function welcome(door: Door, c: Connection, hello: Hello): Promise<DownFrame> {
  const now = door.clock().getTime();
  const since = new Date(Math.max(0, hello.since - MARGIN_MS));
  const { chats, usn, events } = await door.openWork(c.corpId, c.actor, async (work) => {
    const [chats, streams, events] = await Promise.all([
      chatsOf(work, c.memberId, { where: 'h.last_at > $3', values: [since], limit: MOST_MOVED + 1 }),
      work.sql<{ usn: number }>('select usn from member_streams where corp_id = $1 and member_id = $2', [
        c.corpId,
        c.memberId,
      ]),
      work.sql<{ usn: number; kind: string; body: Record<string, unknown> }>(
        'select usn, kind, body from member_events where corp_id = $1 and member_id = $2 and usn > $3 order by usn limit 501',
        [c.corpId, c.memberId, hello.usn],
      ),
    ]);
    return { chats, usn: streams[0]?.usn ?? 0, events };
  });
  const tooMuch = chats.length > MOST_MOVED || events.length > 500 || hello.usn > usn || hello.since === 0;
  if (!tooMuch) for (const e of events) c.send({ t: 'user', usn: e.usn, k: e.kind, b: e.body });
  const moved = chats
    .slice(0, MOST_MOVED)
    .map((chat): Moved => [chat.id, chat.seq, chat.n, chat.my.readN, chat.preview as MessageEvent | null]);
  return {
    t: 'welcome',
    me: c.memberId,
    usn,
    now,
    ping: 30,
    ticket: '',
    ...(tooMuch
      ? { reload: true as const }
      : moved.length || events.length
        ? { moved }
        : { same: true as const }),
  };
}
