import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { MonthLine } from '../../../../contract/src/attendance.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty } from '../../ui/bits.tsx';
import { monthNow } from './format-time.ts';
import { MonthSwitch } from './month-switch.tsx';
import { MonthTable } from './month-table.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { useAttendanceWords } from './words.ts';

/** The month of those who report to me. */
export function TeamView() {
  const words = useAttendanceWords();
  const [month, setMonth] = useState(monthNow());
  const [open, setOpen] = useState<MonthLine | null>(null);
  const { data, error } = useLoaded(month, (signal) => api.attendance.getTeamMonth({ month }, { signal }));
  return (
    <div className="pane flex-1">
      <div className="flex flex-wrap items-center justify-between gap-2 px-4 py-2">
        <MonthSwitch month={month} onMonth={setMonth} />
        <span className="text-small text-text-3">{words.teamText}</span>
      </div>
      {error !== null ? (
        <Empty title={words.failed} text={failureText(error)} />
      ) : (
        <MonthTable
          lines={data?.lines ?? []}
          loading={!data}
          empty={<Empty icon={<UsersRound />} title={words.noTeam} text={words.noTeamText} />}
          onOpen={setOpen}
        />
      )}
      {open && <PersonDrawer member={open.member} month={month} onClose={() => setOpen(null)} />}
    </div>
  );
}
