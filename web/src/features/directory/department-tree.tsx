import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Building2, EyeOff } from 'lucide-react';
import type { DepartmentNode } from '../../../../contract/src/directory.ts';
import { api, failureText } from '../../lib/api.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { toast } from '../../ui/overlays.ts';
import { Tree, type TreeNode } from '../../ui/tree.tsx';
import { useDirectoryWords } from './words.ts';

type Id = DepartmentNode['id'];
/** Fetches the departments under one; without one, those at the top. */
export type LoadDepartments = (parentId?: Id) => Promise<DepartmentNode[]>;

export const seenDepartments: LoadDepartments = async (parentId) =>
  (await api.directory.listDepartments(parentId ? { parentId } : {})).departments;
export const administeredDepartments: LoadDepartments = async (parentId) =>
  (await api.directoryAdmin.adminDepartments(parentId ? { parentId } : {})).departments;

interface Node extends TreeNode {
  id: Id;
  department: DepartmentNode;
  children: readonly Node[];
}

export interface DepartmentTreeProps {
  load: LoadDepartments;
  selected: Id | null;
  onSelect: (department: DepartmentNode) => void;
  /** told once, when the top is there */
  onTop?: (top: DepartmentNode) => void;
  /** a change fetches again whatever is open */
  version?: number;
  className?: string;
}

/** The tree of departments; a branch is fetched when it opens. */
export function DepartmentTree({
  load,
  selected,
  onSelect,
  onTop,
  version = 0,
  className,
}: DepartmentTreeProps) {
  const words = useDirectoryWords();
  const [under, setUnder] = useState<ReadonlyMap<Id | '', DepartmentNode[]>>(new Map());
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const told = useRef(false);
  const latest = useRef({ load, onTop, open });
  useEffect(() => {
    latest.current = { load, onTop, open };
  });

  useEffect(() => {
    let gone = false;
    void (async () => {
      const { load: fetchUnder, open: opened } = latest.current;
      const tops = await fetchUnder();
      // With one top the tree would be a single line: its branches are wanted at once.
      const wanted = new Set([...(opened as ReadonlySet<Id>), ...(tops.length === 1 ? [tops[0]!.id] : [])]);
      const branches = await Promise.all(
        [...wanted].map(async (id) => [id, await fetchUnder(id).catch(() => [])] as const),
      );
      if (gone) return;
      setUnder(new Map<Id | '', DepartmentNode[]>([['', tops], ...branches]));
      setOpen(wanted);
      if (!told.current && tops[0]) latest.current.onTop?.(tops[0]);
      told.current = true;
    })().catch((error: unknown) => toast(failureText(error), { tone: 'danger' }));
    return () => {
      gone = true;
    };
  }, [version]);

  const nodes = useMemo(() => {
    const build = (parent: Id | ''): Node[] =>
      (under.get(parent) ?? []).map((d) => ({
        id: d.id,
        label: d.name,
        department: d,
        mayOpen: d.hasChildren,
        children: build(d.id),
      }));
    return build('');
  }, [under]);

  const changeOpen = (next: ReadonlySet<string>, changed: Node, isOpen: boolean) => {
    setOpen(next);
    if (!isOpen || under.has(changed.id)) return;
    load(changed.id).then(
      (found) => setUnder((before) => new Map(before).set(changed.id, found)),
      (error: unknown) => toast(failureText(error), { tone: 'danger' }),
    );
  };
  if (!under.has('')) return <RowsSkeleton rows={6} />;
  return (
    <Tree<Node>
      label={words.tree}
      nodes={nodes}
      open={open}
      onOpen={changeOpen}
      selected={selected}
      onSelect={(n) => onSelect(n.department)}
      icon={(n) => icon(n.department)}
      extra={(n) => (
        <span className="tabular shrink-0 text-small text-text-3">{n.department.memberCount}</span>
      )}
      {...(className ? { className } : {})}
    />
  );
}

function icon(d: DepartmentNode): ReactNode {
  const Icon = d.hidden ? EyeOff : Building2;
  return <Icon aria-hidden className="size-4 shrink-0 text-text-3" />;
}
