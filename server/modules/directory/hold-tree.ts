import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

/** Puts changes of the company's shape (departments, who reports to whom) in one line until the work is done: two moves at once could close a circle that neither sees. */
export async function holdTree(work: Work): Promise<void> {
  await work.sql('select from departments where corp_id = $1 and parent_id is null for update', [
    work.corpId,
  ]);
}

/** Refuses a manager who reports to the member, directly or through others. The tree is held. */
export async function refuseManagerCycle(work: Work, memberId: string, managerId: string): Promise<void> {
  const [row] = await work.sql<{ circle: boolean }>(
    `with recursive up as (
       select m.id, m.manager_id from members m where m.corp_id = $1 and m.id = $3
       union
       select m.id, m.manager_id from up join members m on m.corp_id = $1 and m.id = up.manager_id)
     select bool_or(id = $2) circle from up`,
    [work.corpId, memberId, managerId],
  );
  if (row?.circle) fail('directory.manager_cycle');
}
