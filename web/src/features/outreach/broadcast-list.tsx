import { Megaphone, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Broadcast } from '../../../../contract/src/outreach.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime, when } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { Confirmations } from './confirmations.tsx';
import { useOutreachWords } from './words.ts';

/** My broadcasts, newest first, and above them what waits for my confirmation. */
export function BroadcastList() {
  const words = useOutreachWords();
  const [, navigate] = useLocation();
  const first = useLoaded('broadcasts', () => api.outreach.listBroadcasts({}));
  const [more, setMore] = useState<{ list: Broadcast[]; next: string | null } | null>(null);
  const all = first.data && [...first.data.broadcasts, ...(more?.list ?? [])];
  const next = more ? more.next : first.data?.next;
  const goOn = async () => {
    if (!next) return;
    try {
      const page = await api.outreach.listBroadcasts({ after: next });
      setMore({ list: [...(more?.list ?? []), ...page.broadcasts], next: page.next });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const make = (
    <Button
      look="solid"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => navigate('/outreach/new')}
    >
      {words.newOne}
    </Button>
  );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} aria-label={words.title} role="region">
      <div className="mx-auto flex min-h-full w-full max-w-180 flex-col gap-4 p-4">
        <Confirmations />
        {first.error ? (
          <Empty title={failureText(first.error)} />
        ) : !all ? (
          <RowsSkeleton rows={4} />
        ) : all.length === 0 ? (
          <Empty icon={<Megaphone />} title={words.none} text={words.noneText} action={make} />
        ) : (
          <>
            <div className="flex justify-end">{make}</div>
            <ul className="rounded-box border border-line">
              {all.map((b) => (
                <li key={b.id} className="border-b border-line last:border-b-0">
                  <Link
                    href={`/outreach/${b.id}`}
                    className="flex items-center gap-3 px-4 py-3 hover:bg-hover"
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block truncate">{b.name}</span>
                      <span className="block truncate text-small text-text-3">{lineOf(b, words)}</span>
                    </span>
                    <Tag tone={toneOf(b.state)}>{words.states[b.state]}</Tag>
                    <time
                      className="tabular shrink-0 text-tiny text-text-3"
                      dateTime={b.launchedAt ?? b.createdAt}
                    >
                      {when(Date.parse(b.launchedAt ?? b.createdAt))}
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

function lineOf(b: Broadcast, words: ReturnType<typeof useOutreachWords>): string {
  if (b.state === 'scheduled' && b.startAt) return words.startsAt(fullTime(Date.parse(b.startAt)));
  if (b.state === 'draft') return words.by(b.madeByName);
  const sent = b.counts.find((c) => c.reason === 'sent')?.n ?? 0;
  return [words.people(b.eligible), `${words.reasons.sent} ${sent}`, words.by(b.madeByName)].join(' · ');
}

export const toneOf = (state: Broadcast['state']) =>
  (
    {
      draft: 'plain',
      scheduled: 'info',
      running: 'accent',
      paused: 'warn',
      stopped: 'danger',
      done: 'plain',
    } as const
  )[state];
