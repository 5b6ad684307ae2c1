// What runs while somebody is signed in: the connection, the other tabs, the device's store.
import type { Realtime } from '../../../../sdk/src/realtime.ts';
import { ApiError, Unreachable } from '../../lib/api.ts';
import type { Tabs } from '../../lib/tabs.ts';
import type { Device } from './device.ts';

export interface Running {
  me: string;
  realtime: Realtime;
  tabs: Tabs;
  /** null where the browser keeps no store */
  device: Device | null;
}
let running: Running | null = null;

/** What runs now; null before sign-in and while starting. */
export const sync = (): Running | null => running;
export const setRunning = (next: Running | null): void => {
  running = next;
};

/** A failure that the next connection repairs: the network is away or the server refused for now. Anything else is a bug. */
export function later(error: unknown): void {
  if (!(error instanceof Unreachable || error instanceof ApiError)) throw error;
}
