import type { Condition, FormValues } from '@teahouse/contract/approvals-shapes';
import { type FieldValue, type Org, Refused, type Rules } from './state.ts';

/** A decimal as millionths, so that comparing is exact. Undefined where the text is no number. */
export function millionths(value: string | number): bigint | undefined {
  const found = /^(-?)(\d{1,18})(?:\.(\d{1,6})\d*)?$/.exec(String(value).trim());
  if (!found) return undefined;
  const size = BigInt(found[2]!) * 1_000_000n + BigInt((found[3] ?? '').padEnd(6, '0'));
  return found[1] ? -size : size;
}

/**
 * Does the condition hold for this form? A field that is not filled in answers nothing but `isEmpty`: the command is refused with
 * its name, no arm is picked.
 */
export function holds(condition: Condition, rules: Rules, form: FormValues, org: Org): boolean {
  if (condition.op === 'and') return condition.all.every((c) => holds(c, rules, form, org));
  if (condition.op === 'or') return condition.all.some((c) => holds(c, rules, form, org));
  if (condition.op === 'not') return !holds(condition.one, rules, form, org);
  const { op, field, value } = condition;
  const found = read(field, rules, form, org);
  if (op === 'isEmpty') return empty(found) === (value !== false);
  if (empty(found)) throw new Refused({ missing: field });
  return compare(op, found!, value, rules, org, field);
}

const empty = (v: FieldValue): boolean => v === undefined || v === '' || (Array.isArray(v) && v.length === 0);

function read(field: string, rules: Rules, form: FormValues, org: Org): FieldValue {
  if (field === 'applicant.dept') return org.departmentsOf(rules.applicant);
  if (field === 'applicant.role') return [rules.applicant];
  if (field === 'applicant.level') return { number: BigInt(levelOf(rules.applicant, org)) * 1_000_000n };
  return rules.field(form, field);
}

/** How many managers stand above somebody. */
function levelOf(member: string, org: Org): number {
  const seen = new Set([member]);
  let at = org.managerOf(member);
  while (at && !seen.has(at)) {
    seen.add(at);
    at = org.managerOf(at);
  }
  return seen.size - 1;
}

type Op = Exclude<Condition['op'], 'and' | 'or' | 'not' | 'isEmpty'>;

function compare(
  op: Op,
  found: Exclude<FieldValue, undefined>,
  value: unknown,
  rules: Rules,
  org: Org,
  field: string,
): boolean {
  const wanted = (Array.isArray(value) ? value : [value]).map(String);
  if (op === 'inDept')
    return asList(found).some((d) => wanted.includes(d) || above(d, org).some((x) => wanted.includes(x)));
  if (op === 'hasRole') {
    const who = field === 'applicant.role' ? [rules.applicant] : asList(found);
    return wanted.some((tag) => org.tagged(tag).some((m) => who.includes(m)));
  }
  if (typeof found === 'object' && 'number' in found) return compareNumber(op, found.number, wanted, field);
  const list = asList(found);
  switch (op) {
    case 'eq':
      return list.length === wanted.length && list.every((x) => wanted.includes(x));
    case 'ne':
      return !(list.length === wanted.length && list.every((x) => wanted.includes(x)));
    case 'in':
      return list.some((x) => wanted.includes(x));
    case 'notIn':
      return !list.some((x) => wanted.includes(x));
    case 'contains':
      return typeof found === 'string'
        ? wanted.every((w) => found.includes(w))
        : wanted.every((w) => list.includes(w));
    case 'between':
      return list[0]! >= wanted[0]! && list[0]! <= (wanted[1] ?? wanted[0]!);
    case 'lt':
      return list[0]! < wanted[0]!;
    case 'le':
      return list[0]! <= wanted[0]!;
    case 'gt':
      return list[0]! > wanted[0]!;
    case 'ge':
      return list[0]! >= wanted[0]!;
  }
}

function compareNumber(op: Op, found: bigint, wanted: string[], field: string): boolean {
  const sizes = wanted.map((w) => millionths(w) ?? refuse(field));
  const [a, b] = [sizes[0]!, sizes[1] ?? sizes[0]!];
  switch (op) {
    case 'eq':
      return found === a;
    case 'ne':
      return found !== a;
    case 'lt':
      return found < a;
    case 'le':
      return found <= a;
    case 'gt':
      return found > a;
    case 'ge':
      return found >= a;
    case 'between':
      return found >= a && found <= b;
    case 'in':
      return sizes.includes(found);
    case 'notIn':
      return !sizes.includes(found);
    case 'contains':
    case 'inDept':
    case 'hasRole':
      return refuse(field);
  }
}

const refuse = (field: string): never => {
  throw new Refused({ missing: field });
};
const asList = (v: Exclude<FieldValue, undefined>): readonly string[] =>
  typeof v === 'string' ? [v] : 'number' in v ? [] : v;

function above(department: string, org: Org): string[] {
  const seen: string[] = [];
  let at = org.parentOf(department);
  while (at && !seen.includes(at)) {
    seen.push(at);
    at = org.parentOf(at);
  }
  return seen;
}
