import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { linkSource } from '../approvals/index.ts';

/** Forms name tasks their writer has to do with. */
export function followForms(): void {
  linkSource('task', {
    async name(work: Work, member: MemberId, ids) {
      const rows = await work.sql<{ id: string; title: string }>(
        `select t.id, t.title from tasks t
          where t.corp_id = $1 and t.id = any($2) and ($3 in (t.created_by, t.assignee) or exists (
            select from task_watchers w where w.corp_id = $1 and w.task_id = t.id and w.member_id = $3))`,
        [work.corpId, ids, member],
      );
      return new Map(rows.map(({ id, title }) => [id, { title }]));
    },
  });
}
