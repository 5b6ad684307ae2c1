import { Plus, Route } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Journey } from '../../../../contract/src/journeys.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { useJourneyWords } from './journey-words.ts';

/** My journeys, newest first. */
export function JourneyList() {
  const words = useJourneyWords();
  const [, navigate] = useLocation();
  const first = useLoaded('journeys', () => api.journeys.listJourneys({}));
  const [more, setMore] = useState<{ list: Journey[]; next: string | null } | null>(null);
  const all = first.data && [...first.data.journeys, ...(more?.list ?? [])];
  const next = more ? more.next : first.data?.next;
  const goOn = async () => {
    if (!next) return;
    try {
      const page = await api.journeys.listJourneys({ after: next });
      setMore({ list: [...(more?.list ?? []), ...page.journeys], next: page.next });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const make = (
    <Button
      look="solid"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => navigate('/journeys/new')}
    >
      {words.newOne}
    </Button>
  );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} aria-label={words.title} role="region">
      <div className="mx-auto flex min-h-full w-full max-w-180 flex-col gap-4 p-4">
        {first.error ? (
          <Empty title={failureText(first.error)} />
        ) : !all ? (
          <RowsSkeleton rows={4} />
        ) : all.length === 0 ? (
          <Empty icon={<Route />} title={words.none} text={words.noneText} action={make} />
        ) : (
          <>
            <div className="flex justify-end">{make}</div>
            <ul className="rounded-box border border-line">
              {all.map((j) => (
                <li key={j.id} className="border-b border-line last:border-b-0">
                  <Link
                    href={`/journeys/${j.id}`}
                    className="flex items-center gap-3 px-4 py-3 hover:bg-hover"
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block truncate">{j.name}</span>
                      <span className="block truncate text-small text-text-3">
                        {j.startedAt
                          ? words.line(j.underWay, endedAs(j, 'finished'))
                          : words.by(j.madeByName)}
                      </span>
                    </span>
                    <Tag tone={journeyTone(j.state)}>{words.states[j.state]}</Tag>
                    <time
                      className="tabular shrink-0 text-tiny text-text-3"
                      dateTime={j.startedAt ?? j.createdAt}
                    >
                      {when(Date.parse(j.startedAt ?? j.createdAt))}
                    </time>
                  </Link>
                </li>
              ))}
            </ul>
            {next && (
              <Button className="self-center" onClick={() => void goOn()}>
                {words.more}
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  );
}

const endedAs = (j: Journey, why: Journey['ended'][number]['why']): number =>
  j.ended.find((e) => e.why === why)?.n ?? 0;

export const journeyTone = (state: Journey['state']) =>
  ({ draft: 'plain', running: 'accent', paused: 'warn', stopped: 'danger' } as const)[state];
