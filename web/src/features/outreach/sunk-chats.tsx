import { api } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { useOutreachWords } from './words.ts';

/** Customers nobody hears from any more, while messages go on leaving. */
export function SunkChats() {
  const words = useOutreachWords().sunk;
  const { data } = useLoaded('sunk', () => api.capExperiments.listSunk({}));
  if (!data) return null;
  return (
    <section aria-label={words.title} className="flex flex-col gap-2 border-t border-line pt-5 text-dense">
      <h2 className="text-[15px] font-medium">{words.title}</h2>
      <p className="text-text-2">{words.text}</p>
      <p className="tabular">{words.of(data.unanswered + data.silent, data.chats)}</p>
      {data.sunk.length > 0 && (
        <ul className="max-h-80 overflow-y-auto" tabIndex={0} aria-label={words.title}>
          {data.sunk.map((s) => (
            <li
              key={`${s.customerId} ${s.memberId}`}
              className="flex flex-wrap gap-x-3 border-t border-line py-1.5"
            >
              <span className="min-w-0 flex-1 truncate">{s.name}</span>
              <span className="text-text-3">{s.memberName}</span>
              <span>{words[s.because]}</span>
              <span className="text-text-3">
                {s.heardAt ? words.heard(fullTime(Date.parse(s.heardAt))) : words.never}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
