// What the built-in forms and flows are put together from.
import { type Control, Flow, type FlowNode } from '@teahouse/contract/approvals-shapes';

export type More = Partial<Omit<Control, 'id' | 'kind' | 'label' | 'en'>>;
export const control = (
  kind: Control['kind'],
  id: string,
  label: string,
  en: string,
  more: More = {},
): Control => ({
  id,
  kind,
  label,
  en,
  required: true,
  ...more,
});
export const optional = { required: false };
export const reason = (label = '事由', en = 'Reason') => control('textarea', 'reason', label, en);
export const files = control('file', 'files', '附件', 'Attachments', { ...optional, multi: true });
export const choice = (
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
export const ask = (id: string, name: string, en: string, who: unknown[], more: object = {}) =>
  ({ kind: 'approve', id, name, en, who, allow, ...more }) as unknown as FlowNode;
export const boss = ask('manager', '直属上级', 'Manager', [{ by: 'manager', level: 1 }]);
export const second = ask('second', '上级的上级', "Manager's manager", [
  { by: 'manager', level: 2, ifShort: 'top' },
]);
export const head = ask('head', '部门负责人', 'Head of department', [{ by: 'deptHead', level: 1, of: '' }]);
export const when = (
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
export const larger = when('large', 'amount', 'ge', '5000', '金额 ≥ 5000', 'Amount ≥ 5,000', [second]);

export const flow = (form: Control[], nodes: FlowNode[], summary: string[], settings: object = {}): Flow =>
  Flow.parse({ form, nodes, settings: { summary, ...settings } });

export const money = (id = 'amount', label = '金额', en = 'Amount') =>
  control('money', id, label, en, { currency: 'CNY' });
export const date = (id: string, label: string, en: string, more: More = {}) =>
  control('date', id, label, en, { unit: 'day', ...more });
export const text = (id: string, label: string, en: string, more: More = {}) =>
  control('text', id, label, en, more);
export const member = (id: string, label: string, en: string, more: More = {}) =>
  control('contact', id, label, en, { of: 'member', ...more });
