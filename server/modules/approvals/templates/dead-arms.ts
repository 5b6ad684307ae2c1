import type { BranchNode, Condition } from '@teahouse/contract/approvals-shapes';
import { millionths } from '../engine/conditions.ts';

/** Millionths, both ends included. */
type Range = readonly [from: bigint, to: bigint];
const LEAST = -(10n ** 30n);
const MOST = 10n ** 30n;

/**
 * Ids of arms that can never be taken, because the arms before them, all comparing the same number, leave nothing over.
 * Arms with other conditions are left alone.
 */
export function deadArms(node: BranchNode): string[] {
  const covered = new Map<string, Range[]>();
  return node.arms.flatMap((arm) => {
    const found = rangeOf(arm.when);
    if (!found) return [];
    const before = covered.get(found.field) ?? [];
    covered.set(found.field, [...before, found.range]);
    return found.range[0] > found.range[1] || covers(before, found.range) ? [arm.id] : [];
  });
}

function covers(ranges: readonly Range[], [from, to]: Range): boolean {
  let at = from;
  for (const [a, b] of ranges.toSorted((x, y) => (x[0] < y[0] ? -1 : 1))) if (a <= at && b >= at) at = b + 1n;
  return at > to;
}

/** What a condition on one number lets through; undefined for every other condition. */
function rangeOf(when: Condition): { field: string; range: Range } | undefined {
  if (when.op === 'and') {
    const parts = when.all.map(rangeOf);
    const field = parts[0]?.field;
    if (field === undefined || parts.some((p) => p?.field !== field)) return undefined;
    const ranges = parts.flatMap((p) => (p ? [p.range] : []));
    const from = ranges.reduce((most, r) => (r[0] > most ? r[0] : most), LEAST);
    const to = ranges.reduce((least, r) => (r[1] < least ? r[1] : least), MOST);
    return { field, range: [from, to] };
  }
  if (when.op === 'or' || when.op === 'not') return undefined;
  const [a, b] = (Array.isArray(when.value) ? when.value : [when.value]).map((v) =>
    typeof v === 'string' || typeof v === 'number' ? millionths(v) : undefined,
  );
  if (a === undefined) return undefined;
  const ranges: Partial<Record<typeof when.op, Range>> = {
    lt: [LEAST, a - 1n],
    le: [LEAST, a],
    gt: [a + 1n, MOST],
    ge: [a, MOST],
    eq: [a, a],
    between: [a, b ?? a],
  };
  const range = ranges[when.op];
  return range && { field: when.field, range };
}
