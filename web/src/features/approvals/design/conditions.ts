// Conditions as the designer shows them: one of several groups has to hold, in a group every line.
import type { Condition, Control, Flow } from './shapes.ts';
import { labelOf } from '../../../ui/form/label-of.ts';
import type { DesignWords } from './zh.ts';

export type Line = Extract<Condition, { field: string }>;
export type Op = Line['op'];

const isLine = (c: Condition): c is Line => 'field' in c;
const group = (c: Condition): Line[] | null =>
  isLine(c) ? [c] : c.op === 'and' && c.all.every(isLine) ? c.all.filter(isLine) : null;

/** The groups of a condition; null where it is made in a way the designer cannot show. */
export function groupsOf(when: Condition): Line[][] | null {
  const groups = when.op === 'or' ? when.all.map(group) : [group(when)];
  return groups.every((g) => g !== null) ? groups : null;
}

export function conditionOf(groups: readonly Line[][]): Condition {
  const made = groups
    .filter((g) => g.length > 0)
    .map((g): Condition => (g.length === 1 && g[0] ? g[0] : { op: 'and', all: g }));
  const [first] = made;
  return made.length === 1 && first ? first : { op: 'or', all: made };
}

export type FieldKind = 'number' | 'choice' | 'people' | 'departments' | 'tags' | 'text' | 'date';
export interface ConditionField {
  name: string;
  label: string;
  kind: FieldKind;
  control?: Control;
}

/** Everything a condition may look at: the form's controls, sums of columns, and the applicant. */
export function conditionFields(form: Flow['form'], words: DesignWords): ConditionField[] {
  const own = form.flatMap((c): ConditionField[] => {
    const field = (kind: FieldKind): ConditionField[] => [
      { name: c.id, label: labelOf(c), kind, control: c },
    ];
    switch (c.kind) {
      case 'number':
      case 'money':
      case 'formula':
      case 'rating':
      case 'invoices':
      case 'dateRange':
      case 'vacation':
      case 'attendance':
        return field('number');
      case 'select':
        return field('choice');
      case 'contact':
        return field(c.of === 'department' ? 'departments' : 'people');
      case 'text':
      case 'textarea':
      case 'phone':
        return field('text');
      case 'date':
        return field('date');
      case 'table':
        return (c.children ?? [])
          .filter((x) => x.kind === 'number' || x.kind === 'money')
          .map((x) => ({
            name: `sum(${c.id}.${x.id})`,
            label: words.sumOf(`${labelOf(c)} · ${labelOf(x)}`),
            kind: 'number' as const,
          }));
      case 'bank':
      case 'correction':
      case 'file':
      case 'location':
      case 'record':
      case 'related':
      case 'serial':
      case 'signature':
      case 'tips':
        return [];
    }
  });
  return [
    ...own,
    { name: 'applicant.dept', label: words.applicant.dept, kind: 'departments' },
    { name: 'applicant.role', label: words.applicant.role, kind: 'tags' },
    { name: 'applicant.level', label: words.applicant.level, kind: 'number' },
  ];
}

export const opsOf: Record<FieldKind, readonly Op[]> = {
  number: ['ge', 'gt', 'le', 'lt', 'eq', 'ne', 'between', 'isEmpty'],
  choice: ['in', 'notIn', 'isEmpty'],
  people: ['in', 'notIn', 'hasRole', 'isEmpty'],
  departments: ['inDept', 'in', 'notIn', 'isEmpty'],
  tags: ['hasRole'],
  text: ['eq', 'ne', 'contains', 'isEmpty'],
  date: ['ge', 'le', 'eq', 'between', 'isEmpty'],
};

/** What stands in the value of an operator before anything is chosen. */
export const emptyValue = (op: Op): string | boolean | string[] =>
  op === 'isEmpty' ? true : ['in', 'notIn', 'inDept', 'hasRole', 'between'].includes(op) ? [] : '';
