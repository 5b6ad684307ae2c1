import type * as z from 'zod';
import type { ForeignAnswer, ForeignCall } from '../../kernel/http/foreign.ts';
import type { Shift } from '../../kernel/shift.ts';
import type { Work } from '../../kernel/work.ts';
import type { App } from '../../modules/apps/index.ts';

export interface FeishuContext extends ForeignCall {
  corpId: string;
  app: App;
}

interface Common<S extends z.ZodType> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** '/open-apis/im/v1/messages/:message_id' */
  path: string;
  /** A right the app must have (99991672). */
  scope?: string;
  input: S;
}

/** One path under a tenant token. `input` sees the body, the query over it and the path over both; answers become `data`. */
export interface FeishuCall<S extends z.ZodType = z.ZodType> extends Common<S> {
  /** Runs in one unit of work, the app acting. */
  run(work: Work, input: z.output<S>, context: FeishuContext): Promise<object>;
}

/** A path that moves bytes or opens its own units of work. It may answer with bytes. */
export interface FeishuOutsideCall<S extends z.ZodType = z.ZodType> extends Common<S> {
  /** The body is a form or bytes: `input` sees query and path alone. */
  bytes?: boolean;
  act(shift: Shift, input: z.output<S>, context: FeishuContext): Promise<ForeignAnswer | object>;
}

/** A path with its own way of letting callers in. What it gives back is the whole answer beside code and msg. */
export interface FeishuOpenCall extends Pick<Common<z.ZodType>, 'method' | 'path'> {
  open(call: ForeignCall, params: Record<string, string>): Promise<ForeignAnswer | object>;
}

export const feishuCall = <S extends z.ZodType>(call: FeishuCall<S>): FeishuCall =>
  call as unknown as FeishuCall;
export const feishuOutsideCall = <S extends z.ZodType>(call: FeishuOutsideCall<S>): FeishuOutsideCall =>
  call as unknown as FeishuOutsideCall;
