import type { DayResult, HolidayDay, RuleConfig, ShiftTimes } from '@teahouse/contract/attendance-shapes';
import { shiftSpans } from './day-spans.ts';
import { type Span, union } from './spans.ts';
import { type Day, epochOf, weekday } from './zone.ts';

/** What is known of holidays: the kind and name of a day, and whether its year is known at all. */
export interface Calendar {
  on(day: Day): HolidayDay | undefined;
  covers(day: Day): boolean;
}

/** The rule of a person as it stands, and the cells of their roster where the rule is by shifts. */
export interface Duty {
  config: RuleConfig;
  version: number;
  ruleId: string;
}
/** shift of a roster cell; null: a day off; undefined: nothing planned */
export type Cell = ShiftTimes | null | undefined;

export interface DayPlan {
  day: Day;
  duty: Duty | undefined;
  dayType: DayResult['dayType'];
  covered: boolean;
  holiday: string;
  required: readonly Span[];
  rests: readonly Span[];
  hours: number | null;
  start: number;
  end: number;
  window: Span;
  /** 22:00 to 06:00 of the dates around, each second once */
  night: readonly Span[];
  /** false on a day off: its window is the calendar day, and gives way to real shifts */
  working: boolean;
}

/** What a day asks of a person. Without a rule it asks nothing. */
export function planDay(day: Day, duty: Duty | undefined, cell: Cell, calendar: Calendar): DayPlan {
  const zone = duty?.config.zone ?? 'UTC';
  const known = duty?.config.holidays ? calendar.on(day) : undefined;
  const dayType = duty ? typeOf(day, duty.config, known) : 'rest';
  const base = {
    day,
    duty,
    night: duty ? nightsAround(day, zone) : [],
    dayType,
    covered: !duty?.config.holidays || calendar.covers(day),
    holiday: known?.name ?? '',
    hours: null,
    rests: [],
  };
  const times = !duty
    ? null
    : duty.config.kind === 'shift'
      ? (cell ?? null)
      : duty.config.kind === 'fixed' && dayType === 'work'
        ? duty.config.shift
        : null;
  if (times) return { ...base, ...shiftSpans(times, day, zone), working: true };
  const cut = duty?.config.kind === 'flexible' ? duty.config.dayStartSec : 0;
  const start = epochOf(day, cut, zone);
  const end = epochOf(day, 86_400 + cut, zone);
  const flexible = duty?.config.kind === 'flexible' && dayType === 'work';
  return {
    ...base,
    required: [],
    hours: flexible ? duty.config.hoursSec : null,
    start,
    end,
    window: [start, end],
    working: flexible,
  };
}

const nightsAround = (day: Day, zone: string): Span[] =>
  union(
    [-86_400, 0, 86_400].map((by): Span => [
      epochOf(day, by + 79_200, zone),
      epochOf(day, by + 108_000, zone),
    ]),
  );

function typeOf(day: Day, config: RuleConfig, known: HolidayDay | undefined): DayPlan['dayType'] {
  if (config.extraWork.includes(day)) return 'work';
  if (config.extraOff.includes(day)) return 'rest';
  if (known) return known.kind;
  return config.workdays.includes(weekday(day)) ? 'work' : 'rest';
}
