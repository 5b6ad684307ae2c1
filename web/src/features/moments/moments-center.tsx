import { ArrowLeft, Images, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { MomentId } from '../../../../contract/src/ids.ts';
import type { Moment } from '../../../../contract/src/moments.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { Compose } from './compose.tsx';
import type { SendFile } from './moment-form.ts';
import { MomentView } from './moment-view.tsx';
import { useMomentWords } from './words.ts';

/** `id`: absent for the list, 'new' for a blank one, else a moment. */
export function MomentsCenter({ id, sendFile }: { id: string | undefined; sendFile: SendFile }) {
  const words = useMomentWords();
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        {id && (
          <Link href="/moments" aria-label={words.back} className="rounded-chip p-1 hover:bg-hover">
            <ArrowLeft aria-hidden className="size-5" />
          </Link>
        )}
        <h1 className="truncate text-[15px] font-medium">{id === 'new' ? words.newOne : words.title}</h1>
      </PaneBar>
      {!id ? (
        <MomentList />
      ) : id === 'new' ? (
        <Compose sendFile={sendFile} />
      ) : (
        <MomentView key={id} id={id as MomentId} />
      )}
    </div>
  );
}

function MomentList() {
  const words = useMomentWords();
  const [, navigate] = useLocation();
  const { data, error } = useLoaded('moments', () => api.moments.listMoments({ limit: 50 }));
  const [more, setMore] = useState<{ moments: Moment[]; next: string | null } | null>(null);
  const next = more ? more.next : data?.next;
  const goOn = async (after: string) => {
    try {
      const page = await api.moments.listMoments({ limit: 50, after });
      setMore({ moments: [...(more?.moments ?? []), ...page.moments], next: page.next });
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
    }
  };
  const make = (
    <Button
      look="solid"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => navigate('/moments/new')}
    >
      {words.newOne}
    </Button>
  );
  const waits = (m: Moment) => m.mine === 'waiting' && m.state === 'published';
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} aria-label={words.title} role="region">
      <div className="mx-auto flex min-h-full w-full max-w-180 flex-col gap-4 p-4">
        {error ? (
          <Empty title={failureText(error)} />
        ) : !data ? (
          <RowsSkeleton rows={4} />
        ) : data.moments.length === 0 ? (
          <Empty icon={<Images />} title={words.none} text={words.noneText} action={make} />
        ) : (
          <>
            <div className="flex justify-end">{make}</div>
            <ul className="rounded-box border border-line">
              {[...data.moments, ...(more?.moments ?? [])]
                .toSorted((a, b) => Number(waits(b)) - Number(waits(a)))
                .map((m) => (
                  <li key={m.id} className="border-b border-line last:border-b-0">
                    <Link
                      href={`/moments/${m.id}`}
                      className="flex items-center gap-3 px-4 py-3 hover:bg-hover"
                    >
                      <span className="min-w-0 flex-1">
                        <span className="block truncate">
                          {m.content.text || m.content.link?.title || words.title}
                        </span>
                        <span className="block truncate text-small text-text-3">
                          {[
                            words.by(m.madeByName),
                            words.publishedBy(m.published, m.performers),
                            words.likes(m.likes),
                            words.comments(m.comments),
                          ].join(' · ')}
                        </span>
                      </span>
                      <Tag tone={waits(m) ? 'warn' : m.state === 'published' ? 'accent' : 'plain'}>
                        {waits(m) ? words.waiting : words.states[m.state]}
                      </Tag>
                      <time className="tabular shrink-0 text-tiny text-text-3" dateTime={m.startAt}>
                        {when(Date.parse(m.startAt))}
                      </time>
                    </Link>
                  </li>
                ))}
            </ul>
            {next && (
              <div>
                <Button onClick={() => void goOn(next)}>{words.more}</Button>
              </div>
            )}
          </>
        )}
      </div>
    </div>
  );
}
