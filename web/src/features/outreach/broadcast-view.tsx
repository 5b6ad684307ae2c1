import { useEffect } from 'react';
import type { Broadcast } from '../../../../contract/src/outreach.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { toneOf } from './broadcast-list.tsx';
import { share } from './compose-form.ts';
import { Contents } from './contents.tsx';
import { Ledger } from './ledger.tsx';
import { Figure } from './preview-box.tsx';
import { ResultBox } from './result-box.tsx';
import { useOutreachWords } from './words.ts';

const AGAIN_MS = 3_000;
/** All is sent, yet customers go on reading. */
const SETTLED_MS = 5_000;

/** A launched broadcast: how far it is, what became of everybody, and the brakes. */
export function BroadcastView({ broadcast: b, onMoved }: { broadcast: Broadcast; onMoved: () => void }) {
  const words = useOutreachWords();
  const moving = b.state === 'running' && b.waiting > 0;
  const launched = b.launchedAt !== null;
  useEffect(() => {
    if (!launched) return;
    const timer = setInterval(() => document.hidden || onMoved(), moving ? AGAIN_MS : SETTLED_MS);
    return () => clearInterval(timer);
  }, [launched, moving, onMoved]);
  const move = async (to: 'pause' | 'resume' | 'stop') => {
    if (
      to === 'stop' &&
      !(await confirm({ title: words.stopSure, text: words.stopText, action: words.stop, danger: true }))
    )
      return;
    try {
      await api.outreach.moveBroadcast({ broadcastId: b.id, to });
      onMoved();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const started = b.launchedAt
    ? words.launchedAt(fullTime(Date.parse(b.launchedAt)))
    : b.startAt
      ? words.startsAt(fullTime(Date.parse(b.startAt)))
      : '';
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={b.name}>
      <div className="mx-auto flex w-full max-w-220 flex-col gap-5 p-4 pb-8">
        <div className="flex flex-wrap items-center gap-2">
          <Tag tone={toneOf(b.state)}>{words.states[b.state]}</Tag>
          <span className="min-w-0 flex-1 text-small text-text-3">
            {[started, words.by(b.madeByName), `${words.holdOut} ${share(b.holdOut)}`]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {b.state === 'running' && <Button onClick={() => void move('pause')}>{words.pause}</Button>}
          {b.state === 'paused' && (
            <Button look="solid" onClick={() => void move('resume')}>
              {words.resume}
            </Button>
          )}
          {(b.state === 'running' || b.state === 'paused' || b.state === 'scheduled') && (
            <Button look="warn" onClick={() => void move('stop')}>
              {words.stop}
            </Button>
          )}
        </div>
        <Contents contents={b.contents} />
        <dl className="grid grid-cols-2 gap-4 rounded-box border border-line p-4 sm:grid-cols-4">
          <Figure label={words.eligible} n={b.eligible} />
          {b.counts.map((c) => (
            <Figure key={c.reason} label={words.reasons[c.reason]} n={c.n} />
          ))}
          <Figure label={words.waiting} n={b.waiting} />
          <Figure label={words.delivered} n={b.delivered} />
          <Figure label={words.read} n={b.read} />
        </dl>
        {b.launchedAt && <ResultBox broadcast={b} />}
        {b.eligible > 0 && <Ledger broadcast={b} />}
      </div>
    </div>
  );
}
