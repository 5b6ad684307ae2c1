// One conversation at a service desk, from the first word to the rating. States carry the numbers of WeChat KF.
import type { MemberId } from '@teahouse/contract/ids';
import type { DeskState } from '@teahouse/contract/desk-shapes';

export const NEW = 0;
export const BOT = 1;
export const QUEUED = 2;
export const HUMAN = 3;
export const CLOSED = 4;

/** Times are epoch milliseconds; null: it has not happened. */
export interface Session {
  state: DeskState;
  memberId: MemberId | null;
  /** what whoever serves must be able to do; '' is anybody */
  skill: string;
  openedAt: number;
  /** since when the customer wants a human, the first time */
  queuedAt: number | null;
  /** when a human had it first */
  takenAt: number | null;
  firstReplyAt: number | null;
  lastCustomerAt: number;
  /** the first word of the customer that nobody has answered */
  waitingSince: number | null;
  /** questions the bot knew the answer to */
  botAnswers: number;
  lateFirst: boolean;
  lateResolve: boolean;
  closedAt: number | null;
  closedBy: ClosedBy | null;
  /** ended without a human although one was wanted */
  abandoned: boolean;
  rating: number | null;
}

export type ClosedBy = 'member' | 'customer' | 'silence' | 'program';

/** What happened, as it is kept for ever. A session is nothing but these in order. */
export type Happening = { at: number } & (
  | { kind: 'opened' }
  | { kind: 'said' }
  | { kind: 'bot_answered'; hit: boolean }
  | { kind: 'automated' }
  | { kind: 'offered' }
  | { kind: 'queued'; skill: string }
  | { kind: 'given'; memberId: MemberId; how: 'turn' | 'took' | 'transfer' | 'program' }
  | { kind: 'replied'; memberId: MemberId }
  | { kind: 'closed'; by: ClosedBy }
  | { kind: 'late'; what: 'first' | 'resolve' }
  | { kind: 'rated'; rating: number }
);

export type Refusal = 'desk.session_over' | 'desk.session_open' | 'desk.rated_already' | 'desk.with_another';
