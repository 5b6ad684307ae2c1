import type { Ports } from './ports.ts';
import type { Actor, Work } from './work.ts';

/** Somebody at work outside a transaction: opens short units of work and may reach the world through the ports. Read, act, record. */
export interface Shift {
  readonly corpId: string;
  readonly ports: Ports;
  readonly now: Date;
  /** One short unit of work in this company, as `actor` (by default whoever this shift acts for). */
  work<T>(run: (work: Work) => Promise<T>, actor?: Actor): Promise<T>;
}
