import { Megaphone, Plus } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import type { GroupPost } from '../../../../../contract/src/group-posts.ts';
import { api, failureText } from '../../../lib/api.ts';
import { fullTime, when } from '../../../lib/format.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { toneOf } from '../broadcast-list.tsx';
import { GroupConfirmations } from './group-confirmations.tsx';
import { useGroupPostWords } from './words.ts';

/** Broadcasts into groups, newest first, and above them what waits for me as an owner. */
export function GroupPostList() {
  const words = useGroupPostWords();
  const [, navigate] = useLocation();
  const loaded = useLoaded('group-posts', () => api.groupPosts.listGroupPosts({}));
  const posts = loaded.data?.posts;
  const make = (
    <Button
      look="solid"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => navigate('/group-posts/new')}
    >
      {words.newOne}
    </Button>
  );
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} aria-label={words.title} role="region">
      <div className="mx-auto flex min-h-full w-full max-w-180 flex-col gap-4 p-4">
        <GroupConfirmations />
        {loaded.error ? (
          <Empty title={failureText(loaded.error)} />
        ) : !posts ? (
          <RowsSkeleton rows={4} />
        ) : posts.length === 0 ? (
          <Empty icon={<Megaphone />} title={words.none} text={words.noneText} action={make} />
        ) : (
          <>
            <div className="flex justify-end">{make}</div>
            <ul className="rounded-box border border-line">
              {posts.map((post) => (
                <li key={post.id} className="border-b border-line last:border-b-0">
                  <Link
                    href={`/group-posts/${post.id}`}
                    className="flex items-center gap-3 px-4 py-3 hover:bg-hover"
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block truncate">{post.name}</span>
                      <span className="block truncate text-small text-text-3">{lineOf(post, words)}</span>
                    </span>
                    <Tag tone={toneOf(post.state)}>{words.states[post.state]}</Tag>
                    <time className="tabular shrink-0 text-tiny text-text-3" dateTime={post.startAt}>
                      {when(Date.parse(post.startAt))}
                    </time>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}

function lineOf(post: GroupPost, words: ReturnType<typeof useGroupPostWords>): string {
  if (post.state === 'scheduled') return words.startsAt(fullTime(Date.parse(post.startAt)));
  const sent = post.counts.find((c) => c.reason === 'sent')?.n ?? 0;
  return [words.groups(post.groups), words.sent(sent), words.by(post.madeByName)].join(' · ');
}
