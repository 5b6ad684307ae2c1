import { useEffect } from 'react';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import type { GroupResult, groupPosts } from '../../../../../contract/src/group-posts.ts';
import { api, failureText } from '../../../lib/api.ts';
import { fullTime, when } from '../../../lib/format.ts';
import { Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { confirm, toast } from '../../../ui/overlays.ts';
import { toneOf } from '../broadcast-list.tsx';
import { Contents } from '../contents.tsx';
import { IntervalBar } from '../interval-bar.tsx';
import { points } from '../said.tsx';
import { useOutreachWords } from '../words.ts';
import { useGroupPostWords } from './words.ts';

const AGAIN_MS = 3_000;

/** A broadcast into groups: how far it is, what became of each group, the brake, and what it brought. */
export function GroupPostView({
  now: { post, lines, result },
  onMoved,
}: {
  now: OutputOf<typeof groupPosts.getGroupPost>;
  onMoved: () => void;
}) {
  const words = useGroupPostWords();
  const common = useOutreachWords();
  const open = post.state === 'running' || post.state === 'scheduled';
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(() => document.hidden || onMoved(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [open, onMoved]);
  const stop = async () => {
    if (!(await confirm({ title: words.stopSure, text: words.stopText, action: words.stop, danger: true })))
      return;
    try {
      await api.groupPosts.stopGroupPost({ postId: post.id });
      onMoved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} aria-label={post.name} role="region">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-5 p-4 pb-8">
        <div className="flex flex-wrap items-center gap-3">
          <Tag tone={toneOf(post.state)}>{words.states[post.state]}</Tag>
          <p className="min-w-0 flex-1 text-small text-text-3">
            {[fullTime(Date.parse(post.startAt)), words.groups(post.groups), words.by(post.madeByName)].join(
              ' · ',
            )}
          </p>
          {open && (
            <Button look="warn" onClick={() => void stop()}>
              {words.stop}
            </Button>
          )}
        </div>
        <Contents contents={post.contents} />
        <section
          aria-label={words.result}
          className="flex flex-col gap-1.5 rounded-box border border-line p-4"
        >
          <h2 className="text-dense font-medium text-text-2">
            {words.result} · {common.outcomes[result.outcome]}
          </h2>
          {post.holdOut === 0 ? <p>{words.noHoldOut}</p> : <Found result={result} />}
          <p className="text-small text-text-3">{words.resultText}</p>
        </section>
        <section aria-label={words.lines} className="flex flex-col gap-2">
          <h2 className="text-dense font-medium text-text-2">{words.lines}</h2>
          <ul className="rounded-box border border-line">
            {lines.map((line) => (
              <li
                key={line.chatId}
                className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-b-0"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{line.name}</span>
                  <span className="block truncate text-small text-text-3">
                    {line.ownerName} · {words.people(line.people)}
                  </span>
                </span>
                <Tag tone={line.reason === 'sent' ? 'accent' : line.reason ? 'plain' : 'info'}>
                  {line.reason
                    ? common.reasons[line.reason]
                    : line.state === 'asked'
                      ? words.asked
                      : words.underway}
                </Tag>
                <span className="tabular w-24 shrink-0 text-right text-tiny text-text-3">
                  {line.sentAt ? when(Date.parse(line.sentAt)) : ''}
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

function Found({ result: { difference: d, lookedAt, endsAt } }: { result: GroupResult }) {
  const words = useGroupPostWords();
  if (!lookedAt) return <p>{words.tooEarly(fullTime(Date.parse(endsAt)))}</p>;
  if (!d) return <p>{words.tooFew}</p>;
  const plain = d.lo <= 0 && d.hi >= 0;
  const headline = plain ? words.noEffect : words.effect;
  const told = words.difference(points(d.at), points(d.lo), points(d.hi));
  return (
    <>
      <p className="text-[17px] font-medium">{headline}</p>
      <IntervalBar estimate={d} text={`${headline} · ${told}`} plain={plain} />
      <p className="tabular text-dense text-text-2">{told}</p>
    </>
  );
}
