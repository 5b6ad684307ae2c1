import { expect, test } from 'vitest';
import { everyNode, freshNodeId, insertNode, listsOf, moveNode, newNode, removeNode } from './flow-edits.ts';
import type { FlowNode } from './shapes.ts';
import { zh } from './zh.ts';

const step = (id: string): FlowNode => ({ ...(newNode('approve', [], zh) as FlowNode), id }) as FlowNode;
const branch = (inside: FlowNode[]): FlowNode => ({
  kind: 'branch',
  id: 'b',
  arms: [{ id: 'x', when: { op: 'ge', field: 'n', value: '1' }, nodes: inside }],
  else: [],
});
const shape = (nodes: readonly FlowNode[]): string =>
  nodes
    .map(
      (n) =>
        n.id +
        listsOf(n)
          .map((l) => `[${shape(l.nodes)}]`)
          .join(''),
    )
    .join(' ');

test('a node is put into any list of the tree, and taken out of it', () => {
  const tree = [step('a'), branch([])];
  const one = insertNode(tree, 'b/x', 0, step('c'));
  const two = insertNode(insertNode(one, 'b/else', 0, step('d')), '', 1, step('e'));
  expect(shape(two)).toBe('a e b[c][d]');
  expect(shape(removeNode(two, 'd'))).toBe('a e b[c][]');
  expect(shape(tree), 'the tree before stays as it was').toBe('a b[][]');
});

test('moving goes through the list, out of an arm at its ends, and nowhere at the ends of the flow', () => {
  const tree = [step('a'), branch([step('c'), step('d')]), step('e')];
  expect(shape(moveNode(tree, 'c', 1))).toBe('a b[d c][] e');
  expect(shape(moveNode(tree, 'd', 1))).toBe('a b[c][] d e');
  expect(shape(moveNode(tree, 'c', -1))).toBe('a c b[d][] e');
  expect(shape(moveNode(tree, 'e', 1))).toBe('a b[c d][] e');
  expect(shape(moveNode(tree, 'b', -1))).toBe('b[c d][] a e');
});

test('new nodes and arms never take an id that is in use', () => {
  let tree: FlowNode[] = [];
  for (const kind of ['approve', 'branch', 'approve', 'branch', 'parallel', 'cc'] as const)
    tree = insertNode(tree, '', tree.length, newNode(kind, tree, zh));
  const ids = [...everyNode(tree)].flatMap((n) => [
    n.id,
    ...(n.kind === 'branch' ? n.arms.map((a) => a.id) : []),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(freshNodeId(tree, 'arm', ['arm_3'])).toBe('arm_4');
});
