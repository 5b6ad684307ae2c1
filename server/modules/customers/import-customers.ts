import type { CustomerField, CustomerStage } from '@teahouse/contract/customer-fields';
import { customers, type FieldValue } from '@teahouse/contract/customers';
import type { CustomerId } from '@teahouse/contract/ids';
import { buffer } from 'node:stream/consumers';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implementRaw } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { isEmail, tableCells } from '../directory/index.ts';
import { understood } from './fields/customer-fields.rules.ts';
import { fieldsOf } from './fields/list-customer-fields.ts';
import { putFields } from './fields/share-fields.ts';
import { stageNamed, stagesOf } from './fields/stages.ts';
import { followCustomer } from './follow-customer.ts';
import { noteEvent } from './note-event.ts';
import { refreshSearch } from './search-words.ts';
import { type ColumnKey, columns } from './table-columns.ts';

const MOST_BYTES = 20 * 1024 * 1024;
/** lines per transaction: a stop in the middle keeps what came before, and doing it again changes what is there */
const AT_ONCE = 200;

type Line = Partial<Record<ColumnKey, string>> & {
  no: number;
  fields: Record<string, FieldValue>;
  fault?: Fault;
};
type Fault = 'no_name' | 'bad_email' | 'bad_stage' | 'bad_value';
interface Asked {
  fields: CustomerField[];
  stages: CustomerStage[];
}

export const importCustomers = implementRaw(customers.importCustomers, async (call) => {
  if (typeof call.body?.pipe !== 'function') fail('customers.unreadable_table');
  if (Number(call.request.headers['content-length'] ?? 0) > MOST_BYTES) fail('customers.unreadable_table');
  const table = await tableCells(await buffer(call.body));
  const asked = await call.work(async (work) => ({
    fields: (await fieldsOf(work)).filter((f) => !f.archived),
    stages: await stagesOf(work),
  }));
  const lines = linesOf(table, asked);
  const faults: { line: number; what: Fault }[] = [];
  const good = lines.filter((l) => {
    const what = faultOf(l);
    if (what) faults.push({ line: l.no, what });
    return !what;
  });
  const done = { added: 0, changed: 0 };
  for (let i = 0; i < good.length; i += AT_ONCE)
    await call.work(async (work) => {
      for (const line of good.slice(i, i + AT_ONCE)) done[await keepLine(work, line)]++;
    });
  return { ...done, faults: faults.slice(0, 1_000) };
});

function faultOf(line: Line): Fault | undefined {
  if (!line.name) return 'no_name';
  if (line.email && !isEmail(line.email)) return 'bad_email';
  return line.fault;
}

function linesOf(
  table: { no: number; cells: readonly string[] }[] | undefined,
  { fields, stages }: Asked,
): Line[] {
  const head = table?.find((r) => r.cells.some((c) => columns[0].also.test(c.trim())));
  if (!table || !head) return fail('customers.unreadable_table');
  const keys = head.cells.map((c) => columns.find((k) => k.also.test(c.trim()))?.key);
  return table
    .filter((r) => r.no > head.no && r.cells.some((c) => c.trim()))
    .map((r) => {
      const line: Line = { no: r.no, fields: {} };
      for (const [i, k] of keys.entries()) {
        const cell = r.cells[i]?.trim();
        if (!cell) continue;
        const own = fields.find((f) => f.name === head.cells[i]?.trim());
        const value = own && understood(own, cell);
        if (k) line[k] = cell;
        else if (own && value === undefined) line.fault = 'bad_value';
        else if (own) line.fields[own.id] = value!;
      }
      const stage = line.stage && stageNamed(stages, line.stage);
      if (line.stage && !stage) line.fault = 'bad_stage';
      else if (stage) line.stage = stage;
      return line;
    });
}

async function keepLine(work: Work, line: Line): Promise<'added' | 'changed'> {
  const me = actingMember(work);
  const name = line.name!.slice(0, 40);
  const [known] = await work.sql<{ id: CustomerId }>(
    `select c.id from customer_follows f join customers c on c.corp_id = $1 and c.id = f.customer_id
      where f.corp_id = $1 and f.member_id = $2 and (c.mobile = $3 or c.email = $4) order by c.id limit 1`,
    [work.corpId, me, line.mobile ?? null, line.email?.toLowerCase() ?? null],
  );
  const id = known?.id ?? newId('cus');
  if (!known)
    await work.sql(
      'insert into customers (corp_id, id, root_id, name, mobile, email, created_at) values ($1, $2, $2, $3, $4, $5, $6)',
      [work.corpId, id, name, line.mobile ?? null, line.email?.toLowerCase() ?? null, work.now],
    );
  if (!known) await followCustomer(work, { customer: { id, name }, memberId: me, state: 'following' });
  await work.sql(
    `update customer_follows set remark = coalesce($4, remark), description = coalesce($5, description), company = coalesce($6, company),
            channel = coalesce($7, channel), stage = coalesce($8, stage), personal = coalesce($9, personal)
      where corp_id = $1 and customer_id = $2 and member_id = $3`,
    [
      work.corpId,
      id,
      me,
      line.remark?.slice(0, 60),
      line.description?.slice(0, 2_000),
      line.company?.slice(0, 100),
      line.channel?.slice(0, 60),
      line.stage,
      line.personal
        ?.split(/[,，、]/)
        .map((t) => t.trim().slice(0, 30))
        .filter(Boolean),
    ],
  );
  await putFields(work, id, line.fields);
  if (line.tags)
    await work.sql(
      `insert into customer_follow_tags (corp_id, customer_id, member_id, tag_id)
       select $1, $2, $3, id from customer_tags where corp_id = $1 and name = any($4) on conflict do nothing`,
      [work.corpId, id, me, line.tags.split(/[,，、]/).map((t) => t.trim())],
    );
  await refreshSearch(work, id);
  await noteEvent(work, { customerId: id, memberId: me, kind: 'imported' });
  return known ? 'changed' : 'added';
}
