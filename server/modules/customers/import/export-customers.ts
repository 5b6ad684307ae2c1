import { customers, type Follow } from '@teahouse/contract/customers';
import { implementRaw } from '../../../kernel/module.ts';
import { writeCsv, writeXlsx } from '../../directory/index.ts';
import { written } from '../fields/customer-fields.rules.ts';
import { fieldsOf } from '../fields/list-customer-fields.ts';
import { stageNames, stagesOf } from '../fields/stages.ts';
import { pageOfCustomers } from '../list-customers.ts';
import { columns } from './table-columns.ts';

const MOST = 100_000;
const AT_ONCE = 2_000;

export const exportCustomers = implementRaw(customers.exportCustomers, async (call, { as, ...wanted }) => {
  const rows: string[][] = [];
  await call.work(async (work) => {
    const fields = (await fieldsOf(work)).filter((f) => !f.archived);
    const stages = stageNames(await stagesOf(work));
    rows.push([...columns.map((c) => c.zh), ...fields.map((f) => guarded(f.name))]);
    const tags = new Map(
      (
        await work.sql<{ id: string; name: string }>(
          'select id, name from customer_tags where corp_id = $1',
          [work.corpId],
        )
      ).map((t) => [t.id, t.name]),
    );
    let after: [string, string, string] | undefined;
    while (rows.length <= MOST) {
      const page = await pageOfCustomers(work, { ...wanted, right: 'export' }, after, AT_ONCE);
      rows.push(
        ...page.map((f) => [
          ...lineOf({ ...f, stage: stages.get(f.stage) ?? f.stage }, tags),
          ...fields.map((k) => guarded(written(k, f.fields[k.id]))),
        ]),
      );
      const last = page.at(-1);
      if (!last || page.length < AT_ONCE) break;
      after = [last.addedAt, last.customerId, last.memberId];
    }
    await work.audit({
      action: 'customers.exported',
      detail: { lines: rows.length - 1, whose: wanted.whose },
    });
  });
  call.reply.header('content-disposition', `attachment; filename="customers.${as}"`);
  call.reply.header('cache-control', 'private, no-store');
  if (as === 'csv') {
    call.reply.type('text/csv; charset=utf-8');
    return Buffer.from(writeCsv(rows));
  }
  call.reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  return Buffer.from(writeXlsx(rows, '客户'));
});

function lineOf(f: Follow, tags: ReadonlyMap<string, string>): string[] {
  const cells: Record<string, string> = {
    name: f.name,
    mobile: f.mobile ?? '',
    email: f.email ?? '',
    company: f.company,
    remark: f.remark,
    description: f.description,
    stage: f.stage,
    tags: f.tagIds.map((id) => tags.get(id) ?? '').join(', '),
    personal: f.personal.join(', '),
    channel: f.channel,
    member: f.memberName,
    addedAt: f.addedAt,
    id: f.customerId,
  };
  return columns.map((c) => guarded(cells[c.key] ?? ''));
}

/** A cell that begins like a formula would run as one in a spreadsheet. */
const guarded = (text: string) => (/^[=+\-@\t]/.test(text) ? `'${text}` : text);
