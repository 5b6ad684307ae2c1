import type { Work } from '../../kernel/work.ts';

/** Of these sessions, those that still stand. What a device was given in a session ends with it. */
export async function sessionsAlive(work: Work, ids: readonly string[]): Promise<Set<string>> {
  const rows = await work.sql<{ id: string }>(
    `select s.id from sessions s join members m on m.corp_id = $1 and m.id = s.member_id and m.status = 'active'
      where s.corp_id = $1 and s.id = any($2) and s.expires_at > $3`,
    [work.corpId, ids, work.now],
  );
  return new Set(rows.map((r) => r.id));
}
