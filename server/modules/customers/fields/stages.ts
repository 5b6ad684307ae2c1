import type { CustomerStage } from '@teahouse/contract/customer-fields';
import { customerFields } from '@teahouse/contract/customer-fields';
import type { Stage } from '@teahouse/contract/customers';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { wholeCompany } from '../customer-tags.ts';
import { askedOfCustomers } from './list-customer-fields.ts';

/** Those that come with the product, with the words a table may name them by. */
const usual: readonly { id: Stage; zh: string; en: string }[] = [
  { id: 'new', zh: '新客户', en: 'New' },
  { id: 'talking', zh: '沟通中', en: 'Talking' },
  { id: 'intent', zh: '有意向', en: 'Interested' },
  { id: 'won', zh: '已成交', en: 'Won' },
  { id: 'lost', zh: '已流失', en: 'Lost' },
];

/** The stages of the company in their order, archived ones last. */
export async function stagesOf(work: Work): Promise<CustomerStage[]> {
  const rows = await work.sql<CustomerStage>(
    'select id, name, archived_at is not null archived from customer_stages where corp_id = $1 order by archived_at nulls first, sort, id',
    [work.corpId],
  );
  return rows.length ? rows : usual.map(({ id }) => ({ id, name: '', archived: false }));
}

/** Where a new customer begins. */
export async function firstStage(work: Work): Promise<Stage> {
  return (await stagesOf(work))[0]!.id;
}

/** Fails with customers.stage_not_found unless a customer may be put there. */
export async function stageToUse(work: Work, id: Stage): Promise<void> {
  if (!(await stagesOf(work)).some((s) => s.id === id && !s.archived)) fail('customers.stage_not_found');
}

/** Stages as people write them in tables, each by its id. */
export function stageNames(stages: readonly CustomerStage[]): Map<Stage, string> {
  return new Map(stages.map((s) => [s.id, s.name || (usual.find((u) => u.id === s.id)?.zh ?? s.id)]));
}

/** The stage somebody wrote into a table: its id or its name, ours in either language. */
export function stageNamed(stages: readonly CustomerStage[], text: string): Stage | undefined {
  const said = text.toLowerCase();
  return stages.find((s) => {
    const ours = s.name ? undefined : usual.find((u) => u.id === s.id);
    return [s.id, s.name, ours?.zh, ours?.en].some((n) => n && n.toLowerCase() === said) && !s.archived;
  })?.id;
}

export const setCustomerStages = implement(customerFields.setCustomerStages, async (work, { stages }) => {
  await wholeCompany(work);
  const known = await stagesOf(work);
  if (new Set(stages.map((s) => s.name)).size < stages.length) fail('customers.field_taken');
  const ids = stages.flatMap((s) => s.id ?? []);
  if (new Set(ids).size < ids.length || ids.some((id) => !known.some((k) => k.id === id)))
    fail('customers.stage_not_found');
  const names = stageNames(known);
  const rows = [
    ...stages.map((s) => ({ id: s.id ?? newId('cstg'), name: s.name, archived: false })),
    ...known
      .filter((k) => !ids.includes(k.id))
      .map((k) => ({ id: k.id, name: names.get(k.id)!, archived: true })),
  ];
  await work.sql(
    `insert into customer_stages (corp_id, id, name, sort, archived_at)
     select $1, id, name, no::int, case when archived then $3::timestamptz end
       from rows from (jsonb_to_recordset($2::jsonb) as (id text, name text, archived boolean)) with ordinality t (id, name, archived, no)
     on conflict (corp_id, id) do update set name = excluded.name, sort = excluded.sort,
       archived_at = case when excluded.archived_at is null then null else coalesce(customer_stages.archived_at, excluded.archived_at) end`,
    [work.corpId, JSON.stringify(rows), work.now],
  );
  await work.audit({ action: 'customers.stages_set', detail: { stages: stages.map((s) => s.name) } });
  return await askedOfCustomers(work);
});
