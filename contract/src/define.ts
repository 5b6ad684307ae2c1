// The three things a module may promise on the wire: endpoints, events and errors.
import type * as z from 'zod';
import type { AppScope } from './app-scopes.ts';
import type { ErrorCode } from './errors.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Administrator rights, each held through a role (owner holds all). */
export const adminRights = [
  'members',
  'settings',
  'security',
  'audit',
  'apps',
  'attendance',
  'outreach',
  'finance',
  'assessment',
] as const;
export type AdminRight = (typeof adminRights)[number];

/**
 * Who may call, before any object is looked at. `anyone` needs no session; `member` is a signed-in, active member;
 * `customer` somebody who scanned the code `:key` in the path and shows their session of that company;
 * `admin:x` a member whose role holds right x; `key:x` the holder of a secret of kind x, shown as `:key` in the path;
 * `scope:x` an app with scope x, and no person.
 */
export type Who =
  | 'anyone'
  | 'member'
  | 'customer'
  | `admin:${AdminRight}`
  | `key:${string}`
  | `scope:${AppScope}`;

export interface Endpoint<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  E extends ErrorCode = ErrorCode,
> {
  method: Method;
  /** '/chats/:chatId/messages' under /api; `:params` are read from input by name. */
  path: string;
  input: I;
  output: O;
  /** Every code beyond `common.*` this endpoint may raise; an undeclared one fails the tests. */
  errors: readonly E[];
  who: Who;
  summary: string;
  /** The scope that opens this to apps too, as far as their visible range reaches; without it no app gets in. */
  app?: AppScope;
  /** Asks for a proof of identity within the last ten minutes: for what an unattended desk must not be able to do. */
  confirmed?: true;
  /** Open to members who still have to set up the second factor their company asks for. */
  enrolling?: true;
  /** True where the answer is a file or a redirect that the handler writes itself. */
  raw?: true;
}

export function endpoint<I extends z.ZodType, O extends z.ZodType, const E extends ErrorCode>(
  e: Endpoint<I, O, E>,
): Endpoint<I, O, E> {
  return e;
}

export interface EventDef<N extends string = string, P extends z.ZodType = z.ZodType> {
  name: N;
  /** clients: goes down the socket; apps: webhooks and callbacks too; server: stays inside. */
  audience: 'clients' | 'apps' | 'server';
  payload: P;
}

export function event<N extends string, P extends z.ZodType>(
  name: N,
  audience: EventDef['audience'],
  payload: P,
): EventDef<N, P> {
  return { name, audience, payload };
}

export type InputOf<E extends Endpoint> = z.output<E['input']>;
export type SentInputOf<E extends Endpoint> = z.input<E['input']>;
export type OutputOf<E extends Endpoint> = z.input<E['output']>;
/** What a caller writes: the input as sent, and where anything would be taken (coerced fields) the type it becomes. */
export type CallOf<E extends Endpoint> = {
  [K in keyof SentInputOf<E>]: unknown extends SentInputOf<E>[K]
    ? K extends keyof InputOf<E>
      ? InputOf<E>[K]
      : never
    : SentInputOf<E>[K];
};
export type PayloadOf<E extends EventDef> = z.output<E['payload']>;
