import type { CustomerStage } from '@teahouse/contract/customer-fields';
import type { Stage } from '@teahouse/contract/customers';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';

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
