import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { linkSource } from '../approvals/index.ts';

/** Forms name customers their writer follows, by the name everybody knows them under: a remark is its writer's own. */
export function followForms(): void {
  linkSource('customer', {
    async name(work: Work, member: MemberId, ids) {
      const rows = await work.sql<{ id: string; title: string }>(
        `select c.id, c.name title from customer_follows f join customers c on c.corp_id = $1 and c.id = f.customer_id
          where f.corp_id = $1 and f.member_id = $3 and f.state = 'following' and c.id = any($2)`,
        [work.corpId, ids, member],
      );
      return new Map(rows.map(({ id, title }) => [id, { title }]));
    },
  });
}
