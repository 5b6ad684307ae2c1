import { closeCodes, UpFrame } from '@teahouse/contract/realtime';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Failure } from '../fail.ts';
import type { Actor } from '../work.ts';
import { Connection } from './connection.ts';
import type { Foreground } from './foreground.ts';
import type { Door, SocketHandlers, SocketPart } from './socket-part.ts';

const FRAMES_PER_SECOND = 60;
const PING_MS = 30_000;

export interface GatewayOptions extends Omit<Door, 'connectionsOf' | 'corpsOnline' | 'membersOnline'> {
  parts: readonly SocketPart[];
  foreground: Foreground;
  /** who the cookies of an upgrade belong to */
  admit(request: IncomingMessage): Promise<{ corpId: string; actor: Actor & { kind: 'member' } } | undefined>;
  /** takes upgrades that are not ours; false: nobody wants it */
  others(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** another site made the browser ask */
  foreign(request: IncomingMessage): boolean;
}

/** Whose sockets close: all of a member, or one session; `keep` names the one session of the member that stays. */
export interface Revocation {
  id: string;
  memberId?: string;
  sessionId?: string;
  keep?: string;
}

/** Longer than any upgrade takes. */
const REMEMBER_MS = 20_000;

/** Takes socket upgrades on /api/socket, keeps who is connected, and hands frames to the modules. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 64 * 1024,
    handleProtocols: (offered) => (offered.has('teahouse.v1') ? 'teahouse.v1' : false),
  });
  readonly #online = new Map<string, Map<string, Set<Connection>>>();
  readonly #heard = new WeakSet<WebSocket>();
  readonly #handlers: readonly SocketHandlers[];
  readonly #pinging: NodeJS.Timeout;
  #revoked: { at: number; corpId: string; hint: Revocation }[] = [];
  #closing = false;

  constructor(options: GatewayOptions) {
    this.#options = options;
    const door: Door = {
      openWork: options.openWork,
      bus: options.bus,
      log: options.log,
      clock: options.clock,
      secret: options.secret,
      connectionsOf: (corpId, memberId) => this.#online.get(corpId)?.get(memberId) ?? none,
      corpsOnline: () => [...this.#online.keys()],
      membersOnline: (corpId) => this.#online.get(corpId) ?? new Map(),
    };
    this.#handlers = options.parts.map((part) => part(door));
    options.bus.subscribe('corp.>', (hint, topic) => {
      const [, corpId, what] = topic.split('.');
      if (what === 'sessions') this.revoke(corpId!, hint as Revocation);
    });
    this.#pinging = setInterval(() => this.#ping(), PING_MS);
  }

  listen(http: Server): void {
    http.on('upgrade', (request, socket, head) => void this.#upgrade(request, socket, head));
  }

  get connections(): number {
    let n = 0;
    for (const members of this.#online.values()) for (const set of members.values()) n += set.size;
    return n;
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const refuse = (status: string) =>
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    socket.on('error', () => socket.destroy());
    if (this.#closing) return void refuse('404 Not Found');
    if (!(request.url ?? '').startsWith('/api/socket'))
      return void (this.#options.others(request, socket, head) || refuse('404 Not Found'));
    if (this.#options.foreign(request)) return void refuse('403 Forbidden');
    try {
      const asked = performance.now();
      const session = await this.#options.admit(request);
      if (!session) return void refuse('401 Unauthorized');
      this.#server.handleUpgrade(request, socket, head, (ws) => {
        this.#open(ws, session.corpId, session.actor);
        // A session that ended while we looked it up was not among the open ones then.
        for (const { at, corpId, hint } of this.#revoked) if (at >= asked) this.#closeRevoked(corpId, hint);
      });
    } catch (error) {
      this.#options.log.warn({ err: error }, 'an upgrade failed');
      refuse('503 Service Unavailable');
    }
  }

  #open(ws: WebSocket, corpId: string, actor: Actor & { kind: 'member' }): void {
    const connection = new Connection(corpId, actor, ws);
    const members = this.#online.get(corpId) ?? new Map<string, Set<Connection>>();
    this.#online.set(corpId, members);
    const mine = members.get(actor.id) ?? new Set();
    members.set(actor.id, mine.add(connection));
    this.#heard.add(ws);
    const budget = { second: 0, used: 0 };
    // One after the other: a client's frames take effect in the order it sent them.
    let turn: Promise<void> = Promise.resolve();
    ws.on('error', () => ws.terminate());
    ws.on('pong', () => this.#heard.add(ws));
    ws.on('message', (data) => {
      this.#heard.add(ws);
      const second = Math.floor(Date.now() / 1000);
      if (budget.second !== second) Object.assign(budget, { second, used: 0 });
      const frame = parse((data as Buffer).toString('utf8'));
      if (!frame) return connection.close(closeCodes.badFrame, 'unknown frame');
      // Posts have their own pace: they are queued by the group commit, and a crowd of them is one transaction.
      if (++budget.used > FRAMES_PER_SECOND * (frame.t === 'post' ? 20 : 1))
        return connection.close(closeCodes.slow, 'too many frames');
      if (frame.t === 'post') return void this.#dispatch(connection, frame);
      turn = turn.then(() => this.#dispatch(connection, frame));
    });
    ws.on('close', () => {
      this.#options.foreground.note(connection, false);
      mine.delete(connection);
      if (mine.size === 0) members.delete(actor.id);
      if (members.size === 0) this.#online.delete(corpId);
      for (const h of this.#handlers) h.closed?.(connection);
    });
    for (const h of this.#handlers) h.opened?.(connection);
  }

  async #dispatch(connection: Connection, frame: UpFrame): Promise<void> {
    if (frame.t === 'foreground') this.#options.foreground.note(connection, frame.on);
    for (const h of this.#handlers) {
      const handle = h.frames[frame.t] as
        | ((from: Connection, frame: UpFrame) => Promise<void> | void)
        | undefined;
      if (!handle) continue;
      try {
        await handle(connection, frame);
      } catch (error) {
        if (!(error instanceof Failure)) {
          this.#options.log.error({ err: error, frame: frame.t }, 'a frame failed');
          // The trouble is ours and may pass: the device comes back and asks again.
          connection.close(closeCodes.restart, 'try again');
        } else if ('c' in frame && frame.t !== 'post') connection.send({ t: 'gone', c: frame.c });
      }
    }
  }

  /** A session or a member has ended: their sockets close now. It is heard twice, from the bus and from the database. */
  revoke(corpId: string, hint: Revocation): void {
    if (this.#revoked.some((r) => r.hint.id === hint.id)) return;
    const at = performance.now();
    this.#revoked = this.#revoked.filter((r) => r.at > at - REMEMBER_MS);
    this.#revoked.push({ at, corpId, hint });
    this.#closeRevoked(corpId, hint);
  }

  #closeRevoked(corpId: string, hint: Revocation): void {
    for (const [memberId, connections] of this.#online.get(corpId) ?? []) {
      if (hint.memberId !== undefined && hint.memberId !== memberId) continue;
      for (const c of connections) {
        if (hint.sessionId !== undefined && c.actor.sessionId !== hint.sessionId) continue;
        if (hint.keep !== undefined && c.actor.sessionId === hint.keep) continue;
        c.close(closeCodes.signedOut, 'signed out');
      }
    }
  }

  #ping(): void {
    for (const ws of this.#server.clients) {
      if (!this.#heard.delete(ws)) ws.terminate();
      else ws.ping();
    }
  }

  /** Tells everyone when to come back, spread so that the next server is not stormed, then closes. */
  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#pinging);
    const spread = Math.min(10_000, this.connections * 2);
    for (const members of this.#online.values())
      for (const set of members.values())
        for (const c of set) {
          c.send({ t: 'bye', after: Math.round(Math.random() * spread), reason: 'restart' });
          c.close(closeCodes.restart, 'restart');
        }
    for (const h of this.#handlers) await h.close?.();
    this.#server.close();
    for (const ws of this.#server.clients) setTimeout(() => ws.terminate(), 500).unref();
  }
}

const none: ReadonlySet<Connection> = new Set();

function parse(text: string): UpFrame | undefined {
  try {
    const frame = UpFrame.safeParse(JSON.parse(text));
    return frame.success ? frame.data : undefined;
  } catch {
    return undefined;
  }
}
