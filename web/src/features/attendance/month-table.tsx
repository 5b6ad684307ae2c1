import type { ReactNode } from 'react';
import type { MonthLine } from '../../../../contract/src/attendance.ts';
import type { MonthFigures } from '../../../../contract/src/attendance-shapes.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { hours } from './format-time.ts';
import { useAttendanceWords } from './words.ts';

/** People and their month; a line opens the person. */
export function MonthTable({
  lines,
  loading,
  empty,
  onOpen,
  onEnd,
}: {
  lines: readonly MonthLine[];
  loading: boolean;
  empty: ReactNode;
  onOpen: (line: MonthLine) => void;
  onEnd?: () => void;
}) {
  const words = useAttendanceWords();
  const count = (kind: MonthFigures['exceptions'][number]['kind']) => (l: MonthLine) =>
    l.figures.exceptions.find((e) => e.kind === kind)?.count ?? 0;
  const number = (id: string, title: string, of: (l: MonthLine) => number | string): Column<MonthLine> => ({
    id,
    title,
    width: 'minmax(76px, 1fr)',
    align: 'end',
    cell: (l) => of(l) || <span className="text-text-3">0</span>,
  });
  const time = (seconds: number) => (seconds ? hours(seconds) : 0);
  const columns: Column<MonthLine>[] = [
    {
      id: 'name',
      title: words.columns.name,
      width: 'minmax(140px, 1.6fr)',
      cell: (l) => (
        <span className="flex items-center gap-2">
          <Avatar id={l.member.id} name={l.member.name} src={l.member.avatar} size={24} />
          <span className="truncate">{l.member.name}</span>
        </span>
      ),
    },
    {
      id: 'rule',
      title: words.columns.rule,
      width: 'minmax(90px, 1.2fr)',
      cell: (l) => l.rule || <span className="text-text-3">—</span>,
    },
    number('work', words.figures.workDays, (l) => l.figures.workDays),
    number('regular', words.figures.regularDays, (l) => l.figures.regularDays),
    number('late', words.columns.late, (l) => count('late')(l) + count('serious_late')(l)),
    number('early', words.columns.early, count('early')),
    number('missing', words.columns.missing, count('missing')),
    number('absent', words.figures.absent, count('absent')),
    number('worked', words.figures.worked, (l) => time(l.figures.worked)),
    number('overtime', words.figures.overtime, (l) => time(l.figures.overtime)),
    number('leave', words.figures.leave, (l) => time(l.figures.leave)),
  ];
  return (
    <DataTable
      label={words.table}
      columns={columns}
      rows={lines}
      rowKey={(l) => l.member.id}
      rowName={(l) => l.member.name}
      onOpen={onOpen}
      loading={loading}
      empty={empty}
      {...(onEnd ? { onEnd } : {})}
    />
  );
}
