import type { Flow } from '@teahouse/contract/approvals-shapes';
import { stepOf } from './engine/tree.ts';

/** Control ids that a step hides from whoever only takes part through that step. */
export function hiddenFor(
  flow: Flow,
  on: { applicant: string; nodes: readonly string[] },
  me: string,
): Set<string> {
  if (on.applicant === me) return new Set();
  const steps = on.nodes.flatMap((id) => stepOf(flow.nodes, id) ?? []);
  const [first, ...rest] = steps;
  if (!first) return new Set();
  const hides = (step: typeof first) => Object.keys(step.fields).filter((id) => step.fields[id] === 'hide');
  return new Set(hides(first).filter((id) => rest.every((s) => s.fields[id] === 'hide')));
}
