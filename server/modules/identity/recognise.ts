import { type AdminRight, adminRights } from '@teahouse/contract/define';
import type { MemberId } from '@teahouse/contract/ids';
import type { Actor, Work } from '../../kernel/work.ts';

const rightsOf: Record<string, readonly AdminRight[]> = {
  owner: adminRights,
  system: ['members', 'settings', 'apps'],
  security: ['security'],
  audit: ['audit'],
};

/** The member behind a session, while both still stand. */
export async function recognise(
  work: Work,
  sessionId: string,
): Promise<(Actor & { kind: 'member' }) | undefined> {
  const [row] = await work.sql<{ id: MemberId; roles: string[] | null }>(
    `select m.id, (select array_agg(a.role) from admins a where a.corp_id = $1 and a.member_id = m.id) roles
       from sessions s join members m on m.corp_id = $1 and m.id = s.member_id
      where s.corp_id = $1 and s.id = $2 and s.expires_at > $3 and m.status = 'active'`,
    [work.corpId, sessionId, work.now],
  );
  if (!row) return undefined;
  return {
    kind: 'member',
    id: row.id,
    sessionId,
    rights: new Set((row.roles ?? []).flatMap((r) => rightsOf[r] ?? [])),
  };
}
