import { Link2, Paperclip } from 'lucide-react';
import type { Broadcast } from '../../../../contract/src/outreach.ts';

/** What customers get, as a colleague reads it. */
export function Contents({ contents }: { contents: Broadcast['contents'] }) {
  return (
    <div className="flex flex-col gap-2">
      {contents.map((draft, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts of one message have no ids and never move
        <div key={i} className="rounded-box bg-sunken px-3 py-2">
          <Part draft={draft} />
        </div>
      ))}
    </div>
  );
}

function Part({ draft }: { draft: Broadcast['contents'][number] }) {
  if (draft.k === 'text') return <p className="wrap-anywhere whitespace-pre-wrap">{draft.b.text}</p>;
  if (draft.k === 'image')
    return (
      <img
        src={`/api/files/${draft.b.fileId}/thumb?size=320`}
        alt={draft.b.name}
        className="max-h-48 rounded-chip"
      />
    );
  if (draft.k === 'card')
    return (
      <p className="flex items-center gap-2">
        <Link2 aria-hidden className="size-4 shrink-0 text-text-3" />
        <span className="min-w-0">
          <span className="block truncate">{draft.b.title}</span>
          <span className="block truncate text-small text-text-3">{draft.b.url}</span>
        </span>
      </p>
    );
  return (
    <p className="flex items-center gap-2">
      <Paperclip aria-hidden className="size-4 shrink-0 text-text-3" />
      <span className="truncate">{draft.k === 'forward' ? draft.b.title : draft.b.name}</span>
    </p>
  );
}
