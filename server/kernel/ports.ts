import type { Logger } from 'pino';
import type { BlobStore } from './blob-store.ts';
import type { Bus } from './bus.ts';
import type { CallLog } from './call-log.ts';
import type { FrontDesk } from './front-desk.ts';
import type { Installation, PushKeys } from './installation.ts';
import type { Mailer } from './mail.ts';
import type { Foreground } from './realtime/foreground.ts';
import type { FetchOutside } from './outbound.ts';
import type { Settings } from './settings.ts';
import type { Throttles } from './throttle.ts';
import type { Actor, Work } from './work.ts';

/** The world outside a transaction, built once in house.ts. Only jobs and raw handlers get it. */
export interface Ports {
  settings: Settings;
  log: Logger;
  bus: Bus;
  frontDesk: FrontDesk;
  /** the bytes of files; rows about them are the files module's */
  blobs: BlobStore;
  /** the one way to addresses that people type */
  fetchOutside: FetchOutside;
  /** undefined where no mail server is set */
  mail: Mailer | undefined;
  /** who has the product in front of them, on any replica */
  foreground: Foreground;
  /** what push services know us by (VAPID), base64url */
  pushKeys: PushKeys;
  throttles: Throttles;
  /** what apps called, for those who write them */
  callLog: CallLog;
  installation: Installation;
  /** the installation's own secret: signs tickets, encrypts what must be stored readable */
  secret: Buffer;
  /** Opens a unit of work in any company; for doors where the company is known only after a look-up. */
  openWork: <T>(corpId: string, actor: Actor, run: (work: Work) => Promise<T>) => Promise<T>;
}
