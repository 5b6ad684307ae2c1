import * as z from 'zod';
import type { MemberId } from '@teahouse/contract/ids';
import { job } from '../../kernel/jobs.ts';
import { endSessions } from './end-sessions.ts';

const KEEP_PLACES_DAYS = 180;

/** Every five minutes: sessions past their time end for good, their sockets with them; places not seen for half a year are forgotten. */
export const endStaleSessions = job(
  'identity.end_stale_sessions',
  z.object({}),
  { everyMs: 5 * 60_000 },
  async (shift) => {
    await shift.work(async (work) => {
      const stale = await work.sql<{ id: string; member_id: MemberId }>(
        `select s.id, s.member_id from sessions s left join sign_in_policies p on p.corp_id = $1
          where s.corp_id = $1 and (s.expires_at <= $2
             or s.created_at <= $2::timestamptz - coalesce(p.session_hours, 720) * interval '1 hour'
             or s.seen_at <= $2::timestamptz - coalesce(p.idle_minutes, 20160) * interval '1 minute') limit 1000`,
        [work.corpId, work.now],
      );
      for (const s of stale) await endSessions(work, s.member_id, { only: s.id });
      await work.sql(
        `delete from known_places where corp_id = $1 and seen_at < $2::timestamptz - interval '${KEEP_PLACES_DAYS} days'`,
        [work.corpId, work.now],
      );
    });
  },
);
