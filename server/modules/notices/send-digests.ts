import type { MemberId } from '@teahouse/contract/ids';
import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { handOutKey } from '../../kernel/front-desk.ts';
import { job } from '../../kernel/jobs.ts';
import type { Mail } from '../../kernel/mail.ts';
import type { Shift } from '../../kernel/shift.ts';
import type { Work } from '../../kernel/work.ts';
import { briefsOf, corpZone, membersWithMail, type Reach, reachOf } from '../directory/index.ts';
import { type LeftUnread, leftUnread } from '../messaging/index.ts';
import { grouped } from '../../kernel/grouped.ts';
import { leaveInPeace, localTime } from './notices.rules.ts';
import { contentHidden, settingsOf } from './settings.ts';
import { lineOf, words } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What has lain unread for so long was not just overlooked. */
const AWAY_MS = 15 * MINUTE;
/** Older messages are not dug out, not even for somebody who was away long. */
const OLDEST_MS = 72 * HOUR;
/** Daily mails go out from this minute of the company's day on. */
const DAILY_AT = 8 * 60 + 30;
const PAGE = 200;
/** Well below the lease of a job. */
const BUDGET_MS = 30_000;

/** Mails members what they left unread: hourly to those who asked for it, once a day to the others, to nobody who reads along. */
export const sendDigests = job(
  'notices.digest',
  z.object({}),
  { tries: 2, everyMs: 5 * MINUTE },
  async (shift) => {
    if (!shift.ports.mail) return;
    const began = performance.now();
    const hourly = await shift.work((work) =>
      work.sql<{ member_id: MemberId }>(
        `select member_id from notice_settings where corp_id = $1 and digest = 'hourly'
            and coalesce(digested_at, '-infinity') <= $2 order by member_id limit 1000`,
        [work.corpId, new Date(work.now.getTime() - HOUR)],
      ),
    );
    for (let i = 0; i < hourly.length; i += PAGE)
      await mailTo(
        shift,
        hourly.slice(i, i + PAGE).map((h) => h.member_id),
        'hourly',
      );
    while (performance.now() - began < BUDGET_MS) {
      const page = await shift.work(nextOfToday);
      if (page.length === 0) return;
      await mailTo(shift, page, 'daily');
    }
  },
);

/** The next page of members who may get their daily mail; empty before the hour, and when all have been served today. */
async function nextOfToday(work: Work): Promise<MemberId[]> {
  const { minute, date } = localTime(work.now, await corpZone(work));
  if (minute < DAILY_AT) return [];
  const [row] = await work.sql<{ day: string; after: string }>(
    `insert into digest_days (corp_id, day) values ($1, $2)
     on conflict (corp_id) do update set day = excluded.day, after = case when digest_days.day = excluded.day then digest_days.after else '' end
     returning day, after`,
    [work.corpId, date],
  );
  const page = await membersWithMail(work, row!.after, PAGE);
  if (page.length)
    await work.sql('update digest_days set after = $2 where corp_id = $1', [work.corpId, page.at(-1)]);
  return page;
}

async function mailTo(shift: Shift, ids: readonly MemberId[], rhythm: 'hourly' | 'daily'): Promise<void> {
  const before = new Date(shift.now.getTime() - AWAY_MS);
  const mails = await shift.work((work) => digestsFor(work, shift, ids, rhythm, before));
  for (const { memberId, mail } of mails) {
    try {
      await shift.ports.mail!.send(mail);
    } catch (error) {
      // One address that no server takes must not keep the others from their mail.
      shift.ports.log.warn({ why: String(error), memberId }, 'a digest could not be sent');
      continue;
    }
    await shift.work((work) =>
      work.sql(
        `insert into notice_settings (corp_id, member_id, digested_at) values ($1, $2, $3)
         on conflict (corp_id, member_id) do update set digested_at = excluded.digested_at`,
        [work.corpId, memberId, before],
      ),
    );
  }
}

async function digestsFor(
  work: Work,
  shift: Shift,
  ids: readonly MemberId[],
  rhythm: 'hourly' | 'daily',
  before: Date,
): Promise<{ memberId: MemberId; mail: Mail }[]> {
  const [settings, reach, told, hidden] = await Promise.all([
    settingsOf(work, ids),
    reachOf(work, ids),
    work.sql<{ member_id: MemberId; digested_at: Date | null }>(
      'select member_id, digested_at from notice_settings where corp_id = $1 and member_id = any($2)',
      [work.corpId, ids],
    ),
    contentHidden(work),
  ]);
  const toldUntil = new Map(told.map((t) => [t.member_id, t.digested_at?.getTime() ?? 0]));
  const wanting = ids.filter((id) => {
    const to = reach.get(id);
    if (!to?.email || settings(id).digest !== rhythm) return false;
    if (shift.ports.foreground.has(work.corpId, id)) return false;
    return rhythm === 'daily' || !leaveInPeace(settings(id), work.now, to.zone);
  });
  const oldest = before.getTime() - OLDEST_MS;
  const unread = await leftUnread(
    work,
    wanting.map((memberId) => ({
      memberId,
      after: new Date(Math.max(oldest, toldUntil.get(memberId) ?? 0)),
    })),
    before,
  );
  const senders = [...new Set(unread.map((u) => u.message.u))].filter((u): u is MemberId =>
    u.startsWith('mbr_'),
  );
  const names = new Map((await briefsOf(work, senders)).map((b) => [b.id as string, b.name]));
  const mails: { memberId: MemberId; mail: Mail }[] = [];
  for (const [memberId, left] of grouped(unread, (u) => u.memberId)) {
    const to = reach.get(memberId)!;
    const stop = await stopLink(work, shift, memberId);
    const quiet = hidden || settings(memberId).hideContent;
    mails.push({ memberId, mail: digest(to, left, names, quiet, shift.ports.settings.publicUrl, stop) });
  }
  return mails;
}

function digest(
  to: Reach,
  left: readonly LeftUnread[],
  names: ReadonlyMap<string, string>,
  hidden: boolean,
  base: string | undefined,
  stop: string | undefined,
): Mail {
  const say = words[to.locale];
  const lines = hidden
    ? [say.counts(left.filter((l) => l.direct).length, left.filter((l) => !l.direct).length)]
    : left.map(({ direct, title, message }) => {
        const from = names.get(message.u) ?? say.product;
        const what = direct ? say.direct(from) : say.mention(from, title);
        return `· ${what}\n  ${lineOf(message, to.locale)}`;
      });
  const text = [say.hello(to.name), ...lines, '', base && say.open(base), stop && say.stop(stop)]
    .filter((line) => line !== undefined)
    .join('\n');
  return {
    to: to.email!,
    subject: say.subject(to.corpName, left.length),
    text: `${text}\n`,
    headers: stop
      ? { 'list-unsubscribe': `<${stop}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' }
      : {},
  };
}

/** One key per member that stays the same: an old mail must still be able to end the mails. */
async function stopLink(work: Work, shift: Shift, memberId: MemberId): Promise<string | undefined> {
  const base = shift.ports.settings.publicUrl;
  if (!base) return undefined;
  const secret = createHmac('sha256', shift.ports.secret)
    .update(`digest ${work.corpId} ${memberId}`)
    .digest('base64url');
  await handOutKey(work, 'digest', { opens: memberId, holder: `digest:${memberId}`, secret });
  return `${base}/api/mail/stop/${secret}`;
}
