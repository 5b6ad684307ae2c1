import { identityAdmin } from '@teahouse/contract/identity-admin';
import { implement } from '../../kernel/module.ts';
import { auditRows, presentAudit } from './audit-pages.ts';

export const readAudit = implement(identityAdmin.readAudit, async (work, { before, limit, ...wanted }) => {
  const rows = await auditRows(work, wanted, { order: 'desc', start: before ?? 0, limit: limit + 1 });
  return { entries: await presentAudit(work, rows.slice(0, limit)), more: rows.length > limit };
});
