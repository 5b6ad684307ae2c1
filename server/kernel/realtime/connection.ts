import type { DownFrame } from '@teahouse/contract/realtime';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Actor } from '../work.ts';
import { textFrame } from './frame.ts';

const LOSSY_ABOVE = 64 * 1024;
const HOLD_ABOVE = 256 * 1024;
const CLOSE_ABOVE = 1024 * 1024;
const STUCK_MS = 30_000;

/**
 * One signed-in device. Writes go straight to the TCP socket with frames built once (`ws` offers no door for that); safe because
 * neither compression nor fragmented sends are ever used here. Memory per slow reader is bounded: past 256 KB only the names of
 * chats that moved are kept, past 1 MB or 30 s without progress the device is cut and comes back by itself.
 */
export class Connection {
  readonly corpId: string;
  readonly actor: Actor & { kind: 'member' };
  readonly device: { id: string };
  foreground = false;
  readonly #ws: WebSocket;
  readonly #socket: Socket;
  /** chat -> its newest seq, for chats whose events were withheld */
  #withheld: Map<string, number> | undefined;
  #stuckSince = 0;

  constructor(corpId: string, actor: Actor & { kind: 'member' }, ws: WebSocket) {
    this.corpId = corpId;
    this.actor = actor;
    this.device = { id: '' };
    this.#ws = ws;
    this.#socket = (ws as unknown as { _socket: Socket })._socket;
  }

  get memberId() {
    return this.actor.id;
  }
  get alive(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  send(frame: DownFrame): void {
    this.write(textFrame(JSON.stringify(frame)));
  }

  /** Answers to this very device: never withheld, they are bounded by what it asked for. */
  write(frame: Buffer): void {
    if (!this.alive) return;
    if (this.#socket.writableLength > CLOSE_ABOVE) return this.close(4008, 'too slow');
    this.#socket.write(frame);
  }

  /** Events of a chat: while the device lags, only the fact that the chat moved is kept. */
  writeEvents(chatId: string, seq: number, frames: Buffer): void {
    if (!this.alive) return;
    const waiting = this.#socket.writableLength;
    if (waiting <= HOLD_ABOVE && !this.#withheld) {
      this.#socket.write(frames);
      return;
    }
    if (!this.#withheld) {
      this.#withheld = new Map();
      this.#stuckSince = Date.now();
      this.#socket.once('drain', () => this.#release());
    }
    this.#withheld.set(chatId, seq);
    if (waiting > CLOSE_ABOVE || Date.now() - this.#stuckSince > STUCK_MS) this.close(4008, 'too slow');
  }

  /** Typing and presence: dropped first. */
  writeLossy(frame: Buffer): void {
    if (this.alive && this.#socket.writableLength <= LOSSY_ABOVE) this.#socket.write(frame);
  }

  #release(): void {
    const chats = [...(this.#withheld ?? [])];
    this.#withheld = undefined;
    if (chats.length) this.send({ t: 'dirty', chats });
  }

  close(code: number, reason: string): void {
    this.#ws.close(code, reason);
    // A reader that stopped reading never answers the close handshake.
    setTimeout(() => this.#ws.terminate(), 1_000).unref();
  }
}
