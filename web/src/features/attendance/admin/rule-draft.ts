import type { AttendanceRule, RuleConfig } from '../../../../../contract/src/attendance-shapes.ts';
import type { Person } from '../../../ui/member-picker.tsx';

/** A rule as its form has it: times as text, minutes as text, and who it is for as one list. */
export interface RuleDraft {
  name: string;
  who: Person[];
  config: RuleConfig;
  start: string;
  end: string;
  restStart: string;
  restEnd: string;
  minutes: Record<MinuteField, string>;
  corrections: string;
  hours: string;
  since: string;
}
export const minuteFields = [
  'lateGraceSec',
  'earlyGraceSec',
  'seriousLateSec',
  'absentAfterSec',
  'flexSec',
] as const;
export type MinuteField = (typeof minuteFields)[number];

const nineToSix: RuleConfig = {
  kind: 'fixed',
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  shift: {
    sections: [{ start: 32_400, end: 64_800 }],
    rests: [{ start: 43_200, end: 46_800 }],
    aheadSec: 14_400,
    afterSec: 21_600,
  },
  hoursSec: 28_800,
  dayStartSec: 14_400,
  holidays: true,
  extraWork: [],
  extraOff: [],
  places: [],
  minGrade: 0,
  outside: 'exception',
  fieldPhoto: true,
  keepLocation: false,
  lateGraceSec: 300,
  earlyGraceSec: 0,
  seriousLateSec: null,
  absentAfterSec: null,
  flexSec: 0,
  oneMissing: 'no_loss',
  tripNeedsPunch: false,
  overtime: { by: 'both', offsetSec: 1_800, minSec: 1_800, maxSec: 14_400, unitSec: 1_800 },
  corrections: { perMonth: 3, withinDays: 31 },
};

const two = (n: number) => String(n).padStart(2, '0');
export const clockText = (seconds: number): string =>
  `${two(Math.floor((seconds % 86_400) / 3_600))}:${two(Math.floor((seconds % 3_600) / 60))}`;
/** Seconds after midnight, or undefined for what is no time. */
export function clockSeconds(text: string): number | undefined {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text);
  return found ? Number(found[1]) * 3_600 + Number(found[2]) * 60 : undefined;
}

export function draftOf(rule: AttendanceRule | null, zone: string): RuleDraft {
  const config = rule?.config ?? { ...nineToSix, zone };
  const section = config.shift?.sections[0] ?? nineToSix.shift!.sections[0]!;
  const rest = config.shift?.rests[0];
  const minutes = (seconds: number | null) => (seconds === null ? '' : String(Math.round(seconds / 60)));
  return {
    name: rule?.name ?? '',
    who: [
      ...(rule?.departments.map((d) => ({ id: d.id, name: d.name })) ?? []),
      ...(rule?.members.map((m) => ({ id: m.id, name: m.name, avatar: m.avatar })) ?? []),
    ],
    config,
    start: clockText(section.start),
    end: clockText(section.end),
    restStart: rest ? clockText(rest.start) : '',
    restEnd: rest ? clockText(rest.end) : '',
    minutes: Object.fromEntries(minuteFields.map((f) => [f, minutes(config[f])])) as RuleDraft['minutes'],
    corrections: config.corrections.perMonth === null ? '' : String(config.corrections.perMonth),
    hours: String(config.hoursSec / 3_600),
    since: '',
  };
}

/** The rule the form describes, or which field cannot be read. Sections beyond the first stay as they were. */
export function configOf(draft: RuleDraft): { config: RuleConfig } | { bad: string } {
  const start = clockSeconds(draft.start);
  const end = clockSeconds(draft.end);
  if (start === undefined || end === undefined) return { bad: 'start' };
  const last = end > start ? end : end + 86_400;
  const after = (text: string) => {
    const at = clockSeconds(text);
    return at === undefined ? undefined : at < start ? at + 86_400 : at;
  };
  const [from, to] = [after(draft.restStart), after(draft.restEnd)];
  if ((from === undefined) !== (to === undefined) || (from !== undefined && to! <= from))
    return { bad: 'rest' };
  const config: RuleConfig = { ...draft.config };
  for (const field of minuteFields) {
    const text = draft.minutes[field].trim();
    if (text !== '' && !/^\d{1,3}$/.test(text)) return { bad: field };
    if (field === 'seriousLateSec' || field === 'absentAfterSec')
      config[field] = text === '' ? null : Number(text) * 60;
    else config[field] = Number(text || 0) * 60;
  }
  const hours = Number(draft.hours);
  if (!(hours >= 0 && hours <= 24)) return { bad: 'hours' };
  const corrections = draft.corrections.trim();
  if (corrections !== '' && !/^\d{1,2}$/.test(corrections)) return { bad: 'corrections' };
  const before = draft.config.shift ?? nineToSix.shift!;
  return {
    config: {
      ...config,
      hoursSec: Math.round(hours * 3_600),
      corrections: { ...config.corrections, perMonth: corrections === '' ? null : Number(corrections) },
      shift:
        config.kind === 'fixed'
          ? {
              ...before,
              sections: [{ start, end: last }, ...before.sections.slice(1)],
              rests: from === undefined ? [] : [{ start: from, end: to! }],
            }
          : null,
    },
  };
}
