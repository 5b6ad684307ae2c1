// The template of expense claims: expenses fill in the form, three tiers by amount say who has to agree.
import type { Control, FlowNode } from '@teahouse/contract/approvals-shapes';
import {
  ask,
  choice,
  control,
  date,
  files,
  flow,
  type More,
  optional,
  text,
  when,
} from './built-in-parts.ts';

const number = (id: string, label: string, en: string) => control('number', id, label, en);

const form: Control[] = [
  text('no', '报销单号', 'Claim'),
  text('purpose', '报销事由', 'Purpose'),
  control('table', 'items', '费用明细', 'Lines', {
    sums: ['amount'],
    children: [
      text('type', '类型', 'Type'),
      date('day', '日期', 'Date'),
      number('amount', '金额', 'Amount'),
      text('invoice', '发票号码', 'Invoice', optional),
      text('note', '说明', 'Note', optional),
    ],
  } as More),
  number('total', '合计', 'Total'),
  text('currency', '币种', 'Currency'),
  choice('over_limit', '超标或超预算', 'Over limit or budget', [
    ['no', '否', 'No'],
    ['yes', '是', 'Yes'],
  ]),
  text('over_reason', '超标说明', 'Why', optional),
  control('contact', 'finance', '财务', 'Finance', { ...optional, multi: true, of: 'member' }),
  files,
];

const allow = { transfer: true, addSign: true, return: false, batch: true };
const finance = { by: 'field', controlId: 'finance' };
const above = { by: 'manager', level: 2, ifShort: 'top' };

const nodes: FlowNode[] = [
  ask('manager', '直属上级', 'Manager', [{ by: 'manager', level: 1 }], {
    allow,
    due: { hours: 48, clock: 'work', what: 'escalate' },
  }),
  when('over', 'over_limit', 'eq', 'yes', '超标或超预算', 'Over limit or budget', [
    ask('exception', '上级的上级', "Manager's manager", [above], { allow }),
  ]),
  {
    kind: 'branch',
    id: 'tier',
    arms: [
      { id: 'small', name: '< 1000', en: '< 1,000', when: below('1000'), nodes: [] },
      {
        id: 'middle',
        name: '1000 – 5000',
        en: '1,000 – 5,000',
        when: below('5000'),
        nodes: [ask('finance', '财务（或签）', 'Finance (any one)', [finance], { allow })],
      },
    ],
    else: [ask('countersign', '会签', 'Countersign', [above, finance], { allow, mode: 'all' })],
  },
];

export const claimTemplate = {
  kind: 'claim' as const,
  name: '报销单',
  en: 'Expense report',
  about: '由「报销」提交的费用',
  aboutEn: 'What the page Expenses submits',
  flow: flow(form, nodes, ['total', 'purpose']),
};

function below(value: string) {
  return { op: 'lt' as const, field: 'total', value };
}
