import type { MonthLine } from '@teahouse/contract/attendance';
import type { exceptionKinds, MonthFigures } from '@teahouse/contract/attendance-shapes';

type Locale = 'zh' | 'en';
type Exception = (typeof exceptionKinds)[number];
const hours = (seconds: number) => String(Math.round(seconds / 36) / 100);
const minutes = (seconds: number) => String(Math.round(seconds / 60));
const counted = (f: MonthFigures, kind: Exception) => f.exceptions.find((e) => e.kind === kind);
const times = (kind: Exception) => (f: MonthFigures) => String(counted(f, kind)?.count ?? 0);
const lasted = (kind: Exception) => (f: MonthFigures) => minutes(counted(f, kind)?.seconds ?? 0);

const columns: { zh: string; en: string; of: (f: MonthFigures) => string }[] = [
  { zh: '应出勤（天）', en: 'Work days', of: (f) => String(f.workDays) },
  { zh: '正常（天）', en: 'Regular days', of: (f) => String(f.regularDays) },
  { zh: '异常（天）', en: 'Days with exceptions', of: (f) => String(f.exceptDays) },
  { zh: '应出勤（小时）', en: 'Standard hours', of: (f) => hours(f.standard) },
  { zh: '实际工作（小时）', en: 'Worked hours', of: (f) => hours(f.worked) },
  { zh: '其中外出与出差（小时）', en: 'Of which away', of: (f) => hours(f.away) },
  { zh: '迟到（次）', en: 'Late, times', of: times('late') },
  { zh: '迟到（分钟）', en: 'Late, minutes', of: lasted('late') },
  { zh: '严重迟到（次）', en: 'Seriously late, times', of: times('serious_late') },
  { zh: '早退（次）', en: 'Early, times', of: times('early') },
  { zh: '早退（分钟）', en: 'Early, minutes', of: lasted('early') },
  { zh: '缺卡（次）', en: 'Missing punches', of: times('missing') },
  { zh: '旷工（次）', en: 'Absent, times', of: times('absent') },
  { zh: '旷工（小时）', en: 'Absent, hours', of: (f) => hours(f.absent) },
  { zh: '地点异常（次）', en: 'Elsewhere, times', of: times('place') },
  { zh: '请假（小时）', en: 'Leave, hours', of: (f) => hours(f.leave) },
  { zh: '工作日加班（小时）', en: 'Overtime on work days', of: (f) => hours(f.overtimeWork) },
  { zh: '休息日加班（小时）', en: 'Overtime on rest days', of: (f) => hours(f.overtimeRest) },
  {
    zh: '法定节假日加班（小时）',
    en: 'Overtime on statutory holidays',
    of: (f) => hours(f.overtimeStatutory),
  },
  { zh: '夜间（小时）', en: 'Night hours', of: (f) => hours(f.night) },
];
const words = {
  zh: { name: '姓名', account: '账号', department: '部门', rule: '考勤规则', adjusted: '调整自' },
  en: { name: 'Name', account: 'Account', department: 'Department', rule: 'Rule', adjusted: 'Adjusted from' },
};

/** The rows of the workbook: a heading, a line per person, and below each what was carried over from closed months. */
export function exportRows(
  lines: readonly MonthLine[],
  types: readonly { id: string; name: string }[],
  locale: Locale,
): string[][] {
  const w = words[locale];
  const used = types.filter((t) =>
    lines.some((l) => [l.figures, ...l.adjustments.map((a) => a.difference)].some((f) => leaveOf(f, t.id))),
  );
  const figures = (f: MonthFigures) => [
    ...columns.map((c) => c.of(f)),
    ...used.map((t) => hours(leaveOf(f, t.id))),
  ];
  return [
    [w.name, w.account, w.department, w.rule, ...columns.map((c) => c[locale]), ...used.map((t) => t.name)],
    ...lines.flatMap(({ member, figures: own, adjustments, rule }) => {
      const who = [member.name, member.userid, member.departments.map((d) => d.name).join('、')];
      return [
        [...who, rule, ...figures(own)],
        ...adjustments.map((a) => [...who, `${w.adjusted} ${a.origin}`, ...figures(a.difference)]),
      ];
    }),
  ];
}

const leaveOf = (f: MonthFigures, typeId: string) => f.leaves.find((l) => l.typeId === typeId)?.seconds ?? 0;
