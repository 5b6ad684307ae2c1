import { customerFields } from '@teahouse/contract/customer-fields';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { wholeCompany } from '../customer-tags.ts';
import { askedOfCustomers } from './list-customer-fields.ts';
import { stageNames, stagesOf } from './stages.ts';

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
