// The port every kind of channel fills, in a folder of its own.
import type { ErrorCode } from '@teahouse/contract/errors';
import type { Draft } from '@teahouse/contract/realtime';
import type { OutsideAnswer, OutsideRequest } from '../../kernel/outbound.ts';
import type { WindowRules } from './window.ts';

export interface Line {
  /** everything an administrator typed, secrets included */
  fields: Readonly<Record<string, string>>;
  now: Date;
  /** Guarded: public addresses, and what the operator allows besides. */
  fetch(url: string, options?: OutsideRequest): Promise<OutsideAnswer>;
  /** The one address to open a line of another protocol to, checked by the same guard. Throws NotTaken where it may not be reached. */
  reach(host: string): Promise<string>;
  /** What the other side lends us for a while, shared by all replicas. `stale`: this one was refused, get another. */
  token(obtain: () => Promise<{ token: string; seconds: number }>, stale?: string): Promise<string>;
}

/** Something that happened at the other side. */
export interface Arrival {
  /** the same for every repeat of it */
  key: string;
  /** who, as the other side calls them */
  from: string;
  unionId?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  at: Date;
  /** 'message': they wrote; 'entry': they followed, scanned or pressed a menu; 'left': they cannot be reached any more */
  what: 'message' | 'entry' | 'left';
  text?: string | undefined;
  media?: readonly { kind: 'image' | 'file' | 'voice' | 'video'; name: string; bytes: Buffer }[] | undefined;
  /** what an answer refers to */
  thread?: Record<string, unknown> | undefined;
  /** the member whose customer they are, as the other side calls them; the same userid here takes them over */
  owner?: string | undefined;
}

export interface HookRequest {
  method: string;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

export interface HookAnswer {
  status: number;
  body: string;
  type?: string;
  arrivals?: readonly Arrival[];
  /** there is something to fetch; `hint` is handed to `pull` */
  pull?: { hint: string };
}

export interface Letter {
  /** whom, as the other side calls them */
  to: string;
  draft: Draft;
  /** the bytes of the draft's file */
  file?: { name: string; mime: string; bytes: Buffer };
  thread: Readonly<Record<string, unknown>>;
  /** the same however often it is tried */
  key: string;
  /** an offer rather than an answer */
  marketing: boolean;
}

export interface Enclosed {
  draft: Draft;
  /** the bytes of the draft's file */
  file?: Letter['file'];
}

/** One message to many customers of one member, who sends it there by hand. */
export interface Task {
  /** whom, as the other side calls them */
  to: readonly string[];
  /** the member, as the other side calls them */
  sender: string;
  enclosed: readonly Enclosed[];
}

export type TaskFate = 'waiting' | 'sent' | 'not_connected' | 'count_used';

/** A channel whose offers are tasks that members confirm over there: asked for, and followed until each recipient's fate is known. */
export interface TaskDesk {
  /** most recipients of one task */
  readonly most: number;
  /** Fails with channels.* where the other side refuses it as a whole. */
  ask(line: Line, task: Task): Promise<{ msgid: string; fail_list: readonly string[] }>;
  fates(line: Line, msgid: string, sender: string): Promise<ReadonlyMap<string, TaskFate>>;
  /** Whoever has not been written to is not written to any more. */
  takeBack(line: Line, msgid: string): Promise<void>;
}

/** Customers of one member, who become another's over there. Members are called as the other side calls them. */
export interface Passing {
  from: string;
  to: string;
  /** the first one has left the company */
  gone: boolean;
}

export type PassFate = 'done' | 'waiting' | 'refused' | 'full' | 'unknown';

/** A channel that has to be told when a customer has another member. */
export interface TransferDesk {
  /** most customers of one call */
  readonly most: number;
  /** one customer passes so many times in so many days, and not more often */
  readonly often: { times: number; days: number };
  /** Asks for it; returns why not, for those it will not do. Fails with channels.* where the other side refuses it as a whole. */
  ask(line: Line, passing: Passing, ids: readonly string[]): Promise<ReadonlyMap<string, ErrorCode>>;
  fates(line: Line, passing: Passing): Promise<ReadonlyMap<string, PassFate>>;
}

export interface Adapter {
  readonly kind: string;
  readonly fields: readonly { name: string; secret: boolean; optional?: true }[];
  readonly windows: WindowRules;
  readonly kinds: ReadonlySet<Draft['k']>;
  /** offers are tasks of members over there */
  readonly tasks?: TaskDesk;
  readonly transfers?: TransferDesk;
  /** Reads and answers what the other side tells; a wrong signature is answered 403 and tells nothing. */
  hook?(line: Line, request: HookRequest): Promise<HookAnswer>;
  /** Everything after `cursor`, and how far it is read. */
  pull?(
    line: Line,
    cursor: string,
    hint: string,
  ): Promise<{ arrivals: Arrival[]; cursor: string; more: boolean }>;
  /** Hands over; returns what the other side calls it. A Failure is a refusal for good; `NotTaken` may be tried again; anything else is not known. */
  send(line: Line, letter: Letter): Promise<{ ref: string; thread?: Record<string, unknown> }>;
  /** Throws what is wrong. */
  check(line: Line): Promise<void>;
}

/** The other side certainly did not take it: it was not reached, or said so. */
export class NotTaken extends Error {
  override name = 'NotTaken';
}
