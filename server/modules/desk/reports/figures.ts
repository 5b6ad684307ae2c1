import type { DeskFigures } from '@teahouse/contract/desk';
import type { Session } from '../session/state.ts';

const mean = (values: readonly number[]) =>
  values.length ? values.reduce((sum, v) => sum + v, 0) / values.length : null;
const seconds = (from: number, to: number) => Math.round((to - from) / 1_000);

/** What a set of sessions comes to. */
export function figuresOf(sessions: readonly Session[]): DeskFigures {
  const count = (of: (s: Session) => boolean) => sessions.filter(of).length;
  const rated = sessions.flatMap((s) => (s.rating === null ? [] : [s.rating]));
  return {
    sessions: sessions.length,
    bot: count((s) => s.botAnswers > 0 && s.queuedAt === null),
    queued: count((s) => s.queuedAt !== null),
    taken: count((s) => s.takenAt !== null),
    abandoned: count((s) => s.abandoned),
    closed: count((s) => s.closedAt !== null),
    lateFirst: count((s) => s.lateFirst),
    lateResolve: count((s) => s.lateResolve),
    firstReplySeconds: mean(
      sessions.flatMap((s) =>
        s.firstReplyAt === null ? [] : [seconds(s.queuedAt ?? s.openedAt, s.firstReplyAt)],
      ),
    ),
    resolveSeconds: mean(
      sessions.flatMap((s) => (s.closedAt === null ? [] : [seconds(s.openedAt, s.closedAt)])),
    ),
    rated: rated.length,
    rating: mean(rated),
  };
}
