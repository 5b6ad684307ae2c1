import { api } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { useOutreachWords } from './words.ts';

/** What these caps would have done to the messages of the last 90 days. */
export function CapsEffect({ perWeek, perMonth }: { perWeek: number; perMonth: number }) {
  const words = useOutreachWords();
  const loaded = useLoaded(`${perWeek} ${perMonth}`, () => api.outreach.tryCaps({ perWeek, perMonth }));
  const tried = loaded.data;
  return (
    <p role="status" className="tabular text-dense text-text-2">
      {tried && words.experiments.tried(tried.attempts, tried.suppressed, tried.people)}
    </p>
  );
}
