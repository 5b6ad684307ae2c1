// The template of appeals against a result: assessment fills in the form, whoever runs assessment decides and may change the score.
import type { Control, FlowNode } from '@teahouse/contract/approvals-shapes';
import { ask, control, flow, optional, reason, text } from './built-in-parts.ts';
import type { BuiltIn } from './claim-template.ts';

const form: Control[] = [
  text('cycle', '考核周期', 'Cycle'),
  text('now', '现结果', 'Present result'),
  control('number', 'score', '申诉后得分', 'Score after the appeal'),
  reason('申诉理由', 'Grounds'),
  control('contact', 'panel', '处理人', 'Who decides', { ...optional, multi: true, of: 'member' }),
];

const nodes: FlowNode[] = [
  ask('panel', '考核管理员（或签）', 'Who runs assessment (any one)', [{ by: 'field', controlId: 'panel' }], {
    allow: { transfer: true, addSign: true, return: false, batch: false },
    fields: { score: 'write' },
    comment: 'always',
  }),
];

export const appealTemplate: BuiltIn = {
  kind: 'appeal',
  name: '考核申诉',
  en: 'Assessment appeal',
  about: '由「考核」提交的申诉',
  aboutEn: 'What the page Assessment submits',
  flow: flow(form, nodes, ['cycle', 'now', 'score']),
};
