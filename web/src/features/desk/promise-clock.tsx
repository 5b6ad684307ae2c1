import { useEffect, useState } from 'react';
import type { DeskSession } from '../../../../contract/src/desk-shapes.ts';
import { Tag } from '../../ui/bits.tsx';
import { span } from './span.ts';
import { useDeskWords } from './words.ts';

/** How long the customer waits, and what was promised; moves by itself. */
export function PromiseClock({ session: s }: { session: DeskSession }) {
  const words = useDeskWords();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const left = s.firstDueAt && !s.firstReplyAt && s.state < 4 ? Date.parse(s.firstDueAt) - now : null;
  if (s.lateFirst || (left !== null && left <= 0)) return <Tag tone="danger">{words.late}</Tag>;
  if (s.lateResolve) return <Tag tone="danger">{words.lateResolve}</Tag>;
  if (left !== null) return <Tag tone="warn">{words.due(span(left))}</Tag>;
  if (!s.waitingSince) return null;
  return <Tag tone="info">{words.waits(span(now - Date.parse(s.waitingSince)))}</Tag>;
}
