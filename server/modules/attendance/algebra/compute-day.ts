import type { DayFigures, DayResult, RuleConfig } from '@teahouse/contract/attendance-shapes';
import type { LeaveTypeId } from '@teahouse/contract/ids';
import { after, before, intersect, measure, type Span, subtract, union } from './spans.ts';

export type Policy = Pick<
  RuleConfig,
  | 'lateGraceSec'
  | 'earlyGraceSec'
  | 'seriousLateSec'
  | 'absentAfterSec'
  | 'flexSec'
  | 'oneMissing'
  | 'tripNeedsPunch'
  | 'overtime'
>;

export interface DayInput {
  /** working time as a set; empty on a day off and with flexible hours */
  required: readonly Span[];
  rests: readonly Span[];
  /** flexible hours: how much the day asks for, whenever it is done; null: `required` says */
  hours: number | null;
  /** instants that belong to this day, in order */
  punches: readonly number[];
  leave: readonly { span: Span; typeId: LeaveTypeId }[];
  /** trips and errands */
  trips: readonly Span[];
  /** approved overtime */
  applied: readonly Span[];
  /** the hours that count as night, as a set */
  night: readonly Span[];
  policy: Policy;
}

export type DayOutcome = DayFigures & Pick<DayResult, 'exceptions' | 'leaves'>;

/** What a day amounts to. standard = leave + worked + late + early + absent holds to the second, whatever comes in. */
export function computeDay(input: DayInput): DayOutcome {
  const required = input.hours === null ? flexed(input) : input.required;
  const timed = input.hours === null ? timedDay(input, required) : flexibleDay(input, input.hours);
  const { presence, ...figures } = timed;
  const overtime = overtimeOf(input, required, presence);
  const late = lateness(figures.late, input.policy);
  const out: DayFigures = {
    ...figures,
    late: late.seconds,
    absent: figures.absent + figures.late - late.seconds,
    overtime,
    night: measure(intersect(presence, input.night)),
  };
  const exceptions: DayOutcome['exceptions'] = [];
  if (late.kind) exceptions.push({ kind: late.kind, count: 1, seconds: late.seconds });
  if (out.early > input.policy.earlyGraceSec)
    exceptions.push({ kind: 'early', count: 1, seconds: out.early });
  if (out.missing > 0 && out.absent === 0)
    exceptions.push({ kind: 'missing', count: out.missing, seconds: 0 });
  if (out.absent > 0) exceptions.push({ kind: 'absent', count: 1, seconds: out.absent });
  return { ...out, exceptions, leaves: leavesOf(input, required) };
}

/** Who comes later within the allowance has their hours moved back by as much. */
function flexed({ required, punches, policy }: DayInput): readonly Span[] {
  const first = required[0];
  const last = required.at(-1);
  const came = punches[0];
  if (!first || !last || came === undefined || policy.flexSec === 0 || punches.length < 2) return required;
  const by = Math.min(Math.max(0, came - first[0]), policy.flexSec);
  return union([...subtract(required, [[first[0], first[0] + by]]), [last[1], last[1] + by]]);
}

type Timed = Omit<DayFigures, 'overtime' | 'night'> & { presence: Span[] };

function timedDay(input: DayInput, required: readonly Span[]): Timed {
  const { punches, policy } = input;
  const leave = intersect(required, union(input.leave.map((l) => l.span)));
  const owed = subtract(required, leave);
  const trips = policy.tripNeedsPunch && punches.length === 0 ? [] : intersect(owed, union(input.trips));
  const rest = subtract(owed, trips);
  const away = measure(trips);
  const base = { standard: measure(required), leave: measure(leave), away, late: 0, early: 0, absent: 0 };
  const start = rest[0]?.[0];
  const end = rest.at(-1)?.[1];
  if (start === undefined || end === undefined)
    return { ...base, worked: away, missing: 0, presence: spanOf(punches) };
  const [first] = punches;
  const last = punches.at(-1);
  if (first === undefined || last === undefined)
    return { ...base, worked: away, absent: measure(rest), missing: 2, presence: [] };
  if (punches.length === 1) {
    const came = Math.abs(first - start) <= Math.abs(end - first);
    const here: Span[] = union([came ? [first, end] : [start, first]]);
    if (policy.oneMissing === 'absent')
      return { ...base, worked: away, absent: measure(rest), missing: 1, presence: [] };
    return {
      ...base,
      worked: away + measure(intersect(rest, here)),
      late: came ? measure(before(rest, first)) : 0,
      early: came ? 0 : measure(after(rest, first)),
      missing: 1,
      presence: here,
    };
  }
  const here: Span[] = union([[first, last]]);
  return {
    ...base,
    worked: away + measure(intersect(rest, here)),
    late: measure(before(rest, first)),
    // All punches before the first second or after the last one: the day is early or late as a whole, never both.
    early: first >= end ? 0 : measure(after(rest, Math.max(last, start))),
    missing: 0,
    presence: here,
  };
}

/** Hours that may lie anywhere in the day: what is short counts as leaving early. */
function flexibleDay(input: DayInput, hours: number): Timed {
  const { punches, policy } = input;
  const leave = Math.min(hours, measure(union(input.leave.map((l) => l.span))));
  const owed = hours - leave;
  const trips = policy.tripNeedsPunch && punches.length === 0 ? [] : union(input.trips);
  const away = Math.min(owed, measure(subtract(trips, union(input.leave.map((l) => l.span)))));
  const presence = spanOf(punches);
  const here = measure(subtract(subtract(presence, input.rests), trips));
  const worked = Math.min(owed, away + here);
  const short = owed - worked;
  const none = punches.length === 0;
  return {
    standard: hours,
    leave,
    worked,
    late: 0,
    early: none ? 0 : short,
    absent: none ? short : 0,
    missing: short === 0 ? 0 : Math.max(0, 2 - punches.length),
    away,
    presence,
  };
}

const spanOf = (punches: readonly number[]): Span[] =>
  punches.length < 2 ? [] : union([[punches[0]!, punches.at(-1)!]]);

function lateness(late: number, policy: Policy) {
  if (policy.absentAfterSec !== null && late > policy.absentAfterSec) return { seconds: 0, kind: undefined };
  if (policy.seriousLateSec !== null && late > policy.seriousLateSec)
    return { seconds: late, kind: 'serious_late' as const };
  return { seconds: late, kind: late > policy.lateGraceSec ? ('late' as const) : undefined };
}

function overtimeOf(input: DayInput, required: readonly Span[], presence: readonly Span[]): number {
  const { by, offsetSec, minSec, maxSec, unitSec } = input.policy.overtime;
  if (by === 'none') return 0;
  const end = required.at(-1)?.[1];
  // Punches alone start to count some time after the end of work; what was approved says itself when.
  const shown = subtract(subtract(presence, required), input.rests);
  const applied = subtract(union(input.applied), required);
  const set =
    by === 'applied'
      ? applied
      : by === 'both'
        ? intersect(shown, applied)
        : end === undefined
          ? shown
          : after(shown, end + offsetSec);
  const seconds = measure(set);
  const hours = input.hours ?? 0;
  const counted = by === 'punches' && input.hours !== null ? Math.max(0, seconds - hours) : seconds;
  const floored = Math.floor(counted / unitSec) * unitSec;
  return floored < minSec ? 0 : Math.min(floored, maxSec);
}

function leavesOf(input: DayInput, required: readonly Span[]): DayOutcome['leaves'] {
  const byType = new Map<LeaveTypeId, Span[]>();
  for (const { span, typeId } of input.leave) byType.set(typeId, [...(byType.get(typeId) ?? []), span]);
  return [...byType].flatMap(([typeId, spans]) => {
    const set = union(spans);
    const seconds =
      input.hours === null ? measure(intersect(required, set)) : Math.min(input.hours, measure(set));
    return seconds > 0 ? [{ typeId, seconds }] : [];
  });
}
