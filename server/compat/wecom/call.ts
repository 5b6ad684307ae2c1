import type * as z from 'zod';
import type { ForeignAnswer, ForeignCall } from '../../kernel/http/foreign.ts';
import type { Shift } from '../../kernel/shift.ts';
import type { Work } from '../../kernel/work.ts';
import type { App } from '../../modules/apps/index.ts';

/** What a call may know besides its input: the app whose token was shown, and the outside. */
export interface WecomContext extends ForeignCall {
  corpId: string;
  app: App;
}

interface Common<S extends z.ZodType> {
  /** '/cgi-bin/user/get' */
  path: string;
  /** Changes something, and so refuses GET (43002); readers take both methods. */
  writes?: boolean;
  /** errmsg of a success, 'ok' unless said: created, updated, deleted */
  done?: string;
  /** A right the app must have, such as contacts.write (48002). */
  scope?: string;
  input: S;
}

/**
 * One path of `/cgi-bin/`. `input` sees query and JSON body together, the query winning; answers are fields beside errcode and errmsg,
 * which the envelope adds. Throw a `WecomError` or any Failure of ours.
 */
export interface WecomCall<S extends z.ZodType = z.ZodType> extends Common<S> {
  /** Runs in one unit of work, the app acting. */
  run(work: Work, input: z.output<S>, context: WecomContext): Promise<object>;
}

export const wecomCall = <S extends z.ZodType>(call: WecomCall<S>): WecomCall => call as unknown as WecomCall;

/** A path that moves bytes or reaches outside: it opens its own short units of work, the app acting. It may answer with bytes. */
export interface WecomOutsideCall<S extends z.ZodType = z.ZodType> extends Common<S> {
  /** The body is not JSON: `input` sees the query alone. */
  bytes?: boolean;
  act(shift: Shift, input: z.output<S>, context: WecomContext): Promise<ForeignAnswer | object>;
}

export const wecomOutsideCall = <S extends z.ZodType>(call: WecomOutsideCall<S>): WecomOutsideCall =>
  call as unknown as WecomOutsideCall;

/** A path with its own way of letting callers in, or whose answer is bytes or a page. Errors go into the envelope as everywhere. */
export interface WecomOpenCall {
  path: string;
  open(call: ForeignCall): Promise<ForeignAnswer | object>;
}

export const wecomOpenCall = (call: WecomOpenCall): WecomOpenCall => call;
