import type { Session } from '@teahouse/contract/identity';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { policyOf } from './sign-in-policy.ts';

interface Row {
  id: Session['id'];
  agent: string;
  ip: string;
  way: Session['way'];
  created_at: Date;
  seen_at: Date;
}

/** The sessions of a member that still stand, newest use first. The caller has checked who may see them. */
export async function sessionsOf(work: Work, memberId: MemberId): Promise<Session[]> {
  const { sessionHours, idleMinutes } = await policyOf(work);
  const rows = await work.sql<Row>(
    `select id, agent, ip, way, created_at, seen_at from sessions
      where corp_id = $1 and member_id = $2 and expires_at > $3
        and created_at > $3::timestamptz - $4::int * interval '1 hour' and seen_at > $3::timestamptz - $5::int * interval '1 minute'
      order by seen_at desc, id desc limit 200`,
    [work.corpId, memberId, work.now, sessionHours, idleMinutes],
  );
  const mine = work.actor.kind === 'member' ? work.actor.sessionId : '';
  return rows.map((r) => ({
    id: r.id,
    current: r.id === mine,
    agent: r.agent,
    ip: r.ip,
    way: r.way,
    createdAt: r.created_at.toISOString(),
    seenAt: r.seen_at.toISOString(),
  }));
}
