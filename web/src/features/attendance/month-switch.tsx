import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '../../ui/button.tsx';
import { addMonths } from './format-time.ts';
import { useAttendanceWords } from './words.ts';

/** One month back or on. */
export function MonthSwitch({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const words = useAttendanceWords();
  const [year = '', m = ''] = month.split('-');
  return (
    <div className="flex items-center gap-1">
      <IconButton label={words.earlier} onClick={() => onMonth(addMonths(month, -1))}>
        <ChevronLeft aria-hidden className="size-4" />
      </IconButton>
      <span aria-live="polite" className="tabular min-w-24 text-center text-body font-medium">
        {words.month(year, String(Number(m)))}
      </span>
      <IconButton label={words.later} onClick={() => onMonth(addMonths(month, 1))}>
        <ChevronRight aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
