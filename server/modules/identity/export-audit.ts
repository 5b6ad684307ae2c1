import { identityAdmin } from '@teahouse/contract/identity-admin';
import { Readable } from 'node:stream';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import { auditRows, type AuditWanted, presentAudit } from './audit-pages.ts';
import { csvLine } from './csv.ts';

const PAGE = 1_000;
const HEAD = ['no', 'at', 'actor', 'actor name', 'action', 'object', 'detail', 'sha256'];

export const exportAudit = implementRaw(identityAdmin.exportAudit, async (call, wanted) => {
  await call.work((work) => work.audit({ action: 'identity.audit_exported', detail: { ...wanted } }));
  const day = call.now.toISOString().slice(0, 10);
  return await call.reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="audit-${day}.csv"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(lines(call, wanted)));
});

/** Page by page, each in a short unit of work: the log may be larger than memory. The mark at the start tells spreadsheets it is UTF-8. */
async function* lines(call: RawCall, wanted: AuditWanted): AsyncGenerator<string> {
  yield '\uFEFF' + csvLine(HEAD);
  for (let start = 0; ;) {
    const rows = await call.work((work) => auditRows(work, wanted, { order: 'asc', start, limit: PAGE }));
    const shown = await call.work((work) => presentAudit(work, rows));
    yield shown
      .map((e, i) =>
        csvLine([
          e.no,
          e.at,
          e.actor,
          e.actorName,
          e.action,
          e.object,
          JSON.stringify(e.detail),
          rows[i]!.sha,
        ]),
      )
      .join('');
    if (rows.length < PAGE) return;
    start = rows.at(-1)!.no;
  }
}
