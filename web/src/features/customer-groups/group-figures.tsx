import type { GroupDay } from '../../../../contract/src/customer-groups.ts';
import type { ChatId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { useGroupWords } from './words.ts';

const kinds = ['joined', 'left', 'messages', 'active'] as const;

/** Thirty days of a group, one row of bars for each figure. */
export function GroupFigures({ chatId }: { chatId: ChatId }) {
  const words = useGroupWords();
  const { data, error } = useLoaded(chatId, () => api.customerGroups.listGroupDays({ chatId, days: 30 }));
  if (error) return <Empty title={failureText(error)} />;
  if (!data) return <RowsSkeleton rows={4} />;
  return (
    <section>
      <h3 className="font-medium">{words.figures}</h3>
      <p className="mb-4 text-small text-text-3">{words.figuresText}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        {kinds.map((kind) => (
          <Bars key={kind} label={words[kind]} days={data.days} of={(d) => d[kind]} />
        ))}
      </div>
    </section>
  );
}

function Bars({
  label,
  days,
  of,
}: {
  label: string;
  days: readonly GroupDay[];
  of: (day: GroupDay) => number;
}) {
  const words = useGroupWords();
  const most = Math.max(1, ...days.map(of));
  const total = days.reduce((sum, d) => sum + of(d), 0);
  return (
    <figure className="rounded-box border border-line p-3">
      <figcaption className="mb-2 flex items-baseline justify-between">
        <span className="text-dense">{label}</span>
        <span className="tabular text-[17px] font-medium">{total}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${days.length * 8} 40`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.chart(label, total)}
        className="h-14 w-full text-accent"
      >
        {days.map((d, at) => (
          <rect
            key={d.day}
            x={at * 8 + 1}
            width={6}
            y={40 - Math.max(1, (of(d) / most) * 40)}
            height={Math.max(1, (of(d) / most) * 40)}
            fill="currentColor"
            opacity={of(d) ? 1 : 0.25}
          >
            <title>{`${d.day} ${of(d)}`}</title>
          </rect>
        ))}
      </svg>
      <p className="tabular mt-1 flex justify-between text-tiny text-text-3">
        <span>{days[0]?.day.slice(5)}</span>
        <span>{days.at(-1)?.day.slice(5)}</span>
      </p>
    </figure>
  );
}
