import type { FlowFault } from '@teahouse/contract/approvals-admin';
import type { Condition, Flow, FlowNode } from '@teahouse/contract/approvals-shapes';
import { armsOf, everyNode, isStep } from '../engine/tree.ts';
import { fieldNames, parseFormula } from '../form/formula.ts';
import { deadArms } from './dead-arms.ts';

const builtInFields = new Set(['applicant.dept', 'applicant.role', 'applicant.level']);

/** Everything that would make a flow misbehave; empty: it may be published. */
export function checkFlow(flow: Flow): FlowFault[] {
  return [...sameIds(flow), ...unfinished(flow), ...formFaults(flow), ...treeFaults(flow)];
}

function sameIds(flow: Flow): FlowFault[] {
  const ids = [
    ...flow.form.flatMap((c) => [
      `control ${c.id}`,
      ...(c.children ?? []).map((x) => `control ${c.id}.${x.id}`),
    ]),
    ...[...everyNode(flow.nodes)].flatMap((n) => [
      n.id,
      ...(n.kind === 'branch' ? n.arms.map((a) => a.id) : []),
    ]),
  ];
  return ids
    .filter((id, i) => ids.indexOf(id) !== i)
    .map((id) => id.replace('control ', ''))
    .map((id) => ({ code: 'same_id', at: id, where: id }));
}

/** What a draft may leave open and a version may not. */
function unfinished(flow: Flow): FlowFault[] {
  const faults: FlowFault[] = [];
  if (flow.form.length === 0) faults.push({ code: 'empty_form', at: '', where: '' });
  for (const c of flow.form)
    for (const x of [c, ...(c.children ?? [])]) {
      const at = x === c ? c.id : `${c.id}.${x.id}`;
      if (!x.label) faults.push({ code: 'no_label', at, where: c.id });
      if (x.options?.some((o) => !o.label)) faults.push({ code: 'no_option_label', at, where: c.id });
    }
  for (const node of everyNode(flow.nodes)) {
    if (node.kind === 'branch' || node.kind === 'parallel') continue;
    if (!node.name) faults.push({ code: 'no_name', at: node.id, where: node.id });
    if (node.kind === 'program') {
      if (!node.appId) faults.push({ code: 'no_program', at: node.id, where: node.id });
      continue;
    }
    const blank = node.who.some((r) => (r.by === 'user' || r.by === 'tag') && r.ids.length === 0);
    if (node.who.length === 0 || blank) faults.push({ code: 'nobody_named', at: node.id, where: node.id });
  }
  return faults;
}

function formFaults(flow: Flow): FlowFault[] {
  const known = new Set(fieldNames(flow.form));
  const faults: FlowFault[] = [];
  for (const c of flow.form) {
    // Columns of a table are under the same rules.
    for (const x of c.children ?? [])
      if ((x.kind === 'select' || x.kind === 'vacation') && !x.options?.length)
        faults.push({ code: 'no_options', at: `${c.id}.${x.id}`, where: c.id });
    if ((c.kind === 'select' || c.kind === 'vacation') && !c.options?.length)
      faults.push({ code: 'no_options', at: c.id, where: c.id });
    if (c.kind === 'table' && !c.children?.length) faults.push({ code: 'no_columns', at: c.id, where: c.id });
    if (c.kind === 'formula' && !parseFormula(c.formula ?? '', known))
      faults.push({ code: 'bad_formula', at: c.id, where: c.id });
    for (const id of (c.options ?? []).flatMap((o) => o.shows ?? []))
      if (!known.has(id)) faults.push({ code: 'unknown_control', at: id, where: c.id });
  }
  // A formula reads only what stands above it: then no circle can be made.
  for (const [i, c] of flow.form.entries()) {
    const below = new Set(flow.form.slice(i).flatMap((x) => (x.kind === 'formula' ? [x.id] : [])));
    if (c.kind === 'formula' && [...below].some((id) => new RegExp(`\\b${id}\\b`).test(c.formula ?? '')))
      faults.push({ code: 'formula_circle', at: c.id, where: c.id });
  }
  return faults;
}

function treeFaults(flow: Flow): FlowFault[] {
  const faults: FlowFault[] = [];
  const known = new Set([...fieldNames(flow.form), ...builtInFields]);
  const all = [...everyNode(flow.nodes)];
  if (all.length > 200) faults.push({ code: 'too_many_nodes', at: '', where: '' });
  if (depth(flow.nodes) > 8) faults.push({ code: 'too_deep', at: '', where: '' });
  for (const node of all) {
    const named =
      node.kind === 'branch'
        ? node.arms.flatMap((a) => fieldsOf(a.when))
        : node.kind === 'parallel' || node.kind === 'program'
          ? []
          : [
              ...node.who.flatMap((r) =>
                r.by === 'field' ? [r.controlId] : r.by === 'deptHead' && r.of ? [r.of] : [],
              ),
              ...(isStep(node) ? Object.keys(node.fields) : []),
            ];
    for (const name of named)
      if (!known.has(name.replace(/^sum\((.*)\)$/, '$1')))
        faults.push({ code: 'unknown_control', at: name, where: node.id });
    if (node.kind === 'branch')
      for (const id of deadArms(node)) faults.push({ code: 'arm_never_taken', at: id, where: id });
  }
  faults.push(...writesAfterBranch(flow.nodes, new Set()));
  if (!flow.settings.auto && !asksSomebody(flow.nodes))
    faults.push({ code: 'no_approver', at: '', where: '' });
  return faults;
}

const depth = (nodes: readonly FlowNode[]): number =>
  nodes.reduce((most, n) => Math.max(most, 1 + Math.max(0, ...armsOf(n).map(depth))), 0);

function fieldsOf(c: Condition): string[] {
  if (c.op === 'and' || c.op === 'or') return c.all.flatMap(fieldsOf);
  return c.op === 'not' ? fieldsOf(c.one) : [c.field];
}

/** Is somebody asked on every way through? */
function asksSomebody(nodes: readonly FlowNode[]): boolean {
  return nodes.some((n) => {
    if (isStep(n)) return n.kind === 'approve';
    if (n.kind === 'branch') return armsOf(n).every(asksSomebody);
    return n.kind === 'parallel' && n.arms.some(asksSomebody);
  });
}

/** A step may not write what an earlier branch was decided by. */
function writesAfterBranch(nodes: readonly FlowNode[], used: Set<string>): FlowFault[] {
  const faults: FlowFault[] = [];
  for (const node of nodes) {
    if (node.kind === 'branch')
      for (const a of node.arms)
        for (const f of fieldsOf(a.when)) used.add(f.split('.')[0]!.replace('sum(', ''));
    if (isStep(node))
      for (const [id, right] of Object.entries(node.fields))
        if (right === 'write' && used.has(id))
          faults.push({ code: 'changes_branch', at: id, where: node.id });
    for (const arm of armsOf(node)) faults.push(...writesAfterBranch(arm, used));
  }
  return faults;
}
