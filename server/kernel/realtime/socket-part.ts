import type { UpFrame } from '@teahouse/contract/realtime';
import type { Logger } from 'pino';
import type { Bus } from '../bus.ts';
import type { OpenWork } from '../outbox.ts';
import type { Connection } from './connection.ts';

type Frames = {
  [T in UpFrame['t']]: (from: Connection, frame: Extract<UpFrame, { t: T }>) => Promise<void> | void;
};

/** What a module answers on the socket. */
export interface SocketHandlers {
  frames: Partial<Frames>;
  opened?(connection: Connection): void;
  closed?(connection: Connection): void;
  close?(): Promise<void> | void;
}

/** What the kernel gives a module's socket part: the open connections, works, the bus. */
export interface Door {
  openWork: OpenWork;
  bus: Bus;
  log: Logger;
  clock: () => Date;
  /** a secret of the installation, for signing tickets */
  secret: Buffer;
  connectionsOf(corpId: string, memberId: string): ReadonlySet<Connection>;
  corpsOnline(): string[];
  membersOnline(corpId: string): ReadonlyMap<string, ReadonlySet<Connection>>;
}

/** Made once per running house, so its memory lives and dies with that house. */
export type SocketPart = (door: Door) => SocketHandlers;
