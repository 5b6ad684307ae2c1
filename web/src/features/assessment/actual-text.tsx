import type { Actual } from '../../../../contract/src/assessment-shapes.ts';
import { useAssessmentWords } from './words.ts';

/** A number the house itself knows, with the days it is about. */
export function ActualText({ actual: { metric, value, from, to } }: { actual: Actual }) {
  const words = useAssessmentWords();
  const shown = value === null ? '–' : metric === 'attendance_rate' ? `${value / 100}%` : String(value);
  return (
    <p className="text-dense text-text-2">
      {words.taken}：{words.metrics[metric]} {shown}{' '}
      <span className="text-text-3">
        {from} – {to}
      </span>
    </p>
  );
}
