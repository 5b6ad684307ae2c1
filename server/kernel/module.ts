import type { Readable } from 'node:stream';
import type { Endpoint, EventDef, InputOf, OutputOf, PayloadOf } from '@teahouse/contract/define';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppCall } from './call-log.ts';
import type { KeyKind } from './front-desk.ts';
import type { RecogniseApp } from './http/admit.ts';
import type { JobDef } from './jobs.ts';
import type { Shift } from './shift.ts';
import type { SocketPart } from './realtime/socket-part.ts';
import type { Holder, Judge, PlaceViewer, Work } from './work.ts';

export type Handler<E extends Endpoint = Endpoint> = ((
  work: Work,
  input: InputOf<E>,
) => Promise<OutputOf<E>>) & {
  endpoint: E;
};

/** Binds a function to the endpoint it implements. It stays an ordinary function: other modules call it directly. */
export function implement<E extends Endpoint>(
  endpoint: E,
  run: (work: Work, input: InputOf<E>) => Promise<OutputOf<E>>,
): Handler<E> {
  return Object.assign(run, { endpoint });
}

/** What a handler of bytes, cookies or redirects gets: short units of work, the ports, and the bare request and reply. */
export interface RawCall extends Shift {
  request: FastifyRequest;
  reply: FastifyReply;
  /** the body as it arrives, for uploads */
  body: Readable;
}
export type RawHandler<E extends Endpoint = Endpoint> = ((
  call: RawCall,
  input: InputOf<E>,
) => Promise<unknown>) & {
  endpoint: E;
  rawCall: true;
};

/** For the few endpoints that stream, set cookies or redirect. They open their own short units of work. */
export function implementRaw<E extends Endpoint>(
  endpoint: E,
  run: (call: RawCall, input: InputOf<E>) => Promise<unknown>,
): RawHandler<E> {
  return Object.assign(run, { endpoint, rawCall: true as const });
}

export interface Subscriber {
  event: EventDef;
  name: string;
  run: (work: Work, payload: never) => Promise<void>;
}

/** Reacts to an event of this or a lower module, in its own unit of work, at least once: make it idempotent. */
export function subscribe<E extends EventDef>(
  name: string,
  event: E,
  run: (work: Work, payload: PayloadOf<E>) => Promise<void>,
): Subscriber {
  return { event, name, run };
}

export interface Module {
  name: string;
  migrations: URL;
  handlers: readonly (Handler | RawHandler)[];
  subscribers: readonly Subscriber[];
  jobs: readonly JobDef<never>[];
  socket: SocketPart | undefined;
  fileViewers: Readonly<Record<string, PlaceViewer>>;
  holds: Readonly<Record<string, Holder>>;
  judges: readonly Judge[];
  keepCalls: KeepCalls | undefined;
  recogniseApp: RecogniseApp | undefined;
  framed: FramedPages | undefined;
}

/** Pages that other sites may show in a frame: `/s/KEY`, a kind of key at the front desk, and whose sites; none given: any site. */
export interface FramedPages {
  under: string;
  key: KeyKind;
  /** origins, such as 'https://a.example' */
  sites: (work: Work, opens: string) => Promise<readonly string[]>;
}

/** Writes down what apps of this company called, many calls at once. */
export type KeepCalls = (work: Work, calls: readonly AppCall[]) => Promise<void>;

/** A module's door for the house. A forgotten endpoint is a type error here. */
export function defineModule<C extends Record<string, Endpoint>>(m: {
  name: string;
  migrations: URL;
  contract: C;
  handlers: { [K in keyof C]: Handler<C[K]> | RawHandler<C[K]> };
  subscribers?: readonly Subscriber[];
  // oxlint-disable-next-line typescript/no-explicit-any -- each job checks its own payload
  jobs?: readonly JobDef<any>[];
  socket?: SocketPart;
  /** places of this module that files can be attached to ('chat'), and who may look into them */
  fileViewers?: Readonly<Record<string, PlaceViewer>>;
  /** what this module holds about customers, by the name of the part; goes into what a customer takes away */
  holds?: Readonly<Record<string, Holder>>;
  /** hears what somebody from outside is about to say, before anybody else does, and may have it refused */
  judges?: readonly Judge[];
  keepCalls?: KeepCalls;
  /** of the one module that knows apps */
  recogniseApp?: RecogniseApp;
  framed?: FramedPages;
}): Module {
  return {
    name: m.name,
    migrations: m.migrations,
    handlers: Object.values(m.handlers) as (Handler | RawHandler)[],
    subscribers: m.subscribers ?? [],
    jobs: (m.jobs ?? []) as readonly JobDef<never>[],
    socket: m.socket,
    fileViewers: m.fileViewers ?? {},
    holds: m.holds ?? {},
    judges: m.judges ?? [],
    keepCalls: m.keepCalls,
    recogniseApp: m.recogniseApp,
    framed: m.framed,
  };
}
