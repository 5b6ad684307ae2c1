// The forms most companies ask for, as a company finds them on its first day. Every one can be changed afterwards.
import type { BuiltInKind, Control, Flow, FlowNode } from '@teahouse/contract/approvals-shapes';
import { Flow as FlowShape } from '@teahouse/contract/approvals-shapes';

interface BuiltIn {
  kind: BuiltInKind;
  name: string;
  en: string;
  about: string;
  aboutEn: string;
  flow: Flow;
}

type More = Partial<Omit<Control, 'id' | 'kind' | 'label' | 'en'>>;
const control = (kind: Control['kind'], id: string, label: string, en: string, more: More = {}): Control => ({
  id,
  kind,
  label,
  en,
  required: true,
  ...more,
});
const optional = { required: false };
const reason = (label = '事由', en = 'Reason') => control('textarea', 'reason', label, en);
const files = control('file', 'files', '附件', 'Attachments', { ...optional, multi: true });
const choice = (
  id: string,
  label: string,
  en: string,
  options: [key: string, label: string, en: string][],
  more: More = {},
) =>
  control('select', id, label, en, {
    options: options.map(([key, l, e]) => ({ key, label: l, en: e })),
    ...more,
  });

const allow = { transfer: true, addSign: true, return: true, batch: true };
const ask = (id: string, name: string, en: string, who: unknown[], more: object = {}) =>
  ({ kind: 'approve', id, name, en, who, allow, ...more }) as unknown as FlowNode;
const boss = ask('manager', '直属上级', 'Manager', [{ by: 'manager', level: 1 }]);
const second = ask('second', '上级的上级', "Manager's manager", [
  { by: 'manager', level: 2, ifShort: 'top' },
]);
const head = ask('head', '部门负责人', 'Head of department', [{ by: 'deptHead', level: 1, of: '' }]);
const when = (
  id: string,
  field: string,
  op: string,
  value: string,
  name: string,
  en: string,
  nodes: FlowNode[],
) =>
  ({
    kind: 'branch',
    id,
    arms: [{ id: `${id}_more`, name, en, when: { op, field, value }, nodes }],
    else: [],
  }) as FlowNode;
const larger = when('large', 'amount', 'ge', '5000', '金额 ≥ 5000', 'Amount ≥ 5,000', [second]);

const flow = (form: Control[], nodes: FlowNode[], summary: string[], settings: object = {}): Flow =>
  FlowShape.parse({ form, nodes, settings: { summary, ...settings } });

const leaveTypes: [string, string, string][] = [
  ['annual', '年假', 'Annual leave'],
  ['personal', '事假', 'Personal leave'],
  ['sick', '病假', 'Sick leave'],
  ['rest', '调休', 'Time off in lieu'],
  ['marriage', '婚假', 'Marriage leave'],
  ['maternity', '产假', 'Maternity leave'],
  ['paternity', '陪产假', 'Paternity leave'],
  ['bereavement', '丧假', 'Bereavement leave'],
  ['other', '其他', 'Other'],
];
const money = (id = 'amount', label = '金额', en = 'Amount') =>
  control('money', id, label, en, { currency: 'CNY' });
const date = (id: string, label: string, en: string, more: More = {}) =>
  control('date', id, label, en, { unit: 'day', ...more });
const text = (id: string, label: string, en: string, more: More = {}) => control('text', id, label, en, more);
const member = (id: string, label: string, en: string, more: More = {}) =>
  control('contact', id, label, en, { of: 'member', ...more });

/** [kind, name, English name, what for, the same in English, form, steps, summary lines, settings] */
type Row = [BuiltInKind, string, string, string, string, Control[], FlowNode[], string[], object?];
const revocable = { revokeDays: 30 };

const rows: Row[] = [
  [
    'leave',
    '请假',
    'Leave',
    '年假、事假、病假等',
    'Annual, personal, sick and other leave',
    [
      control('vacation', 'leave', '请假类型与时间', 'Kind and time of leave', {
        unit: 'halfday',
        options: leaveTypes.map(([key, label, en]) => ({ key, label, en })),
      }),
      reason('请假事由', 'Reason'),
      files,
    ],
    [boss, when('long', 'leave', 'gt', '3', '超过 3 天', 'More than 3 days', [second])],
    ['leave', 'reason'],
    revocable,
  ],
  [
    'overtime',
    '加班',
    'Overtime',
    '加班申请',
    'Work beyond hours',
    [
      control('attendance', 'span', '加班时间', 'Time', { about: 'overtime', unit: 'hour' }),
      reason('加班事由', 'Reason'),
    ],
    [boss],
    ['span', 'reason'],
    revocable,
  ],
  [
    'trip',
    '出差',
    'Business trip',
    '出差申请',
    'Travel for work',
    [
      control('attendance', 'span', '出差时间', 'Time', { about: 'trip', unit: 'halfday' }),
      text('place', '目的地', 'Destination'),
      member('with', '同行人', 'Travelling with', { ...optional, multi: true }),
      reason('出差事由', 'Purpose'),
    ],
    [boss],
    ['span', 'place'],
    revocable,
  ],
  [
    'out',
    '外出',
    'Going out',
    '外出办事',
    'Work outside the office',
    [
      control('attendance', 'span', '外出时间', 'Time', { about: 'out', unit: 'hour' }),
      text('place', '外出地点', 'Place'),
      reason('外出事由', 'Purpose'),
    ],
    [boss],
    ['span', 'place'],
    revocable,
  ],
  [
    'correction',
    '补卡',
    'Punch correction',
    '忘记打卡时补卡',
    'A punch that was forgotten',
    [control('correction', 'punch', '补卡时间', 'Punch'), reason('补卡事由', 'Reason')],
    [boss],
    ['punch', 'reason'],
  ],
  [
    'expense',
    '报销',
    'Expense claim',
    '费用报销',
    'Money spent for the company',
    [
      control('table', 'items', '费用明细', 'Items', {
        sums: ['amount'],
        children: [
          choice('type', '类型', 'Type', [
            ['travel', '交通', 'Travel'],
            ['stay', '住宿', 'Stay'],
            ['meal', '餐饮', 'Meals'],
            ['office', '办公', 'Office'],
            ['other', '其他', 'Other'],
          ]),
          date('day', '日期', 'Date'),
          money(),
          text('note', '说明', 'Note', optional),
        ],
      } as More),
      control('formula', 'total', '合计（元）', 'Total (CNY)', { ...optional, formula: 'SUM(items.amount)' }),
      files,
    ],
    [boss, when('large', 'total', 'ge', '5000', '合计 ≥ 5000', 'Total ≥ 5,000', [second])],
    ['total'],
  ],
  [
    'purchase',
    '采购',
    'Purchase',
    '采购物品或服务',
    'Goods or services to buy',
    [
      text('what', '采购事项', 'What for'),
      control('table', 'items', '采购明细', 'Items', {
        children: [
          text('name', '名称', 'Name'),
          text('spec', '规格', 'Specification', optional),
          control('number', 'count', '数量', 'Quantity'),
          money('price', '单价', 'Unit price'),
        ],
      } as More),
      money('amount', '总金额', 'Total'),
      date('need', '期望交付日期', 'Needed by', optional),
      files,
    ],
    [boss, larger],
    ['what', 'amount'],
  ],
  [
    'seal',
    '用印',
    'Seal',
    '使用公司印章',
    "Use of the company's seal",
    [
      choice(
        'seal',
        '印章类型',
        'Seal',
        [
          ['corp', '公章', 'Company seal'],
          ['contract', '合同章', 'Contract seal'],
          ['finance', '财务章', 'Finance seal'],
          ['legal', '法人章', "Legal representative's seal"],
        ],
        { multi: true },
      ),
      text('doc', '用印文件名称', 'Document'),
      control('number', 'copies', '份数', 'Copies'),
      reason('用印事由', 'Reason'),
      files,
    ],
    [boss],
    ['seal', 'doc'],
  ],
  [
    'payment',
    '付款',
    'Payment',
    '对外付款',
    'Money to be paid out',
    [
      text('payee', '收款方', 'Payee'),
      money(),
      control('bank', 'account', '收款账户', 'Account'),
      date('day', '付款日期', 'Date', optional),
      reason('付款事由', 'Reason'),
      files,
    ],
    [boss, larger],
    ['payee', 'amount'],
  ],
  [
    'contract',
    '合同审批',
    'Contract',
    '合同签订前审批',
    'Before a contract is signed',
    [
      text('title', '合同名称', 'Contract'),
      text('party', '对方单位', 'Other party'),
      money('amount', '合同金额', 'Value'),
      control('dateRange', 'term', '合同期限', 'Term', { ...optional, unit: 'day' }),
      { ...files, required: true },
      { ...reason('主要条款说明', 'Main terms'), required: false },
    ],
    [boss, head, larger],
    ['title', 'party', 'amount'],
  ],
  [
    'hiring',
    '招聘需求',
    'Hiring',
    '申请增加人手',
    'A position to fill',
    [
      text('post', '岗位', 'Position'),
      control('number', 'count', '人数', 'People'),
      date('need', '期望到岗日期', 'Needed by'),
      control('textarea', 'duties', '岗位要求', 'Requirements'),
    ],
    [boss, second],
    ['post', 'count'],
  ],
  [
    'regularization',
    '转正',
    'End of probation',
    '试用期结束转正',
    'From probation to a lasting post',
    [
      date('joined', '入职日期', 'Joined'),
      date('day', '转正日期', 'From'),
      control('textarea', 'sum', '试用期总结', 'What was done'),
    ],
    [boss, second],
    ['day'],
  ],
  [
    'transfer',
    '调岗',
    'Transfer',
    '岗位或部门调动',
    'A move to another post',
    [
      control('contact', 'to', '调入部门', 'New department', { of: 'department' }),
      text('post', '新岗位', 'New position'),
      date('day', '生效日期', 'From'),
      reason('调动原因', 'Reason'),
    ],
    [
      boss,
      ask('receiver', '调入部门负责人', 'Head of the new department', [
        { by: 'deptHead', level: 1, of: 'to' },
      ]),
    ],
    ['to', 'post'],
  ],
  [
    'resignation',
    '离职',
    'Resignation',
    '离职申请',
    'Leaving the company',
    [
      date('day', '最后工作日', 'Last day'),
      choice('why', '离职原因', 'Reason', [
        ['personal', '个人原因', 'Personal'],
        ['career', '职业发展', 'Career'],
        ['family', '家庭原因', 'Family'],
        ['other', '其他', 'Other'],
      ]),
      { ...reason('说明', 'Details'), required: false },
    ],
    [boss, second],
    ['day'],
  ],
  [
    'supplies',
    '物品领用',
    'Supplies',
    '领用办公用品',
    'Things from the stock',
    [
      control('table', 'items', '领用明细', 'Items', {
        children: [text('name', '物品', 'Item'), control('number', 'count', '数量', 'Quantity')],
      } as More),
      { ...reason('用途', 'Purpose'), required: false },
    ],
    [boss],
    ['items'],
  ],
  [
    'vehicle',
    '用车',
    'Vehicle',
    '公务用车',
    'A car for work',
    [
      control('dateRange', 'span', '用车时间', 'Time', { unit: 'hour' }),
      text('route', '行程', 'Route'),
      control('number', 'people', '乘车人数', 'People', optional),
      reason('用车事由', 'Reason'),
    ],
    [boss],
    ['span', 'route'],
  ],
  [
    'salary',
    '调薪',
    'Pay change',
    '薪资调整',
    'A change of pay',
    [
      member('who', '调薪人员', 'For'),
      money('amount', '调整后月薪', 'New monthly pay'),
      date('day', '生效日期', 'From'),
      reason('调薪原因', 'Reason'),
    ],
    [boss, second],
    ['who'],
  ],
  [
    'certificate',
    '开具证明',
    'Certificate',
    '在职、收入等证明',
    'Employment, income and the like',
    [
      choice('type', '证明类型', 'Certificate', [
        ['employment', '在职证明', 'Employment'],
        ['income', '收入证明', 'Income'],
        ['visa', '签证用证明', 'Visa'],
        ['other', '其他', 'Other'],
      ]),
      reason('用途', 'Purpose'),
    ],
    [boss],
    ['type'],
  ],
  [
    'handover',
    '工作交接',
    'Handover',
    '岗位工作交接',
    'Work passed to a colleague',
    [
      member('to', '接手人', 'To'),
      control('textarea', 'what', '交接内容', 'What is handed over'),
      date('day', '交接完成日期', 'Done by'),
      files,
    ],
    [ask('receiver', '接手人', 'Receiver', [{ by: 'field', controlId: 'to' }], { kind: 'handle' }), boss],
    ['to', 'day'],
  ],
  [
    'general',
    '通用审批',
    'General request',
    '没有专门模板的事项',
    'Whatever has no form of its own',
    [text('what', '申请内容', 'Request'), { ...reason('详细说明', 'Details'), required: false }, files],
    [ask('chosen', '审批人', 'Approver', [{ by: 'pick', range: [], multi: true }], { mode: 'seq' })],
    ['what'],
  ],
];

export const builtIns: readonly BuiltIn[] = rows.map(
  ([kind, name, en, about, aboutEn, form, nodes, summary, settings]) => ({
    kind,
    name,
    en,
    about,
    aboutEn,
    flow: flow(form, nodes, summary, settings),
  }),
);
