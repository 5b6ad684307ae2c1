import { BOT, CLOSED, type Happening, HUMAN, NEW, QUEUED, type Refusal, type Session } from './state.ts';

export type Stepped = { session: Session } | { refused: Refusal };

/** A session begins with a customer's word or visit. */
export const opened = (at: number): Session => ({
  state: NEW,
  memberId: null,
  skill: '',
  openedAt: at,
  queuedAt: null,
  takenAt: null,
  firstReplyAt: null,
  lastCustomerAt: at,
  waitingSince: null,
  botAnswers: 0,
  lateFirst: false,
  lateResolve: false,
  closedAt: null,
  closedBy: null,
  abandoned: false,
  rating: null,
});

/**
 * The session after something happened, or why it cannot happen. Nothing leaves CLOSED: a customer who comes back opens a session of
 * their own.
 */
export function step(s: Session, h: Happening): Stepped {
  if (h.kind === 'rated') return rated(s, h.rating);
  if (s.state === CLOSED) return { refused: 'desk.session_over' };
  switch (h.kind) {
    case 'opened':
      return { refused: 'desk.session_open' };
    case 'said':
      return { session: { ...s, lastCustomerAt: h.at, waitingSince: s.waitingSince ?? h.at } };
    case 'bot_answered':
      // Once a human is wanted, the bot keeps silent.
      return s.state === NEW || s.state === BOT
        ? { session: { ...s, state: BOT, botAnswers: s.botAnswers + (h.hit ? 1 : 0), waitingSince: null } }
        : { refused: 'desk.with_another' };
    case 'automated':
      return s.state <= BOT ? { session: { ...s, state: BOT } } : { refused: 'desk.with_another' };
    case 'offered':
      return { session: s };
    case 'queued':
      return {
        session: {
          ...s,
          state: QUEUED,
          memberId: null,
          skill: h.skill,
          queuedAt: s.queuedAt ?? h.at,
          waitingSince: s.waitingSince ?? h.at,
        },
      };
    case 'given':
      if (s.state === HUMAN && ((h.how !== 'transfer' && h.how !== 'program') || s.memberId === h.memberId))
        return { refused: 'desk.with_another' };
      return {
        session: {
          ...s,
          state: HUMAN,
          memberId: h.memberId,
          queuedAt: s.queuedAt ?? h.at,
          takenAt: s.takenAt ?? h.at,
        },
      };
    case 'replied':
      return s.state === HUMAN && s.memberId === h.memberId
        ? { session: { ...s, firstReplyAt: s.firstReplyAt ?? h.at, waitingSince: null } }
        : { refused: 'desk.with_another' };
    case 'late':
      return { session: h.what === 'first' ? { ...s, lateFirst: true } : { ...s, lateResolve: true } };
    case 'closed':
      return {
        session: {
          ...s,
          state: CLOSED,
          closedAt: h.at,
          closedBy: h.by,
          abandoned: s.queuedAt !== null && s.takenAt === null,
          waitingSince: null,
        },
      };
  }
}

function rated(s: Session, rating: number): Stepped {
  if (s.state !== CLOSED) return { refused: 'desk.session_open' };
  return s.rating === null ? { session: { ...s, rating } } : { refused: 'desk.rated_already' };
}
