// A tree as one flat virtual list: 100,000 rows cost what is on screen.
import { ChevronRight } from 'lucide-react';
import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { cx } from './cx.ts';

export interface TreeNode {
  id: string;
  label: string;
  /** undefined: a leaf; [] with `mayOpen`: not fetched yet */
  children?: readonly TreeNode[];
  /** has children on the server though none are here */
  mayOpen?: boolean;
}
export interface TreeProps<N extends TreeNode> {
  label: string;
  nodes: readonly N[];
  open: ReadonlySet<string>;
  onOpen: (open: ReadonlySet<string>, changed: N, isOpen: boolean) => void;
  selected?: string | null;
  onSelect?: (node: N) => void;
  /** drawn before and after the label */
  icon?: (node: N) => ReactNode;
  extra?: (node: N) => ReactNode;
  className?: string;
}
interface FlatRow<N> {
  node: N;
  depth: number;
  size: number;
  pos: number;
}

/** The rows that show, top to bottom, each knowing its place among its siblings. */
function flatten<N extends TreeNode>(nodes: readonly N[], open: ReadonlySet<string>): FlatRow<N>[] {
  const rows: FlatRow<N>[] = [];
  const walk = (level: readonly N[], depth: number) =>
    level.forEach((node, i) => {
      rows.push({ node, depth, size: level.length, pos: i + 1 });
      if (node.children?.length && open.has(node.id)) walk(node.children as readonly N[], depth + 1);
    });
  walk(nodes, 0);
  return rows;
}

export function Tree<N extends TreeNode>(props: TreeProps<N>) {
  const { label, nodes, open, onOpen, selected, onSelect, icon, extra, className } = props;
  const rows = useMemo(() => flatten(nodes, open), [nodes, open]);
  const [active, setActive] = useState(0);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const typed = useRef({ text: '', at: 0 });
  const opens = (node: N) => Boolean(node.children?.length ?? 0) || node.mayOpen === true;
  const toggle = (node: N, to: boolean) => {
    const next = new Set(open);
    if (to) next.add(node.id);
    else next.delete(node.id);
    onOpen(next, node, to);
  };
  const go = (to: number) => {
    const fitting = Math.max(0, Math.min(rows.length - 1, to));
    setActive(fitting);
    list.current?.scrollToIndex(fitting, { align: 'nearest' });
  };
  const onKeyDown = (e: KeyboardEvent) => {
    const row = rows[active];
    if (!row || e.ctrlKey || e.metaKey || e.altKey) return;
    const { node, depth } = row;
    const isOpen = open.has(node.id);
    if (e.key === 'ArrowDown') go(active + 1);
    else if (e.key === 'ArrowUp') go(active - 1);
    else if (e.key === 'Home') go(0);
    else if (e.key === 'End') go(rows.length - 1);
    else if (e.key === 'ArrowRight') {
      if (opens(node) && !isOpen) toggle(node, true);
      else if (opens(node)) go(active + 1);
    } else if (e.key === 'ArrowLeft') {
      if (isOpen) toggle(node, false);
      else {
        let up = active;
        while (up > 0 && (rows[up]?.depth ?? 0) >= depth) up -= 1;
        go(up);
      }
    } else if (e.key === 'Enter' || e.key === ' ') onSelect?.(node);
    else if (e.key.length === 1) {
      const now = Date.now();
      typed.current = { text: now - typed.current.at < 600 ? typed.current.text + e.key : e.key, at: now };
      const hit = rows.findIndex(
        (r, i) => i > active && r.node.label.toLowerCase().startsWith(typed.current.text.toLowerCase()),
      );
      if (hit >= 0) go(hit);
    } else return;
    e.preventDefault();
  };
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={rows.length ? `${id}-${active}` : undefined}
      onKeyDown={onKeyDown}
      className={cx('group/tree min-h-0 flex-1 overflow-y-auto p-1.5 text-dense', className)}
    >
      <Virtualizer ref={list} scrollRef={scroller} startMargin={6} keepMounted={[active]}>
        {rows.map(({ node, depth, size, pos }, i) => (
          <div
            key={node.id}
            id={`${id}-${i}`}
            role="treeitem"
            aria-level={depth + 1}
            aria-setsize={size}
            aria-posinset={pos}
            aria-expanded={opens(node) ? open.has(node.id) : undefined}
            aria-selected={selected === node.id}
            onClick={() => {
              setActive(i);
              onSelect?.(node);
            }}
            style={{ paddingLeft: depth * 16 + 4 }}
            className={cx(
              'flex h-(--row) cursor-pointer items-center gap-1 rounded-chip pr-2 select-none',
              selected === node.id ? 'bg-selected text-text' : 'hover:bg-hover',
              i === active &&
                'group-focus-visible/tree:outline-2 group-focus-visible/tree:-outline-offset-2 group-focus-visible/tree:outline-focus',
            )}
          >
            <span
              aria-hidden
              onClick={(e) => {
                if (!opens(node)) return;
                e.stopPropagation();
                setActive(i);
                toggle(node, !open.has(node.id));
              }}
              className="inline-flex size-6 shrink-0 items-center justify-center rounded-chip text-text-3 touch:size-9"
            >
              {opens(node) && (
                <ChevronRight
                  className={cx(
                    'size-3.5 transition-transform duration-120',
                    open.has(node.id) && 'rotate-90',
                  )}
                />
              )}
            </span>
            {icon?.(node)}
            <span className="min-w-0 flex-1 truncate">{node.label}</span>
            {extra?.(node)}
          </div>
        ))}
      </Virtualizer>
    </div>
  );
}
