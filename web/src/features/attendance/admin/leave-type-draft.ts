// A kind of leave as it stands in its dialog: numbers are what was typed.
import type { LeaveType, YearlyGrant } from '../../../../../contract/src/attendance-leave.ts';
import type { DepartmentId } from '../../../../../contract/src/ids.ts';

export interface YearlyDraft {
  when: YearlyGrant['when'];
  fromYear: string;
  steps: { years: string; days: string }[];
  proportional: boolean;
  carry: { days: string; months: string } | null;
}
export interface TypeDraft {
  name: string;
  unit: LeaveType['unit'];
  hours: string;
  balanced: boolean;
  debt: boolean;
  departments: DepartmentId[];
  /** months overtime is good for; null: overtime earns nothing here */
  timeOff: string | null;
  yearly: YearlyDraft | null;
}

export const draftOfType = (type: LeaveType | null): TypeDraft => ({
  name: type?.name ?? '',
  unit: type?.unit ?? 'half_day',
  hours: String((type?.daySec ?? 28_800) / 3_600),
  balanced: type?.balanced ?? true,
  debt: type?.debt ?? false,
  departments: type?.departments.map((d) => d.id) ?? [],
  timeOff: type?.timeOffMonths ? String(type.timeOffMonths) : null,
  yearly: type?.yearly
    ? {
        when: type.yearly.when,
        fromYear: String(type.yearly.fromYear),
        steps: type.yearly.steps.map((s) => ({ years: String(s.years), days: String(s.days) })),
        proportional: type.yearly.proportional,
        carry: type.yearly.carry && {
          days: String(type.yearly.carry.days),
          months: String(type.yearly.carry.months),
        },
      }
    : null,
});

const whole = (text: string, least: number, most: number): boolean =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
const halves = (text: string): boolean =>
  text.trim() !== '' && Number.isInteger(Number(text) * 2) && Number(text) >= 0 && Number(text) <= 366;

type Step = YearlyDraft['steps'][number];
/** No whole number of years, or one that another step has as well. */
export const badYears = (steps: readonly Step[], step: Step): boolean =>
  !whole(step.years, 0, 60) || steps.some((s) => s !== step && Number(s.years) === Number(step.years));
export const badDays = (step: Step): boolean => !halves(step.days);

export type BadField = 'name' | 'hours' | 'timeOff' | 'fromYear' | 'steps' | 'carryDays' | 'carryMonths';

/** What must be mended before it can be kept. */
export function badFields({ name, hours, balanced, timeOff, yearly }: TypeDraft): Set<BadField> {
  const bad = new Set<BadField>();
  if (name.trim() === '') bad.add('name');
  if (!(Number(hours) >= 1 && Number(hours) <= 24)) bad.add('hours');
  if (!balanced) return bad;
  if (timeOff !== null && !whole(timeOff, 1, 24)) bad.add('timeOff');
  if (!yearly) return bad;
  const { fromYear, steps, carry } = yearly;
  if (!whole(fromYear, 2000, 2100)) bad.add('fromYear');
  if (steps.some((s) => badYears(steps, s) || badDays(s))) bad.add('steps');
  if (carry && !halves(carry.days)) bad.add('carryDays');
  if (carry && !whole(carry.months, 1, 24)) bad.add('carryMonths');
  return bad;
}

export const inputOfType = ({
  name,
  unit,
  hours,
  balanced,
  debt,
  departments,
  timeOff,
  yearly,
}: TypeDraft) => ({
  name: name.trim(),
  unit,
  daySec: Math.round(Number(hours) * 3_600),
  balanced,
  debt: balanced && debt,
  departments,
  timeOffMonths: balanced && timeOff !== null ? Number(timeOff) : null,
  yearly:
    balanced && yearly
      ? {
          when: yearly.when,
          fromYear: Number(yearly.fromYear),
          steps: yearly.steps
            .map((s) => ({ years: Number(s.years), days: Number(s.days) }))
            .toSorted((a, b) => a.years - b.years),
          proportional: yearly.proportional,
          carry: yearly.carry && { days: Number(yearly.carry.days), months: Number(yearly.carry.months) },
        }
      : null,
});
