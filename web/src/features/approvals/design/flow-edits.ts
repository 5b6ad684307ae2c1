// Changes of a flow's tree, each a new tree. A list of nodes is named by its key: '' for the flow itself, `branch/arm`,
// `branch/else`, `parallel/0`.
import type { AskNode, BranchNode, CcNode, FlowNode, ParallelNode, ProgramNode } from './shapes.ts';
import type { DesignWords } from './zh.ts';

export type NodeKind = FlowNode['kind'];

/** The lists inside a node with their keys. */
export function listsOf(node: FlowNode): { key: string; nodes: readonly FlowNode[] }[] {
  if (node.kind === 'branch')
    return [
      ...node.arms.map((a) => ({ key: `${node.id}/${a.id}`, nodes: a.nodes })),
      { key: `${node.id}/else`, nodes: node.else },
    ];
  return node.kind === 'parallel' ? node.arms.map((nodes, i) => ({ key: `${node.id}/${i}`, nodes })) : [];
}

function withLists(node: FlowNode, edit: (key: string, nodes: readonly FlowNode[]) => FlowNode[]): FlowNode {
  if (node.kind === 'branch')
    return {
      ...node,
      arms: node.arms.map((a) => ({ ...a, nodes: edit(`${node.id}/${a.id}`, a.nodes) })),
      else: edit(`${node.id}/else`, node.else),
    };
  if (node.kind === 'parallel')
    return { ...node, arms: node.arms.map((arm, i) => edit(`${node.id}/${i}`, arm)) };
  return node;
}

/** Every list of the tree through `edit`, inner ones first. */
function mapLists(
  nodes: readonly FlowNode[],
  edit: (key: string, nodes: readonly FlowNode[]) => readonly FlowNode[],
  key = '',
): FlowNode[] {
  const inner = nodes.map((n) => withLists(n, (k, list) => mapLists(list, edit, k)));
  return [...edit(key, inner)];
}

export function* everyNode(nodes: readonly FlowNode[]): Generator<FlowNode> {
  for (const node of nodes) {
    yield node;
    for (const { nodes: list } of listsOf(node)) yield* everyNode(list);
  }
}
export const nodeOf = (nodes: readonly FlowNode[], id: string): FlowNode | undefined =>
  [...everyNode(nodes)].find((n) => n.id === id);

export const insertNode = (nodes: readonly FlowNode[], key: string, index: number, node: FlowNode) =>
  mapLists(nodes, (k, list) => (k === key ? list.toSpliced(index, 0, node) : list));
export const changeNode = (nodes: readonly FlowNode[], to: FlowNode) =>
  mapLists(nodes, (_, list) => list.map((n) => (n.id === to.id ? to : n)));
export const removeNode = (nodes: readonly FlowNode[], id: string) =>
  mapLists(nodes, (_, list) => list.filter((n) => n.id !== id));

/** One place up or down in its list; at the end of an arm it leaves the arm, before or after its branch. */
export function moveNode(nodes: readonly FlowNode[], id: string, by: 1 | -1): FlowNode[] {
  const place = placeOfNode(nodes, id);
  const node = nodeOf(nodes, id);
  if (!place || !node) return [...nodes];
  const to = place.index + by;
  if (to >= 0 && to < place.length)
    return mapLists(nodes, (k, list) =>
      k === place.key ? list.toSpliced(place.index, 1).toSpliced(to, 0, node) : list,
    );
  const outer = placeOfNode(nodes, place.key.split('/')[0] ?? '');
  if (!outer) return [...nodes];
  return insertNode(removeNode(nodes, id), outer.key, outer.index + (by === 1 ? 1 : 0), node);
}

function placeOfNode(
  nodes: readonly FlowNode[],
  id: string,
  key = '',
): { key: string; index: number; length: number } | null {
  const index = nodes.findIndex((n) => n.id === id);
  if (index >= 0) return { key, index, length: nodes.length };
  for (const node of nodes)
    for (const list of listsOf(node)) {
      const found = placeOfNode(list.nodes, id, list.key);
      if (found) return found;
    }
  return null;
}

const idsOf = (nodes: readonly FlowNode[]): Set<string> =>
  new Set(
    [...everyNode(nodes)].flatMap((n) => [n.id, ...(n.kind === 'branch' ? n.arms.map((a) => a.id) : [])]),
  );

/** An id no node or arm of the tree has. */
export function freshNodeId(nodes: readonly FlowNode[], stem: string, more: readonly string[] = []): string {
  const taken = idsOf(nodes);
  let n = 1;
  while (taken.has(`${stem}_${n}`) || more.includes(`${stem}_${n}`)) n++;
  return `${stem}_${n}`;
}

export const newArm = (
  nodes: readonly FlowNode[],
  more: readonly string[] = [],
): BranchNode['arms'][number] => ({
  id: freshNodeId(nodes, 'arm', more),
  when: { op: 'ge', field: '', value: '' },
  nodes: [],
});

/** A new node as it stands right after it was added. */
export function newNode(kind: NodeKind, nodes: readonly FlowNode[], words: DesignWords): FlowNode {
  const id = freshNodeId(nodes, kind);
  if (kind === 'branch') return { kind, id, arms: [newArm(nodes)], else: [] } satisfies BranchNode;
  if (kind === 'parallel') return { kind, id, arms: [[], []] } satisfies ParallelNode;
  const named = { id, name: words.node[kind] };
  if (kind === 'program') return { kind, ...named, appId: '' } satisfies ProgramNode;
  if (kind === 'cc') return { kind, ...named, who: [{ by: 'user', ids: [] }], at: 'here' } satisfies CcNode;
  return {
    kind,
    ...named,
    mode: 'any',
    who: [{ by: 'manager', level: 1, ifShort: 'top' }],
    self: 'skip',
    fields: {},
    sign: false,
    comment: 'never',
    allow: { transfer: true, addSign: true, return: true, batch: true },
  } satisfies AskNode;
}
