import { directory } from '@teahouse/contract/directory';
import type { MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { visibleMembers } from './directory.access.ts';
import { briefsOf } from './directory.present.ts';

export const searchMembers = implement(directory.searchMembers, async (work, { q, limit }) => {
  const start = q.toLowerCase().replaceAll(/[%_\\]/g, '') + '%';
  const rows = await work.sql<{ id: MemberId }>(
    `select id from members
      where corp_id = $1 and status in ('active', 'invited')
        and (name like $2 or pinyin like $2 or initials like $2 or lower(userid) like $2 or lower(alias) like $2 or mobile like $2 or lower(email) like $2
             or name like '%' || $2)
      order by name limit 200`,
    [work.corpId, start],
  );
  const seen = await visibleMembers(
    work,
    rows.map((r) => r.id),
  );
  return { members: await briefsOf(work, seen.slice(0, limit)) };
});
