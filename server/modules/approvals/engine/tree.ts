import type { AskNode, CcNode, FlowNode, ProgramNode } from '@teahouse/contract/approvals-shapes';

/** Every node of a flow, in reading order. */
export function* everyNode(nodes: readonly FlowNode[]): Generator<FlowNode> {
  for (const node of nodes) {
    yield node;
    for (const arm of armsOf(node)) yield* everyNode(arm);
  }
}

/** The lists of nodes inside a node; none for a leaf. */
export function armsOf(node: FlowNode): readonly (readonly FlowNode[])[] {
  if (node.kind === 'branch') return [...node.arms.map((a) => a.nodes), node.else];
  return node.kind === 'parallel' ? node.arms : [];
}

export const isStep = (node: FlowNode): node is AskNode => node.kind === 'approve' || node.kind === 'handle';

export function stepOf(nodes: readonly FlowNode[], id: string): AskNode | undefined {
  for (const node of everyNode(nodes)) if (node.id === id && isStep(node)) return node;
  return undefined;
}

export function programOf(nodes: readonly FlowNode[], id: string): ProgramNode | undefined {
  for (const node of everyNode(nodes)) if (node.id === id && node.kind === 'program') return node;
  return undefined;
}

/**
 * Everything that comes after a node: what follows it in its own list, and what follows each list around it. Sibling arms do not come
 * after it. Undefined where the node is not below these.
 */
export function nodesAfter(nodes: readonly FlowNode[], id: string): FlowNode[] | undefined {
  for (const [i, node] of nodes.entries()) {
    const rest = nodes.slice(i + 1);
    if (node.id === id) return [...everyNode(rest)];
    for (const arm of armsOf(node)) {
      const inside = nodesAfter(arm, id);
      if (inside) return [...inside, ...everyNode(rest)];
    }
  }
  return undefined;
}

/** The cc nodes reached by these arms, in order. */
export function* reachedCopies(
  nodes: readonly FlowNode[],
  arms: Readonly<Record<string, string>>,
): Generator<CcNode> {
  for (const node of nodes) {
    if (node.kind === 'cc') yield node;
    else if (node.kind === 'parallel') for (const arm of node.arms) yield* reachedCopies(arm, arms);
    else if (node.kind === 'branch') {
      const taken = node.arms.find((a) => a.id === arms[node.id])?.nodes ?? node.else;
      yield* reachedCopies(taken, arms);
    }
  }
}
