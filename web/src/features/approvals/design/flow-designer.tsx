import { Users } from 'lucide-react';
import { useState } from 'react';
import { useDesk } from '../../../lib/media.ts';
import { Button } from '../../../ui/button.tsx';
import { Drawer } from '../../../ui/dialog.tsx';
import { ArmPanel } from './arm-panel.tsx';
import {
  changeNode,
  insertNode,
  moveNode,
  newNode,
  nodeOf,
  removeNode,
  type NodeKind,
} from './flow-edits.ts';
import { FlowTree } from './flow-tree.tsx';
import { NodePanel } from './node-panel.tsx';
import type { AdminTemplate, Flow, FlowFault, FlowNode } from './shapes.ts';
import { TryPanel } from './try-panel.tsx';
import { useDesignWords } from './words.ts';

/** What is chosen in the tree: a node, or `branch/arm`. */
export type Chosen = string | null;
export interface FlowActs {
  choose: (what: Chosen) => void;
  add: (kind: NodeKind, key: string, index: number) => void;
  change: (node: FlowNode, stroke?: string) => void;
  move: (id: string, by: 1 | -1) => void;
  remove: (id: string) => void;
}

/** The flow as a tree from the applicant down, and beside it the chosen step, or who would be asked. */
export function FlowDesigner({
  flow,
  onNodes,
  chosen,
  onChoose,
  faults,
  tags,
  programs,
}: {
  flow: Flow;
  onNodes: (nodes: FlowNode[], stroke?: string) => void;
  chosen: Chosen;
  onChoose: (what: Chosen) => void;
  faults: readonly FlowFault[];
  tags: readonly { id: string; name: string }[];
  programs: AdminTemplate['programs'];
}) {
  const words = useDesignWords();
  const desk = useDesk();
  const [trying, setTrying] = useState(false);
  const { nodes } = flow;
  const acts: FlowActs = {
    choose: onChoose,
    add: (kind, key, index) => {
      const made = newNode(kind, nodes, words);
      onNodes(insertNode(nodes, key, index, made));
      onChoose(
        made.kind === 'branch'
          ? `${made.id}/${made.arms[0]?.id ?? ''}`
          : made.kind === 'parallel'
            ? null
            : made.id,
      );
    },
    change: (node, stroke) => onNodes(changeNode(nodes, node), stroke),
    move: (id, by) => onNodes(moveNode(nodes, id, by)),
    remove: (id) => {
      onNodes(removeNode(nodes, id));
      onChoose(null);
    },
  };
  const [nodeId = '', armId] = chosen?.split('/') ?? [];
  const node = chosen ? nodeOf(nodes, nodeId) : undefined;
  const panel =
    node?.kind === 'branch' && armId ? (
      <ArmPanel
        key={chosen}
        branch={node}
        armId={armId}
        flow={flow}
        acts={acts}
        faults={faults}
        tags={tags}
      />
    ) : node && node.kind !== 'branch' && node.kind !== 'parallel' ? (
      <NodePanel
        key={chosen}
        node={node}
        flow={flow}
        acts={acts}
        faults={faults}
        tags={tags}
        programs={programs}
      />
    ) : null;
  const title = node ? words.nodeSettings : words.tryTitle;
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <div className="pane flex-1 bg-sunken">
        <div className="flex shrink-0 items-center justify-end gap-2 p-2 desk:hidden">
          <Button
            size="small"
            icon={<Users aria-hidden className="size-3.5" />}
            onClick={() => setTrying(true)}
          >
            {words.tryTitle}
          </Button>
        </div>
        <FlowTree flow={flow} chosen={chosen} acts={acts} faults={faults} />
      </div>
      {desk ? (
        <section
          aria-label={title}
          tabIndex={0}
          className="shrink-0 overflow-y-auto border-l border-line bg-surface desk:w-96"
        >
          {panel ?? <TryPanel flow={flow} />}
        </section>
      ) : (
        <Drawer
          open={panel !== null || trying}
          title={title}
          onClose={() => {
            onChoose(null);
            setTrying(false);
          }}
        >
          {panel ?? <TryPanel flow={flow} />}
        </Drawer>
      )}
    </div>
  );
}
