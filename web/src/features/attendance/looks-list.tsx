import { EyeOff } from 'lucide-react';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { useAttendanceWords } from './words.ts';

/** Who looked at my comings and goings. */
export function LooksList() {
  const words = useAttendanceWords();
  const { data, error } = useLoaded('looks', (signal) => api.attendance.listLooks({}, { signal }));
  if (error !== null) return <Empty title={words.failed} text={failureText(error)} />;
  if (!data) return <RowsSkeleton rows={4} />;
  if (data.looks.length === 0)
    return <Empty icon={<EyeOff />} title={words.noLooks} text={words.noLooksText} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.views.looks}>
      <div className="mx-auto max-w-140 px-4 pt-4 pb-8">
        <p className="mb-2 text-dense text-text-2">{words.looksText}</p>
        <ul>
          {data.looks.map((l) => (
            <li
              key={`${l.viewer?.id ?? l.program}${l.what}${l.of}${l.at}`}
              className="flex items-center gap-3 border-b border-line/70 py-2.5"
            >
              <Avatar
                id={l.viewer?.id ?? 'app'}
                name={l.viewer?.name ?? l.program ?? ''}
                src={l.viewer?.avatar ?? null}
                size={36}
              />
              <div className="min-w-0 flex-1">
                <p className="wrap-anywhere text-body">
                  <span className="font-medium">{l.viewer?.name ?? words.program(l.program ?? '')}</span>{' '}
                  {words.looked[l.what](l.of)}
                </p>
                <p className="text-small text-text-3">
                  {fullTime(Date.parse(l.at))}
                  {l.times > 1 && ` · ${words.times(l.times)}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
