import { nameOfChoice } from '../../../ui/form/find-choices.ts';
import { labelOf, said } from '../../../ui/form/label-of.ts';
import { nodeOf } from './flow-edits.ts';
import { controlAt } from './form-edits.ts';
import type { Control, FlowFault, FlowNode } from './shapes.ts';
import type { DesignWords } from './zh.ts';

/** What keeps a draft from being published, as a sentence that names the control or the step. */
export function faultText(
  words: DesignWords,
  fault: FlowFault,
  form: readonly Control[],
  nodes: readonly FlowNode[] = [],
): string {
  const say = words.faults[fault.code as keyof DesignWords['faults']];
  return say
    ? say(nameIn(words, fault.at, form, nodes), nameIn(words, fault.where, form, nodes))
    : fault.code;
}

function nameIn(
  words: DesignWords,
  id: string,
  form: readonly Control[],
  nodes: readonly FlowNode[],
): string {
  const path = id.replace(/^sum\((.*)\)$/, '$1');
  const control = controlAt(form, path) ?? controlAt(form, path.split('.')[0] ?? '');
  if (control) return labelOf(control) || words.unnamed;
  const node = nodeOf(nodes, id);
  if (node?.kind === 'branch') return words.node.branch;
  if (node?.kind === 'parallel') return words.node.parallel;
  if (node) return said(node.name, node.en) || words.unnamed;
  for (const branch of allBranches(nodes)) {
    const arm = branch.arms.findIndex((a) => a.id === id);
    if (arm >= 0) return branch.arms[arm]?.name || words.node.arm(arm + 1);
  }
  return nameOfChoice(id);
}

function* allBranches(nodes: readonly FlowNode[]): Generator<Extract<FlowNode, { kind: 'branch' }>> {
  for (const node of nodes) {
    if (node.kind === 'branch') {
      yield node;
      for (const arm of node.arms) yield* allBranches(arm.nodes);
      yield* allBranches(node.else);
    } else if (node.kind === 'parallel') for (const arm of node.arms) yield* allBranches(arm);
  }
}
