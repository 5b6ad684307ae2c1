import type { MemberId } from '@teahouse/contract/ids';
import { createHash } from 'node:crypto';
import webpush from 'web-push';
import { backOff } from '../../kernel/jobs.ts';
import { OutsideRefused } from '../../kernel/outbound.ts';
import type { Shift } from '../../kernel/shift.ts';
import { sessionsAlive } from '../identity/index.ts';
import { unreadSeats } from '../messaging/index.ts';
import { grouped } from '../../kernel/grouped.ts';

const AT_ONCE = 20;
const BATCH = 100;
const TRIES = 6;
const DAY_S = 86_400;

interface Waiting {
  member_id: MemberId;
  chat_id: string;
  n: number;
  title: string;
  body: string;
  urgent: boolean;
  attempts: number;
}

interface Subscription {
  id: string;
  member_id: MemberId;
  session_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
}

type Outcome = 'taken' | 'gone' | 'later';

/** Sends a batch of what waits; true when more is due. Between reading and sending nothing is held; a row goes when its pushes are out. */
export async function sendWaiting(shift: Shift): Promise<boolean> {
  const claimed = await claim(shift);
  const waiting = claimed.map((c) => c.w);
  const outcomes = new Map<Waiting, Outcome[]>();
  const gone = new Set<string>();
  const todo = claimed.flatMap(({ w, devices }) => devices.map((d) => ({ w, d })));
  for (let i = 0; i < todo.length; i += AT_ONCE)
    await Promise.all(
      todo.slice(i, i + AT_ONCE).map(async ({ w, d }) => {
        const outcome = await send(shift, w, d);
        if (outcome === 'gone') gone.add(d.id);
        outcomes.set(w, [...(outcomes.get(w) ?? []), outcome]);
      }),
    );
  await shift.work(async (work) => {
    await work.sql('delete from push_subscriptions where corp_id = $1 and id = any($2)', [
      work.corpId,
      [...gone],
    ]);
    for (const w of waiting) {
      const came = outcomes.get(w) ?? [];
      // Told on one device is told; a second try would ring twice there.
      const again = came.includes('later') && !came.includes('taken') && w.attempts < TRIES;
      const which = [work.corpId, w.member_id, w.chat_id, w.n];
      if (again)
        await work.sql(
          `update push_waiting set locked_until = null, due_at = $5
            where corp_id = $1 and member_id = $2 and chat_id = $3 and n = $4`,
          [...which, backOff(work.now, w.attempts)],
        );
      // A newer message that came meanwhile has another n and stays.
      else
        await work.sql(
          'delete from push_waiting where corp_id = $1 and member_id = $2 and chat_id = $3 and n = $4',
          which,
        );
    }
  });
  return waiting.length === BATCH;
}

/** Takes what is due, leaves out what was read meanwhile, and finds the devices whose sessions still stand. */
async function claim(shift: Shift): Promise<{ w: Waiting; devices: Subscription[] }[]> {
  return await shift.work(async (work) => {
    const due = await work.sql<Waiting>(
      `update push_waiting p set locked_until = $2::timestamptz + interval '2 minutes', attempts = attempts + 1
         from (select member_id, chat_id from push_waiting
                where corp_id = $1 and due_at <= $2 and (locked_until is null or locked_until < $2)
                order by due_at limit ${BATCH} for update skip locked) d
        where p.corp_id = $1 and p.member_id = d.member_id and p.chat_id = d.chat_id
       returning p.member_id, p.chat_id, p.n, p.title, p.body, p.urgent, p.attempts`,
      [work.corpId, work.now],
    );
    const members = [...new Set(due.map((w) => w.member_id))];
    const chats = due
      .filter((w) => w.chat_id)
      .map((w) => ({ chatId: w.chat_id as `chat_${string}`, n: w.n }));
    const unread = new Map(
      (await unreadSeats(work, chats, members)).map((s) => [`${s.chatId} ${s.memberId}`, s.readN]),
    );
    const all = await work.sql<Subscription>(
      `select id, member_id, session_id, endpoint, p256dh, auth from push_subscriptions
        where corp_id = $1 and member_id = any($2)`,
      [work.corpId, members],
    );
    const alive = await sessionsAlive(work, [...new Set(all.map((s) => s.session_id))]);
    const devices = grouped(
      all.filter((s) => alive.has(s.session_id)),
      (s) => s.member_id,
    );
    const stillNews = (w: Waiting) =>
      !w.chat_id ||
      (!shift.ports.foreground.has(work.corpId, w.member_id) &&
        (unread.get(`${w.chat_id} ${w.member_id}`) ?? Infinity) < w.n);
    return due.map((w) => ({ w, devices: stillNews(w) ? (devices.get(w.member_id) ?? []) : [] }));
  });
}

async function send(shift: Shift, w: Waiting, device: Subscription): Promise<Outcome> {
  const { fetchOutside, pushKeys, settings, log } = shift.ports;
  const payload = JSON.stringify({
    title: w.title,
    text: w.body,
    tag: w.chat_id || 'test',
    path: w.chat_id ? `/chats/${w.chat_id}` : '/',
  });
  try {
    const { headers, body } = webpush.generateRequestDetails(
      { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
      payload,
      {
        vapidDetails: { subject: contactOf(settings.mailFrom), ...pushKeys },
        TTL: DAY_S,
        urgency: w.urgent ? 'high' : 'normal',
        // The push service keeps one notice per chat for a device that is away.
        topic: createHash('sha256').update(`${shift.corpId} ${w.chat_id}`).digest('base64url').slice(0, 32),
      },
    );
    const answer = await fetchOutside(device.endpoint, {
      method: 'POST',
      headers: Object.fromEntries(
        Object.entries(headers)
          .filter(([name]) => name !== 'Content-Length')
          .map(([name, value]) => [name, String(value)]),
      ),
      body: body as Buffer,
      maxBytes: 16 * 1024,
      timeoutMs: 8_000,
    });
    if (answer.status < 300) return 'taken';
    // 404 and 410: the browser unsubscribed. 400, 401, 403: this subscription was made for other keys.
    if ([400, 401, 403, 404, 410].includes(answer.status)) return 'gone';
    return 'later';
  } catch (error) {
    log.info({ why: String(error) }, 'a push could not be sent');
    return error instanceof OutsideRefused && error.reason !== 'time' ? 'gone' : 'later';
  }
}

/** Push services want to know whom to write to when our pushes misbehave. */
function contactOf(mailFrom: string): string {
  return `mailto:${/<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom}`;
}
