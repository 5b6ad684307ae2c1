// A form with rows and their sum, as a company would design it: what tests of tables fill in.
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { Flow } from '@teahouse/contract/approvals-shapes';
import type { ApprovalTemplateId } from '@teahouse/contract/ids';
import type { Person } from './world.ts';

const flow = Flow.parse({
  form: [
    {
      id: 'items',
      kind: 'table',
      label: '明细',
      en: 'Items',
      required: true,
      sums: ['amount'],
      children: [
        {
          id: 'type',
          kind: 'select',
          label: '类型',
          en: 'Type',
          required: true,
          options: [
            { key: 'travel', label: '交通', en: 'Travel' },
            { key: 'meal', label: '餐饮', en: 'Meals' },
          ],
        },
        { id: 'day', kind: 'date', label: '日期', en: 'Date', required: true, unit: 'day' },
        { id: 'amount', kind: 'money', label: '金额', en: 'Amount', required: true, currency: 'CNY' },
        { id: 'note', kind: 'text', label: '说明', en: 'Note' },
      ],
    },
    { id: 'total', kind: 'formula', label: '合计', en: 'Total', formula: 'SUM(items.amount)' },
  ],
  nodes: [
    {
      kind: 'approve',
      id: 'manager',
      name: '直属上级',
      en: 'Manager',
      who: [{ by: 'manager', level: 1 }],
      allow: { transfer: true, addSign: true, return: true, batch: true },
    },
  ],
  settings: { summary: ['total'] },
});

/** Publishes it under the name 垫付 / Petty cash. */
export async function publishRowsForm(owner: Person): Promise<ApprovalTemplateId> {
  const { body } = await owner.call(approvalsAdmin.createTemplate, { name: '垫付', flow });
  const draft = { templateId: body.id, name: '垫付', en: 'Petty cash', about: '', flow };
  await owner.call(approvalsAdmin.saveTemplate, draft);
  await owner.call(approvalsAdmin.publishTemplate, { templateId: body.id });
  return body.id;
}
