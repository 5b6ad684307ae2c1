import type { Estimate } from '../lift/counts.ts';
import { Z95 } from '../lift/counts.ts';

/** What came of messages sent to one segment under one cap that was drawn by lot. */
export interface Responses {
  sent: number;
  answered: number;
}

/**
 * How readily people under pressure still answer, against those under none: ratio of answers per message, 1 is unchanged, with its 95 %
 * interval (log rate ratio). Null below five answers on a side. Only for arms of a cap experiment: elsewhere pressure falls on those who buy.
 */
export function immunityOf(pressed: Responses, rested: Responses): Estimate | null {
  if (pressed.answered < 5 || rested.answered < 5) return null;
  const at = pressed.answered / pressed.sent / (rested.answered / rested.sent);
  const reach = Z95 * Math.sqrt(1 / pressed.answered + 1 / rested.answered);
  return { at, lo: at * Math.exp(-reach), hi: at * Math.exp(reach) };
}
