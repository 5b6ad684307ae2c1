import type { MonthFigures } from '../../../../contract/src/attendance-shapes.ts';
import { hours } from './format-time.ts';
import { useAttendanceWords } from './words.ts';

/** The month in seven numbers. */
export function FiguresBar({ figures }: { figures: MonthFigures }) {
  const words = useAttendanceWords();
  const items: [string, string][] = [
    [words.figures.workDays, words.unitDays(figures.workDays)],
    [words.figures.regularDays, words.unitDays(figures.regularDays)],
    [words.figures.exceptDays, words.unitDays(figures.exceptDays)],
    [words.figures.worked, words.unitHours(hours(figures.worked))],
    [words.figures.overtime, words.unitHours(hours(figures.overtime))],
    [words.figures.leave, words.unitHours(hours(figures.leave))],
    [words.figures.absent, words.unitHours(hours(figures.absent))],
  ];
  return (
    <dl className="grid grid-cols-4 gap-x-2 gap-y-3 rounded-box bg-panel px-4 py-3 desk:grid-cols-7">
      {items.map(([name, value]) => (
        <div key={name} className="flex flex-col-reverse">
          <dt className="text-tiny text-text-3">{name}</dt>
          <dd className="tabular text-body font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
