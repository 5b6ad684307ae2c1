import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { JobDef } from '../jobs.ts';
import type { WebSocket } from 'ws';
import type { Subscriber } from '../module.ts';
import type { Ports } from '../ports.ts';
import { type Actor, system } from '../work.ts';
import { type Desk, sessionSecret } from './admit.ts';
import type { RouteOptions } from './routes.ts';

/** A request in somebody else's shape. */
export interface ForeignRequest {
  method: string;
  /** '/cgi-bin/user/get': no doubled slashes, none at the end */
  path: string;
  /** the first value of each name */
  query: Readonly<Record<string, string>>;
  /** the query as it came, for names that stand in it many times: '?a=1&a=2' */
  search: string;
  headers: IncomingHttpHeaders;
  /** as it came, empty where nothing did */
  body: Buffer;
  ip: string;
  /** where the caller found us: 'https://tea.example.com' */
  origin: string;
}

export interface ForeignAnswer {
  status: number;
  headers?: Record<string, string>;
  body: string | Buffer | Readable;
}

/** What a foreign door stands on: the ports, and who sits before the browser that asks. */
export interface ForeignCall {
  request: ForeignRequest;
  ports: Ports;
  now: Date;
  /** The member whose session cookie came along, if any. Only for pages and redirects that people open themselves. */
  signedIn(): Promise<{ corpId: string; actor: Actor & { kind: 'member' } } | undefined>;
}

/** Other people's interface on our port: everything below its prefixes, in its own shapes. It answers every request, wrong ones too. */
export interface ForeignDoor {
  name: string;
  /** '/cgi-bin/' takes all below it, '/gettoken' is one path */
  paths: readonly string[];
  /** beyond the usual five: PROPFIND and the like */
  methods?: readonly string[];
  /** how its programs hear what happens here */
  subscribers?: readonly Subscriber[];
  /** long work its programs ask for, written in its own shapes */
  // oxlint-disable-next-line typescript/no-explicit-any -- each job checks its own payload
  jobs?: readonly JobDef<any>[];
  answer(call: ForeignCall): Promise<ForeignAnswer>;
  /** for programs that keep a socket open to us */
  sockets?: { paths: readonly string[]; open(socket: ForeignSocket): void };
}

/** A program's socket. It has shown nothing yet: who it is comes with its first frame, if at all. */
export interface ForeignSocket {
  ws: WebSocket;
  request: { ip: string; origin: string };
  ports: Ports;
  clock: () => Date;
}

const MOST = 25 * 1024 * 1024;

/** Mounts foreign doors at the root. Their bodies arrive as bytes: content types of foreign clients say nothing. */
export function mountForeign(
  app: FastifyInstance,
  doors: readonly ForeignDoor[],
  desk: Desk,
  { ports, clock }: Pick<RouteOptions, 'ports' | 'clock'>,
): void {
  for (const method of new Set(doors.flatMap((door) => door.methods ?? [])))
    if (!app.supportedMethods.includes(method)) app.addHttpMethod(method, { hasBody: true });
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST }, (_request, body, done) =>
      done(null, body),
    );
    for (const door of doors)
      for (const path of door.paths.flatMap((p) => (p.endsWith('/') ? [`${p}*`] : [p, `${p}/`])))
        scope.route({
          method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', ...(door.methods ?? [])],
          url: path,
          handler: async (request, reply) => {
            const { status, headers, body } = await door.answer({
              request: await plain(request, ports),
              ports,
              now: clock(),
              signedIn: () => signedIn(request, desk),
            });
            return reply
              .code(status)
              .headers(headers ?? {})
              .send(body);
          },
        });
  });
}

async function plain(request: FastifyRequest, ports: Ports): Promise<ForeignRequest> {
  const url = new URL(request.url.replace(/^\/+/, '/'), 'http://here');
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of url.searchParams) query[name] ??= value;
  return {
    method: request.method,
    path: url.pathname.replaceAll(/\/{2,}/g, '/').replace(/(.)\/$/, '$1'),
    query,
    search: url.search,
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : await leftOver(request),
    ip: request.ip,
    origin: ports.settings.publicUrl ?? `${request.protocol}://${request.host}`,
  };
}

/** Some clients send a body with GET, which nobody has read yet. */
async function leftOver(request: FastifyRequest): Promise<Buffer> {
  if (request.body !== undefined || !Number(request.headers['content-length'] ?? 0)) return Buffer.alloc(0);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.raw as AsyncIterable<Buffer>) {
    if ((size += part.length) > MOST) break;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function signedIn(request: FastifyRequest, desk: Desk): ReturnType<ForeignCall['signedIn']> {
  const secret = sessionSecret(request.headers.cookie);
  const key = secret ? await desk.frontDesk.whoseKey('session', secret) : undefined;
  if (!key) return undefined;
  return await desk.openWork(key.corpId, system, async (work) => {
    const actor = await desk.recognise(work, key.opens, { ip: request.ip });
    return actor?.kind === 'member' && !actor.enrolling ? { corpId: key.corpId, actor } : undefined;
  });
}
