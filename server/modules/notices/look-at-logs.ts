import type { MemberId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import type { Shift } from '../../kernel/shift.ts';
import type { Work } from '../../kernel/work.ts';
import { briefsOf, reachOf, type Reach } from '../directory/index.ts';
import { readLogs, type UnreadSeat, unreadSeats } from '../messaging/index.ts';
import { grouped } from '../../kernel/grouped.ts';
import { leaveInPeace, worthPush } from './notices.rules.ts';
import { type Notice, pushWaiting } from './push-waiting.ts';
import { contentHidden, settingsOf } from './settings.ts';
import { lineOf, words } from './words.ts';

/** What is older than this when we see it is no news any more. */
const NEWS_MS = 3_600_000;
const BATCHES = 10;

/** Queues a notice for everybody whom a new message concerns; true when there is more to read. */
export async function lookAtLogs(shift: Shift, until: Date): Promise<boolean> {
  const since = new Date(until.getTime() - NEWS_MS);
  for (let i = 0; i < BATCHES; i++) {
    const more = await shift.work(async (work) => {
      const read = await readLogs(work, 'notices', { since, until });
      if (!read) return false;
      const news = read.messages.filter(
        (m) => m.k !== 'system' && m.rc === undefined && m.ts > since.getTime(),
      );
      await pushWaiting(work, await noticesFor(work, news, shift.ports.foreground));
      return read.more;
    });
    if (!more) return false;
  }
  return true;
}

async function noticesFor(
  work: Work,
  news: readonly MessageEvent[],
  foreground: { has(corpId: string, memberId: string): boolean },
): Promise<Notice[]> {
  if (news.length === 0) return [];
  const devices = await work.sql<{ member_id: MemberId }>(
    'select distinct member_id from push_subscriptions where corp_id = $1',
    [work.corpId],
  );
  const among = devices.map((d) => d.member_id).filter((id) => !foreground.has(work.corpId, id));
  const byChat = grouped(news, (m) => m.c);
  const newest = [...byChat].map(([chatId, said]) => ({ chatId, n: Math.max(...said.map((m) => m.n)) }));
  const seats = await unreadSeats(work, newest, among);
  if (seats.length === 0) return [];
  const members = [...new Set(seats.map((s) => s.memberId))];
  const [reach, settings, hidden, names] = await Promise.all([
    reachOf(work, members),
    settingsOf(work, members),
    contentHidden(work),
    namesOf(work, news),
  ]);
  return seats.flatMap((seat) => {
    const to = reach.get(seat.memberId);
    const wish = settings(seat.memberId);
    const unread = byChat.get(seat.chatId)!.filter((m) => m.n > seat.readN && m.u !== seat.memberId);
    const calls = unread.filter((m) => m.n === seat.mentionN || calledBy(m, seat.memberId));
    const message = (calls.length ? calls : unread).at(-1);
    if (!to || !message || leaveInPeace(wish, work.now, to.zone)) return [];
    if (!worthPush(wish, seat, calls.length > 0)) return [];
    const text = textOf(message, seat, to, names, hidden || wish.hideContent);
    return [
      {
        memberId: seat.memberId,
        chatId: seat.chatId,
        n: message.n,
        ...text,
        urgent: seat.direct || calls.length > 0,
      },
    ];
  });
}

const calledBy = (m: MessageEvent, memberId: string) =>
  (m.at ?? []).some((u) => u === 'all' || u === memberId);

function textOf(
  message: MessageEvent,
  seat: UnreadSeat,
  to: Reach,
  names: ReadonlyMap<string, string>,
  hidden: boolean,
): { title: string; body: string } {
  const say = words[to.locale];
  const called = calledBy(message, seat.memberId);
  if (hidden) return { title: say.product, body: called ? say.mentioned : say.hidden };
  const sender = names.get(message.u) ?? '';
  const line = lineOf(message, to.locale);
  return seat.direct
    ? { title: sender || say.product, body: line }
    : {
        title: seat.title || say.product,
        body: `${called ? `[@] ` : ''}${sender ? `${sender}: ` : ''}${line}`,
      };
}

async function namesOf(work: Work, news: readonly MessageEvent[]): Promise<Map<string, string>> {
  const senders = [...new Set(news.map((m) => m.u))].filter((u): u is MemberId => u.startsWith('mbr_'));
  return new Map((await briefsOf(work, senders)).map((b) => [b.id, b.name]));
}
