import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import type { BroadcastId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { BroadcastList } from './broadcast-list.tsx';
import { BroadcastView } from './broadcast-view.tsx';
import { Compose } from './compose.tsx';
import type { SendFile } from './content-fields.tsx';
import { useOutreachWords } from './words.ts';

/** `id`: absent for the list, 'new' for a blank one, else a broadcast. */
export function OutreachCenter({ id, sendFile }: { id: string | undefined; sendFile: SendFile }) {
  const words = useOutreachWords();
  const known = id && id !== 'new' ? (id as BroadcastId) : null;
  const loaded = useLoaded(known, () => api.outreach.getBroadcast({ broadcastId: known! }));
  const b = loaded.data;
  const title = id === 'new' ? words.newOne : (b?.name ?? words.title);
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        {id && (
          <Link href="/outreach" aria-label={words.back} className="rounded-chip p-1 hover:bg-hover">
            <ArrowLeft aria-hidden className="size-5" />
          </Link>
        )}
        <h1 className="min-w-0 flex-1 truncate text-[15px] font-medium">{title}</h1>
        {!id &&
          [['/group-posts', words.groupPosts] as const, ['/journeys', words.journeys] as const].map(
            ([to, label]) => (
              <Link
                key={to}
                href={to}
                className="rounded-chip px-2 py-1 text-dense text-accent hover:bg-hover"
              >
                {label}
              </Link>
            ),
          )}
      </PaneBar>
      {!id ? (
        <BroadcastList />
      ) : id === 'new' ? (
        <Compose sendFile={sendFile} />
      ) : loaded.error ? (
        <Empty title={failureText(loaded.error)} />
      ) : !b ? (
        <RowsSkeleton rows={5} />
      ) : b.state === 'draft' ? (
        <Compose key={b.id} broadcast={b} sendFile={sendFile} />
      ) : (
        <BroadcastView broadcast={b} onMoved={loaded.reload} />
      )}
    </div>
  );
}
