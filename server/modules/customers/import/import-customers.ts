import { type CustomerImport, customers } from '@teahouse/contract/customers';
import { buffer } from 'node:stream/consumers';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implementRaw } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { tableCells } from '../../directory/index.ts';
import { fieldsOf } from '../fields/list-customer-fields.ts';
import { putFields } from '../fields/share-fields.ts';
import { stagesOf } from '../fields/stages.ts';
import { followCustomer } from '../follow-customer.ts';
import { noteEvent } from '../note-event.ts';
import { refreshSearch } from '../search-words.ts';
import { knownToMe, newMobile, type Planned, planLines } from './plan-lines.ts';
import { type Asked, linesOf } from './read-lines.ts';

const MOST_BYTES = 20 * 1024 * 1024;
/** lines per transaction: a stop in the middle keeps what came before, and doing it again changes what is there */
const AT_ONCE = 200;
const MOST_FAULTS = 1_000;
const MOST_PEOPLE = 200;

export const importCustomers = implementRaw(customers.importCustomers, async (call, { preview }) => {
  if (typeof call.body?.pipe !== 'function') fail('customers.unreadable_table');
  if (Number(call.request.headers['content-length'] ?? 0) > MOST_BYTES) fail('customers.unreadable_table');
  const table = await tableCells(await buffer(call.body));
  const { asked, known } = await call.work(async (work) => ({
    asked: await askedOf(work),
    known: await knownToMe(work),
  }));
  const { lines, ignored } = linesOf(table, asked);
  const planned = planLines(lines, known);
  const todo = planned.filter((p) => p.news.length);
  if (!preview)
    for (let i = 0; i < todo.length; i += AT_ONCE)
      await call.work(async (work) => {
        for (const p of todo.slice(i, i + AT_ONCE)) await keepLine(work, p);
      });
  const faults = lines.flatMap((l) => l.faults);
  return {
    rows: lines.length,
    added: todo.filter((p) => !p.known).length,
    changed: todo.filter((p) => p.known).length,
    unchanged: planned.length - todo.length,
    faulty: lines.length - planned.length,
    faults: faults.slice(0, MOST_FAULTS),
    people: todo.slice(0, MOST_PEOPLE).map((p) => ({
      line: p.line.no,
      name: p.line.cells.name!,
      what: p.known ? ('changed' as const) : ('added' as const),
      columns: p.known ? p.news.flatMap((n) => p.line.titles[n] ?? []) : [],
    })),
    ignored,
  } satisfies CustomerImport;
});

async function askedOf(work: Work): Promise<Asked> {
  return {
    fields: (await fieldsOf(work)).filter((f) => !f.archived),
    stages: await stagesOf(work),
    tags: await work.sql('select id, name from customer_tags where corp_id = $1 order by id', [work.corpId]),
  };
}

async function keepLine(work: Work, { line, known }: Planned): Promise<void> {
  const me = actingMember(work);
  const { cells } = line;
  const email = cells.email?.toLowerCase() ?? null;
  const id = known?.id ?? newId('cus');
  if (!known) {
    await work.sql(
      'insert into customers (corp_id, id, root_id, name, mobile, email, created_at) values ($1, $2, $2, $3, $4, $5, $6)',
      [work.corpId, id, cells.name, cells.mobile ?? null, email, work.now],
    );
    await followCustomer(work, { customer: { id, name: cells.name! }, memberId: me, state: 'following' });
  } else if (email && !known.email)
    await work.sql('update customers set email = $3 where corp_id = $1 and id = $2 and email is null', [
      work.corpId,
      id,
      email,
    ]);
  await work.sql(
    `update customer_follows set remark = coalesce($4, remark), description = coalesce($5, description), company = coalesce($6, company),
            channel = coalesce($7, channel), stage = coalesce($8, stage), personal = coalesce($9, personal), mobiles = mobiles || $10::text[]
      where corp_id = $1 and customer_id = $2 and member_id = $3`,
    [
      work.corpId,
      id,
      me,
      cells.remark,
      cells.description,
      cells.company,
      cells.channel,
      cells.stage,
      line.personal.length ? line.personal : null,
      [(known && newMobile(cells.mobile, known)) ?? []].flat(),
    ],
  );
  await putFields(work, id, line.fields);
  if (line.tagIds.length)
    await work.sql(
      'insert into customer_follow_tags (corp_id, customer_id, member_id, tag_id) select $1, $2, $3, unnest($4::text[]) on conflict do nothing',
      [work.corpId, id, me, line.tagIds],
    );
  await refreshSearch(work, id);
  await noteEvent(work, { customerId: id, memberId: me, kind: 'imported' });
}
