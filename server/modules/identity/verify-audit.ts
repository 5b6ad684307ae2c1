import { identityAdmin } from '@teahouse/contract/identity-admin';
import { firstBreak } from '../../kernel/audit.ts';
import { implement } from '../../kernel/module.ts';
import { auditRows } from './audit-pages.ts';

const PAGE = 2_000;

export const verifyAudit = implement(identityAdmin.verifyAudit, async (work) => {
  const [head] = await work.sql<{ last_no: number; last_sha: string }>(
    'select last_no, last_sha from audit_heads where corp_id = $1',
    [work.corpId],
  );
  const { last_no: last, last_sha: sha } = head ?? { last_no: 0, last_sha: '' };
  let before = '';
  for (let no = 0; no < last;) {
    const rows = await auditRows(work, {}, { order: 'asc', start: no, limit: Math.min(PAGE, last - no) });
    const broken = rows[0]?.no === no + 1 ? firstBreak(rows, before) : no + 1;
    if (broken !== undefined) return { entries: last, brokenAt: broken, head: sha };
    no = rows.at(-1)!.no;
    before = rows.at(-1)!.sha;
  }
  // Entries cut off at the end leave a chain that holds, but not the head that was kept apart from it.
  return { entries: last, brokenAt: before === sha ? null : last, head: sha };
});
