import {
  ArrowLeft,
  ArrowRight,
  Bot,
  CircleAlert,
  GitBranch,
  Plus,
  Send,
  Split,
  Stamp,
  UserCheck,
  UserPen,
  X,
} from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { openMenu } from '../../../ui/overlays.ts';
import { said } from '../../../ui/form/label-of.ts';
import { conditionText, modeText, whoText } from './describe.ts';
import type { Chosen, FlowActs } from './flow-designer.tsx';
import { everyNode, newArm, type NodeKind } from './flow-edits.ts';
import type { BranchNode, Flow, FlowFault, FlowNode, ParallelNode } from './shapes.ts';
import { useDesignWords } from './words.ts';

interface TreeProps {
  flow: Flow;
  chosen: Chosen;
  acts: FlowActs;
  faults: readonly FlowFault[];
}
const icons = { approve: Stamp, handle: UserPen, cc: Send, program: Bot, branch: GitBranch, parallel: Split };
const kinds: readonly NodeKind[] = ['approve', 'handle', 'cc', 'branch', 'parallel', 'program'];
const heads = {
  approve: 'bg-accent text-on-accent',
  handle: 'bg-info-soft text-info',
  cc: 'bg-warn-soft text-warn',
  program: 'bg-sunken text-text-2',
};
const Line = ({ short }: { short?: boolean }) => (
  <span aria-hidden className={cx('w-px bg-line-strong', short ? 'h-3' : 'h-5')} />
);

/** The tree, top down. Tab goes from step to step, Enter opens one, Alt with arrows moves it, Delete takes it away. */
export function FlowTree(props: TreeProps) {
  const words = useDesignWords();
  return (
    <div
      className="min-h-0 flex-1 overflow-auto p-6"
      tabIndex={0}
      role="region"
      aria-label={words.tree}
      onClick={(e) => e.target === e.currentTarget && props.acts.choose(null)}
    >
      <div className="mx-auto flex w-max min-w-full flex-col items-center pb-16">
        <End icon={<UserCheck aria-hidden className="size-4" />} text={words.start} />
        <Nodes {...props} nodes={props.flow.nodes} listKey="" />
        <End text={words.end} />
      </div>
    </div>
  );
}

const End = ({ icon, text }: { icon?: ReactNode; text: string }) => (
  <span className="flex h-9 items-center gap-1.5 rounded-full bg-raised px-4 text-dense font-medium text-text-2 shadow-1 ring-1 ring-line">
    {icon}
    {text}
  </span>
);

function Nodes({ nodes, listKey, ...props }: TreeProps & { nodes: readonly FlowNode[]; listKey: string }) {
  return (
    <>
      <Add acts={props.acts} listKey={listKey} index={0} />
      {nodes.map((node, i) => (
        <div key={node.id} className="flex flex-col items-center">
          {node.kind === 'branch' ? (
            <Branch {...props} node={node} />
          ) : node.kind === 'parallel' ? (
            <Parallel {...props} node={node} />
          ) : (
            <Card {...props} node={node} />
          )}
          <Add acts={props.acts} listKey={listKey} index={i + 1} />
        </div>
      ))}
    </>
  );
}

function Add({ acts, listKey, index }: { acts: FlowActs; listKey: string; index: number }) {
  const words = useDesignWords();
  return (
    <>
      <Line />
      <button
        type="button"
        aria-label={words.addNode}
        aria-haspopup="menu"
        data-tip={words.addNode}
        data-add={`${listKey}:${index}`}
        onClick={(e) =>
          openMenu({
            at: e.currentTarget,
            label: words.addNode,
            items: kinds.map((kind) => {
              const Icon = icons[kind];
              return {
                label: words.node[kind],
                icon: <Icon aria-hidden className="size-4" />,
                onSelect: () => acts.add(kind, listKey, index),
              };
            }),
          })
        }
        className="tap inline-flex size-6 items-center justify-center rounded-full bg-accent text-on-accent shadow-1 hover:bg-accent-hover"
      >
        <Plus aria-hidden className="size-4" />
      </button>
      <Line />
    </>
  );
}

const keysOf = (acts: FlowActs, id: string) => (e: KeyboardEvent) => {
  if (e.altKey && e.key === 'ArrowUp') acts.move(id, -1);
  else if (e.altKey && e.key === 'ArrowDown') acts.move(id, 1);
  else if (e.key === 'Delete') acts.remove(id);
  else return;
  e.preventDefault();
};

function Card({
  node,
  flow,
  chosen,
  acts,
  faults,
}: TreeProps & { node: Exclude<FlowNode, BranchNode | ParallelNode> }) {
  const words = useDesignWords();
  const Icon = icons[node.kind];
  const bad = faults.some((f) => f.where === node.id);
  return (
    <button
      type="button"
      data-node={node.id}
      aria-pressed={chosen === node.id}
      onClick={() => acts.choose(node.id)}
      onKeyDown={keysOf(acts, node.id)}
      className={cx(
        'w-56 overflow-hidden rounded-box bg-raised text-left shadow-1 ring-1 hover:shadow-2',
        chosen === node.id ? 'ring-2 ring-accent' : bad ? 'ring-danger' : 'ring-line',
      )}
    >
      <span className={cx('flex h-7 items-center gap-1.5 px-3 text-small font-medium', heads[node.kind])}>
        <Icon aria-hidden className="size-3.5" />
        <span className="min-w-0 flex-1 truncate">{said(node.name, node.en) || words.unnamed}</span>
        {bad && (
          <span className="inline-flex rounded-full bg-raised text-danger">
            <CircleAlert aria-hidden className="size-3.5" />
            <span className="sr-only">{words.hasFault}</span>
          </span>
        )}
      </span>
      <span className="block px-3 py-2">
        <span className="line-clamp-2 block text-dense text-text">{whoText(node, flow.form, words)}</span>
        <span className="block truncate text-small text-text-3">
          {node.kind === 'cc' ? words.ccAt[node.at] : modeText(node, words)}
        </span>
      </span>
    </button>
  );
}

/** Arms side by side under one line, joined by another. */
function Arms({ children }: { children: ReactNode }) {
  return (
    <ul className="flex items-stretch [&>li]:before:absolute [&>li]:before:top-0 [&>li]:before:right-0 [&>li]:before:left-0 [&>li]:before:h-px [&>li]:before:bg-line-strong [&>li]:after:absolute [&>li]:after:right-0 [&>li]:after:bottom-0 [&>li]:after:left-0 [&>li]:after:h-px [&>li]:after:bg-line-strong [&>li:first-child]:before:left-1/2 [&>li:first-child]:after:left-1/2 [&>li:last-child]:before:right-1/2 [&>li:last-child]:after:right-1/2">
      {children}
    </ul>
  );
}
const arm = 'relative flex flex-col items-center px-4';
const rest = <span aria-hidden className="w-px flex-1 bg-line-strong" />;

function Bar({
  label,
  onAdd,
  add,
  id,
  acts,
}: {
  label: string;
  onAdd: () => void;
  add: string;
  id: string;
  acts: FlowActs;
}) {
  const words = useDesignWords();
  return (
    <div
      role="group"
      aria-label={label}
      onKeyDown={keysOf(acts, id)}
      className="flex items-center gap-1 rounded-full bg-raised px-1.5 py-0.5 shadow-1 ring-1 ring-line"
    >
      <span className="px-1 text-small text-text-2">{label}</span>
      <Button size="small" look="soft" icon={<Plus aria-hidden className="size-3.5" />} onClick={onAdd}>
        {add}
      </Button>
      <IconButton size="small" label={`${words.remove} ${label}`} onClick={() => acts.remove(id)}>
        <X aria-hidden className="size-3.5" />
      </IconButton>
    </div>
  );
}

function Branch({ node, ...props }: TreeProps & { node: BranchNode }) {
  const words = useDesignWords();
  const { acts, flow, chosen, faults } = props;
  const add = () => {
    const made = newArm(flow.nodes);
    acts.change({ ...node, arms: [...node.arms, made] });
    acts.choose(`${node.id}/${made.id}`);
  };
  const move = (from: number, to: number) => {
    const moved = node.arms[from];
    if (moved) acts.change({ ...node, arms: node.arms.toSpliced(from, 1).toSpliced(to, 0, moved) });
  };
  return (
    <>
      <Bar label={words.node.branch} add={words.addArm} onAdd={add} id={node.id} acts={acts} />
      <Line short />
      <Arms>
        {node.arms.map((a, i) => {
          const key = `${node.id}/${a.id}`;
          const bad =
            faults.some((f) => f.where === a.id) ||
            (a.when.op !== 'and' && 'field' in a.when && !a.when.field);
          const name = said(a.name ?? '', a.en) || words.node.arm(i + 1);
          return (
            <li key={a.id} className={arm}>
              <Line />
              <div
                className={cx(
                  'relative w-56 rounded-box bg-raised shadow-1 ring-1',
                  chosen === key ? 'ring-2 ring-accent' : bad ? 'ring-danger' : 'ring-line',
                )}
              >
                <button
                  type="button"
                  data-arm={key}
                  aria-pressed={chosen === key}
                  onClick={() => acts.choose(key)}
                  className="block w-full rounded-box px-3 pt-1.5 pb-2 text-left"
                >
                  <span className="flex items-center gap-2 pr-14 text-small">
                    <span className="truncate font-medium text-accent">{name}</span>
                    <span className="shrink-0 text-text-3">{words.priority(i + 1)}</span>
                  </span>
                  <span className="mt-1 line-clamp-2 block text-dense text-text">
                    {conditionText(a.when, flow.form, words)}
                  </span>
                </button>
                <span className="absolute top-0.5 right-0.5 flex">
                  <IconButton
                    size="small"
                    label={words.earlier(name)}
                    disabled={i === 0}
                    onClick={() => move(i, i - 1)}
                  >
                    <ArrowLeft aria-hidden className="size-3.5" />
                  </IconButton>
                  <IconButton
                    size="small"
                    label={words.later(name)}
                    disabled={i === node.arms.length - 1}
                    onClick={() => move(i, i + 1)}
                  >
                    <ArrowRight aria-hidden className="size-3.5" />
                  </IconButton>
                </span>
              </div>
              <Nodes {...props} nodes={a.nodes} listKey={key} />
              {rest}
            </li>
          );
        })}
        <li className={arm}>
          <Line />
          <div className="w-56 rounded-box bg-raised px-3 pt-1.5 pb-2 shadow-1 ring-1 ring-line">
            <span className="block text-small font-medium text-text-2">{words.otherwise}</span>
            <span className="mt-1 block text-dense text-text-3">{words.otherwiseText}</span>
          </div>
          <Nodes {...props} nodes={node.else} listKey={`${node.id}/else`} />
          {rest}
        </li>
      </Arms>
    </>
  );
}

function Parallel({ node, ...props }: TreeProps & { node: ParallelNode }) {
  const words = useDesignWords();
  const { acts } = props;
  const drop = (at: number) => {
    const arms = node.arms.filter((_, i) => i !== at);
    if (arms.length >= 2) acts.change({ ...node, arms });
  };
  return (
    <>
      <Bar
        label={words.node.parallel}
        add={words.addPath}
        onAdd={() => acts.change({ ...node, arms: [...node.arms, []] })}
        id={node.id}
        acts={acts}
      />
      <Line short />
      <Arms>
        {node.arms.map((nodes, i) => (
          <li key={[...everyNode(nodes)][0]?.id ?? `path-${i}`} className={arm}>
            <Line />
            <span className="flex h-8 items-center gap-1 rounded-full bg-raised px-3 text-small text-text-2 shadow-1 ring-1 ring-line">
              {words.node.path(i + 1)}
              {node.arms.length > 2 && (
                <IconButton
                  size="small"
                  label={`${words.remove} ${words.node.path(i + 1)}`}
                  onClick={() => drop(i)}
                >
                  <X aria-hidden className="size-3.5" />
                </IconButton>
              )}
            </span>
            <Nodes {...props} nodes={nodes} listKey={`${node.id}/${i}`} />
            {rest}
          </li>
        ))}
      </Arms>
    </>
  );
}
