import { useState } from 'react';
import type { MomentId } from '../../../../contract/src/ids.ts';
import type { MomentComment } from '../../../../contract/src/moments.ts';
import { api, failureText } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { useMomentWords } from './words.ts';

/** Likes and comments of my customers; each customer reads only their own conversation. */
export function MomentTalk({ id, open }: { id: MomentId; open: boolean }) {
  const words = useMomentWords();
  const { data, reload } = useLoaded(`${id} talk`, () =>
    api.moments.listMomentTalk({ momentId: id, limit: 200 }),
  );
  if (!data) return null;
  return (
    <section aria-label={words.talk} className="flex flex-col gap-3">
      <h2 className="text-dense font-medium text-text-2">{words.talk}</h2>
      {data.likes.length > 0 && (
        <p className="text-small text-text-2">
          {words.likes(data.likes.length)}: {data.likes.map((l) => l.name).join(', ')}
        </p>
      )}
      {data.comments.length === 0 ? (
        <p className="text-small text-text-3">{words.noTalk}</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {data.comments.toReversed().map((c) => (
            <Said key={c.id} id={id} comment={c} open={open} onDone={reload} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Said({
  id,
  comment: c,
  open,
  onDone,
}: {
  id: MomentId;
  comment: MomentComment;
  open: boolean;
  onDone: () => void;
}) {
  const words = useMomentWords();
  const mine = useSession((s) => s.me?.member.id === c.memberId);
  const [text, setText] = useState('');
  const act = async (run: () => Promise<unknown>) => {
    try {
      await run();
      setText('');
      onDone();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const which = { momentId: id, commentId: c.id };
  const who = c.by === 'customer' ? c.customerName : `${c.memberName} → ${c.customerName}`;
  return (
    <li className="flex flex-col gap-2 rounded-box border border-line p-3">
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 wrap-anywhere">
          <span className="text-text-2">{who}: </span>
          {c.text}
        </p>
        <Button
          size="small"
          aria-label={words.removeOf(who)}
          onClick={() => void act(() => api.moments.removeComment(which))}
        >
          {words.remove}
        </Button>
      </div>
      {c.by === 'customer' && mine && open && (
        <form
          className="flex gap-2"
          onSubmit={(e) => {
            e.preventDefault();
            if (text.trim()) void act(() => api.moments.answerComment({ ...which, text: text.trim() }));
          }}
        >
          <Input
            aria-label={words.answerTo(c.customerName)}
            value={text}
            maxLength={500}
            onChange={(e) => setText(e.target.value)}
            className="flex-1"
          />
          <Button type="submit" disabled={!text.trim()}>
            {words.answer}
          </Button>
        </form>
      )}
    </li>
  );
}
