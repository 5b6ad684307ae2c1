import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { JourneyId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import type { SendFile } from './content-fields.tsx';
import { JourneyEditor } from './journey-editor.tsx';
import { JourneyList } from './journey-list.tsx';
import { JourneyView } from './journey-view.tsx';
import { useJourneyWords } from './journey-words.ts';

/** `id`: absent for the list, 'new' for a blank one, else a journey. */
export function JourneyCenter({ id, sendFile }: { id: string | undefined; sendFile: SendFile }) {
  const words = useJourneyWords();
  const [editing, setEditing] = useState(false);
  const known = id && id !== 'new' ? (id as JourneyId) : null;
  const loaded = useLoaded(known, () => api.journeys.getJourney({ journeyId: known! }));
  const now = loaded.data;
  const title = id === 'new' ? words.newOne : (now?.journey.name ?? words.title);
  const published = () => {
    setEditing(false);
    loaded.reload();
  };
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <Link
          href={id ? '/journeys' : '/outreach'}
          aria-label={words.back}
          className="rounded-chip p-1 hover:bg-hover"
        >
          <ArrowLeft aria-hidden className="size-5" />
        </Link>
        <h1 className="truncate text-[15px] font-medium">{title}</h1>
      </PaneBar>
      {!id ? (
        <JourneyList />
      ) : id === 'new' ? (
        <JourneyEditor sendFile={sendFile} />
      ) : loaded.error ? (
        <Empty title={failureText(loaded.error)} />
      ) : !now ? (
        <RowsSkeleton rows={5} />
      ) : now.journey.state === 'draft' || editing ? (
        <JourneyEditor
          key={now.journey.id}
          journey={now.journey}
          sendFile={sendFile}
          onPublished={published}
        />
      ) : (
        <JourneyView
          journey={now.journey}
          steps={now.steps}
          onMoved={loaded.reload}
          onEdit={() => setEditing(true)}
        />
      )}
    </div>
  );
}
