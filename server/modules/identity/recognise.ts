import type { SignInPolicy } from '@teahouse/contract/identity-admin';
import type { MemberId } from '@teahouse/contract/ids';
import type { Actor, Work } from '../../kernel/work.ts';
import { mayBeAnotherDay, noteActive } from './active-days.ts';
import { type HeldRole, rightsFrom } from './roles.ts';
import { within } from './sign-in-policy.ts';

interface Row {
  id: MemberId;
  strong: boolean;
  confirmed_at: Date;
  seen_at: Date;
  roles: HeldRole[] | null;
  second_factor: SignInPolicy['secondFactor'];
  admin_networks: string[];
}

const MINUTE = 60_000;

/** The member behind a session, while both still stand and the company's rules for sessions are met. */
export async function recognise(
  work: Work,
  sessionId: string,
  from: { ip: string },
): Promise<(Actor & { kind: 'member' }) | undefined> {
  const [row] = await work.sql<Row>(
    `select m.id, s.strong, s.confirmed_at, s.seen_at,
            coalesce(p.second_factor, 'optional') second_factor, coalesce(p.admin_networks, '{}') admin_networks,
            (select jsonb_agg(jsonb_build_object('role', a.role, 'departments', a.departments))
               from admins a where a.corp_id = $1 and a.member_id = m.id) roles
       from sessions s
       join members m on m.corp_id = $1 and m.id = s.member_id
       left join sign_in_policies p on p.corp_id = $1
      where s.corp_id = $1 and s.id = $2 and m.status = 'active' and s.expires_at > $3
        and s.created_at > $3::timestamptz - coalesce(p.session_hours, 720) * interval '1 hour'
        and s.seen_at > $3::timestamptz - coalesce(p.idle_minutes, 20160) * interval '1 minute'`,
    [work.corpId, sessionId, work.now],
  );
  if (!row) return undefined;
  if (work.now.getTime() - row.seen_at.getTime() > MINUTE) await noteSeen(work, sessionId);
  if (mayBeAnotherDay(row.seen_at, work.now)) await noteActive(work, [row.id]);
  const roles = row.roles ?? [];
  const factorNeeded =
    row.second_factor === 'everyone' || (row.second_factor === 'admins' && roles.length > 0);
  const administers = within(row.admin_networks, from.ip);
  return {
    kind: 'member',
    id: row.id,
    sessionId,
    ...rightsFrom(administers ? roles : []),
    confirmedAt: row.confirmed_at,
    enrolling: factorNeeded && !row.strong,
  };
}

/** Leaves the row alone while another request of the session is just noting the same. */
async function noteSeen(work: Work, sessionId: string): Promise<void> {
  await work.sql(
    `update sessions set seen_at = $3 where corp_id = $1 and id = (
       select id from sessions where corp_id = $1 and id = $2 and seen_at < $3 for update skip locked)`,
    [work.corpId, sessionId, work.now],
  );
}
