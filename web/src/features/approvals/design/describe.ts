// Rules and conditions in words, for cards and lists.
import { list } from '../../../lib/format.ts';
import { nameOfChoice } from '../../../ui/form/find-choices.ts';
import { labelOf } from '../../../ui/form/label-of.ts';
import { conditionFields, groupsOf, type Line } from './conditions.ts';
import type { AskNode, CcNode, Condition, Flow, ProgramNode, Rule } from './shapes.ts';
import type { DesignWords } from './zh.ts';

const names = (ids: readonly string[], words: DesignWords) =>
  ids.length > 3
    ? words.andMore(list(ids.slice(0, 3).map(nameOfChoice)), ids.length)
    : list(ids.map(nameOfChoice));

function ruleText(rule: Rule, form: Flow['form'], words: DesignWords): string {
  const control = (id: string) => {
    const c = form.find((x) => x.id === id);
    return c ? labelOf(c) : id || '…';
  };
  switch (rule.by) {
    case 'user':
    case 'tag':
      return names(rule.ids, words) || words.nobodyYet;
    case 'manager':
      return words.who.manager(rule.level);
    case 'chain':
      return words.who.chain(rule.upTo);
    case 'deptHead':
      return rule.of ? words.who.headOf(control(rule.of), rule.level) : words.who.head(rule.level);
    case 'field':
      return words.who.field(control(rule.controlId));
    case 'pick':
      return words.who.pick;
    case 'self':
      return words.who.self;
    case 'prevManager':
      return words.who.prevManager;
  }
}

/** Who is asked at a step, in a few words. */
export const whoText = (
  node: AskNode | CcNode | ProgramNode,
  form: Flow['form'],
  words: DesignWords,
): string =>
  node.kind === 'program'
    ? node.appId && nameOfChoice(node.appId)
      ? nameOfChoice(node.appId)
      : words.program.choose
    : list(node.who.map((r) => ruleText(r, form, words))) || words.nobodyYet;

/** How several agree, where it matters. */
export const modeText = (node: AskNode | ProgramNode, words: DesignWords): string =>
  node.kind === 'program'
    ? node.due
      ? words.program.after(node.due.hours, words.dueWhats[node.due.what])
      : words.program.waits
    : node.mode === 'vote'
      ? words.votes(node.votePct ?? 50)
      : words.modes[node.mode];

/** When an arm is taken, in a few words. */
export function conditionText(when: Condition, form: Flow['form'], words: DesignWords): string {
  const groups = groupsOf(when);
  if (!groups) return words.condition.complex;
  return groups
    .map((g) => g.map((l) => lineText(l, form, words)).join(words.condition.and))
    .join(words.condition.or);
}

function lineText({ op, field, value }: Line, form: Flow['form'], words: DesignWords): string {
  const found = conditionFields(form, words).find((f) => f.name === field);
  const options = found?.control?.options ?? [];
  const shown = (v: unknown) => {
    const option = options.find((o) => o.key === v);
    return option ? labelOf(option) : nameOfChoice(String(v));
  };
  const label = found?.label ?? (field || words.condition.noField);
  if (op === 'isEmpty') return words.condition.isEmpty(label, value !== false);
  const values = (Array.isArray(value) ? value : [value ?? '']).map(shown);
  return `${label} ${words.ops[op]} ${op === 'between' ? values.join(' – ') : list(values) || '…'}`;
}
