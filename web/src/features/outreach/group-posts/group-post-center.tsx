import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import type { GroupPostId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../../ui/bits.tsx';
import type { SendFile } from '../content-fields.tsx';
import { GroupPostEditor } from './group-post-editor.tsx';
import { GroupPostList } from './group-post-list.tsx';
import { GroupPostView } from './group-post-view.tsx';
import { useGroupPostWords } from './words.ts';

/** `id`: absent for the list, 'new' for a blank one, else a broadcast into groups. */
export function GroupPostCenter({ id, sendFile }: { id: string | undefined; sendFile: SendFile }) {
  const words = useGroupPostWords();
  const known = id && id !== 'new' ? (id as GroupPostId) : null;
  const loaded = useLoaded(known, () => api.groupPosts.getGroupPost({ postId: known! }));
  const now = loaded.data;
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <Link
          href={id ? '/group-posts' : '/outreach'}
          aria-label={words.back}
          className="rounded-chip p-1 hover:bg-hover"
        >
          <ArrowLeft aria-hidden className="size-5" />
        </Link>
        <h1 className="truncate text-[15px] font-medium">
          {id === 'new' ? words.newOne : (now?.post.name ?? words.title)}
        </h1>
      </PaneBar>
      {!id ? (
        <GroupPostList />
      ) : id === 'new' ? (
        <GroupPostEditor sendFile={sendFile} />
      ) : loaded.error ? (
        <Empty title={failureText(loaded.error)} />
      ) : !now ? (
        <RowsSkeleton rows={5} />
      ) : (
        <GroupPostView now={now} onMoved={loaded.reload} />
      )}
    </div>
  );
}
