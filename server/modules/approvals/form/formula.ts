import type { Control, FormValues } from '@teahouse/contract/approvals-shapes';
import { Decimal } from 'decimal.js';
import jsep, { type Expression } from 'jsep';
import { fieldValue } from './field-value.ts';

const D = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_UP });
const FUNCTIONS = ['SUM', 'ROUND', 'ABS', 'MIN', 'MAX', 'IF', 'DAYS', 'HOURS'];
type Value = Decimal | null;

/** Names and operators of a tree are text; its type does not say so. */
const word = (part: unknown): string => (typeof part === 'string' ? part : '');

/** The tree of a formula, or undefined where it says something formulas may not. */
export function parseFormula(text: string, known: ReadonlySet<string>): Expression | undefined {
  try {
    const tree = jsep(text);
    let nodes = 0;
    const fine = (e: Expression, depth: number): boolean => {
      if (++nodes > 200 || depth > 32) return false;
      const all = (...parts: unknown[]) => parts.every((p) => fine(p as Expression, depth + 1));
      switch (e.type) {
        case 'Literal':
          return typeof e['value'] === 'number';
        case 'Identifier':
          return known.has(word(e['name']));
        case 'UnaryExpression':
          return e['operator'] === '-' && all(e['argument']);
        case 'BinaryExpression':
          return /^([+\-*/%]|[<>]=?|[=!]=)$/.test(word(e['operator'])) && all(e['left'], e['right']);
        case 'ConditionalExpression':
          return all(e['test'], e['consequent'], e['alternate']);
        case 'MemberExpression':
          return known.has(columnOf(e));
        case 'CallExpression': {
          const callee = e['callee'] as Expression;
          return (
            callee.type === 'Identifier' &&
            FUNCTIONS.includes(word(callee['name'])) &&
            all(...(e['arguments'] as Expression[]))
          );
        }
        default:
          return false;
      }
    };
    return fine(tree, 1) ? tree : undefined;
  } catch {
    return undefined;
  }
}

/** What a formula comes to, as decimal text; null where a part is empty or something is divided by nothing. */
export function evaluate(text: string, controls: readonly Control[], form: FormValues): string | null {
  const tree = parseFormula(text, new Set(fieldNames(controls)));
  const value = tree ? walk(tree, (name) => decimalOf(fieldValue(controls, form, name))) : null;
  return value ? value.toDecimalPlaces(6).toFixed() : null;
}

/** What a formula may name: controls, and a table's columns as `table.column`. */
export function fieldNames(controls: readonly Control[]): string[] {
  return controls.flatMap((c) => [c.id, ...(c.children ?? []).map((x) => `${c.id}.${x.id}`)]);
}

function decimalOf(value: ReturnType<typeof fieldValue>): Value {
  return typeof value === 'object' && 'number' in value
    ? new D(value.number.toString()).div(1_000_000)
    : null;
}

/** `table.column`, spelled out and never computed. */
function columnOf(e: Expression): string {
  const object = e['object'] as Expression;
  const property = e['property'] as Expression;
  return !e['computed'] && object.type === 'Identifier'
    ? `${word(object['name'])}.${word(property['name'])}`
    : '';
}

function walk(e: Expression, field: (name: string) => Value): Value {
  const at = (part: unknown) => walk(part as Expression, field);
  switch (e.type) {
    case 'Literal':
      return new D(word(e['raw']));
    case 'Identifier':
      return field(word(e['name']));
    case 'MemberExpression':
      return field(columnOf(e));
    case 'UnaryExpression':
      return at(e['argument'])?.neg() ?? null;
    case 'ConditionalExpression': {
      const test = at(e['test']);
      return test && at(test.isZero() ? e['alternate'] : e['consequent']);
    }
    case 'BinaryExpression': {
      const [a, b] = [at(e['left']), at(e['right'])];
      return a && b && binary(word(e['operator']), a, b);
    }
    case 'CallExpression': {
      const name = word((e['callee'] as Expression)['name']);
      return call(name, (e['arguments'] as Expression[]).map(at));
    }
    default:
      return null;
  }
}

function binary(operator: string, a: Decimal, b: Decimal): Value {
  const truth = (yes: boolean) => new D(yes ? 1 : 0);
  switch (operator) {
    case '+':
      return a.plus(b);
    case '-':
      return a.minus(b);
    case '*':
      return a.times(b);
    case '/':
      return b.isZero() ? null : a.div(b);
    case '%':
      return b.isZero() ? null : a.mod(b);
    case '<':
      return truth(a.lt(b));
    case '<=':
      return truth(a.lte(b));
    case '>':
      return truth(a.gt(b));
    case '>=':
      return truth(a.gte(b));
    case '==':
      return truth(a.eq(b));
    default:
      return truth(!a.eq(b));
  }
}

function call(name: string, values: Value[]): Value {
  if (name === 'SUM') return values.reduce<Decimal>((sum, v) => (v ? sum.plus(v) : sum), new D(0));
  if (name === 'IF') return values[0] ? ((values[0].isZero() ? values[2] : values[1]) ?? null) : null;
  if (values.some((v) => v === null) || values.length === 0) return null;
  const all = values as Decimal[];
  switch (name) {
    case 'ROUND':
      return all[0]!.toDecimalPlaces(Math.min(6, Math.max(0, all[1]?.toNumber() ?? 0)));
    case 'ABS':
      return all[0]!.abs();
    case 'MIN':
      return D.min(...all);
    case 'MAX':
      return D.max(...all);
    default:
      // DAYS and HOURS read the length of a time span, which is what such a control compares as.
      return all[0]!;
  }
}
