import type { DayResult } from '@teahouse/contract/attendance-shapes';
import type { LeaveTypeId } from '@teahouse/contract/ids';
import { cutWindows, ownerOf } from './assign-punches.ts';
import { computeDay, type DayOutcome, type Policy } from './compute-day.ts';
import type { DayPlan } from './plan-day.ts';
import type { Span } from './spans.ts';

export interface PunchFact {
  /** epoch seconds */
  at: number;
  place: boolean;
  device: boolean;
  unproved: boolean;
  corrected: boolean;
}
export interface AbsenceFact {
  kind: 'leave' | 'trip' | 'out' | 'overtime';
  typeId: LeaveTypeId | null;
  span: Span;
}

/**
 * The results of days in a row, of which the first and the last only serve as neighbours: a punch may belong to them. Which day a
 * punch belongs to follows from the shifts around it, never from its own date. `now` (epoch seconds) decides which days are over.
 */
export function evaluateDays(
  plans: readonly DayPlan[],
  punches: readonly PunchFact[],
  absences: readonly AbsenceFact[],
  now: number,
): DayResult[] {
  const owners = punchOwners(plans, punches);
  return plans.slice(1, -1).map((plan, i) => {
    const mine = punches.filter((_, p) => owners[p] === i + 1).toSorted((a, b) => a.at - b.at);
    return dayResult(plan, mine, absences, now);
  });
}

/** For every punch the position of its day in `plans`, or -1: real shifts first, then days off, by their calendar day. */
export function punchOwners(plans: readonly DayPlan[], punches: readonly { at: number }[]): number[] {
  const working = plans.flatMap((p, i) => (p.working ? [i] : []));
  const windows = cutWindows(working.map((i) => plans[i]!));
  const off = plans.flatMap((p, i) => (p.working ? [] : [i]));
  const offWindows = off.map((i) => plans[i]!.window);
  return punches.map(({ at }) => {
    const shift = ownerOf(windows, at);
    if (shift >= 0) return working[shift]!;
    const free = ownerOf(offWindows, at);
    return free >= 0 ? off[free]! : -1;
  });
}

/** Where no rule says anything, nothing is asked and nothing is forgiven. */
const nothing: Policy = {
  lateGraceSec: 0,
  earlyGraceSec: 0,
  seriousLateSec: null,
  absentAfterSec: null,
  flexSec: 0,
  oneMissing: 'no_loss',
  tripNeedsPunch: false,
  overtime: { by: 'none', offsetSec: 0, minSec: 0, maxSec: 0, unitSec: 60 },
};

function dayResult(
  plan: DayPlan,
  punches: readonly PunchFact[],
  absences: readonly AbsenceFact[],
  now: number,
): DayResult {
  const near = absences.filter((a) => a.span[0] < plan.window[1] && a.span[1] > plan.window[0]);
  const inside = (span: Span): Span => [Math.max(span[0], plan.window[0]), Math.min(span[1], plan.window[1])];
  const of = (...kinds: AbsenceFact['kind'][]) =>
    near.filter((a) => kinds.includes(a.kind)).map((a) => inside(a.span));
  const outcome = computeDay({
    required: plan.required,
    rests: plan.rests,
    hours: plan.hours,
    punches: punches.map((p) => p.at),
    leave: near.flatMap((a) =>
      a.kind === 'leave' && a.typeId ? [{ span: inside(a.span), typeId: a.typeId }] : [],
    ),
    trips: of('trip', 'out'),
    applied: of('overtime'),
    night: plan.night,
    policy: plan.duty?.config ?? nothing,
  });
  const open = now < plan.window[1];
  return {
    ...outcome,
    day: plan.day,
    dayType: plan.dayType,
    unruled: !plan.duty,
    open,
    covered: plan.covered,
    holiday: plan.holiday,
    start: plan.required.length ? iso(plan.start) : null,
    end: plan.required.length ? iso(plan.end) : null,
    first: iso(punches[0]?.at),
    last: punches.length > 1 ? iso(punches.at(-1)?.at) : null,
    corrected: punches.some((p) => p.corrected),
    exceptions: [
      ...outcome.exceptions.filter((e) => !open || e.kind === 'late' || e.kind === 'serious_late'),
      ...(plan.duty?.config.outside === 'exception' ? marked(punches, 'place') : []),
      ...marked(punches, 'device'),
      ...marked(punches, 'unproved'),
    ],
  };
}

function marked(
  punches: readonly PunchFact[],
  kind: 'place' | 'device' | 'unproved',
): DayOutcome['exceptions'] {
  const count = punches.filter((p) => p[kind]).length;
  return count ? [{ kind, count, seconds: 0 }] : [];
}

const iso = (epoch: number | undefined) =>
  epoch === undefined ? null : new Date(epoch * 1_000).toISOString();
