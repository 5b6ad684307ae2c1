import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Ports } from '../ports.ts';
import type { ForeignDoor } from './foreign.ts';

const MOST_FRAME = 2 * 1024 * 1024;
const PING_MS = 30_000;

/** Sockets of foreign doors. Only programs come here: a browser always says where it comes from, and is turned away. */
export class ForeignSockets {
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MOST_FRAME,
  });
  readonly #doors: readonly NonNullable<ForeignDoor['sockets']>[];
  readonly #ports: Ports;
  readonly #clock: () => Date;
  readonly #pinging: NodeJS.Timeout;
  readonly #heard = new WeakSet<object>();

  constructor(doors: readonly ForeignDoor[], ports: Ports, clock: () => Date) {
    this.#doors = doors.flatMap((d) => d.sockets ?? []);
    this.#ports = ports;
    this.#clock = clock;
    this.#pinging = setInterval(() => this.#ping(), PING_MS);
  }

  /** Takes the upgrade if it is one of ours. */
  takes(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const path = (request.url ?? '/').split('?')[0]!;
    const door = this.#doors.find((d) => d.paths.includes(path));
    if (!door || request.headers.origin !== undefined) return false;
    this.#server.handleUpgrade(request, socket, head, (ws) => {
      this.#heard.add(ws);
      ws.on('error', () => ws.terminate());
      ws.on('pong', () => this.#heard.add(ws));
      ws.on('message', () => this.#heard.add(ws));
      const { trustProxy, publicUrl } = this.#ports.settings;
      const first = (name: string) =>
        String(request.headers[name] ?? '')
          .split(',')[0]!
          .trim();
      const ip = (trustProxy ? first('x-forwarded-for') : '') || (request.socket.remoteAddress ?? '');
      const origin = publicUrl ?? `http://${request.headers.host ?? 'localhost'}`;
      door.open({ ws, request: { ip, origin }, ports: this.#ports, clock: this.#clock });
    });
    return true;
  }

  #ping(): void {
    for (const ws of this.#server.clients) {
      if (!this.#heard.delete(ws)) ws.terminate();
      else ws.ping();
    }
  }

  close(): void {
    clearInterval(this.#pinging);
    this.#server.close();
    for (const ws of this.#server.clients) ws.close(1012, 'restart');
    for (const ws of this.#server.clients) setTimeout(() => ws.terminate(), 500).unref();
  }
}
