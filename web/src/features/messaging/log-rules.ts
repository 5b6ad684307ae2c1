// Pure rules of a chat's log on this device.
import { applyChange } from '../../../../contract/src/apply-event.ts';
import type { ChatEvent, ChatLog, MessageEvent } from './model.ts';

/** Where seq `s` is, or where it would go. */
function place(messages: readonly MessageEvent[], s: number): [at: number, found: boolean] {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((messages[mid]?.s ?? 0) < s) low = mid + 1;
    else high = mid;
  }
  return [low, messages[low]?.s === s];
}

export const indexOfSeq = (messages: readonly MessageEvent[], s: number): number => {
  const [at, found] = place(messages, s);
  return found ? at : -1;
};

/** Applies events in order to messages; those already in change nothing. Changes of messages not held are left out. */
export function applyEvents(messages: readonly MessageEvent[], events: readonly ChatEvent[]): MessageEvent[] {
  const next = [...messages];
  for (const event of events) {
    const [at, found] = place(next, event.t === 'msg' ? event.s : event.to);
    const known = next[at];
    if (event.t === 'msg') {
      if (!found) next.splice(at, 0, event);
      else if (known && (event.v ?? event.s) > (known.v ?? known.s)) next[at] = event;
    } else if (found && known) next[at] = applyChange(known, event);
  }
  return next;
}

/** Applies what follows the log; an event already in the log changes nothing. */
export function extendLog(log: ChatLog, events: readonly ChatEvent[]): ChatLog {
  const fresh = events.filter((e) => e.s > log.s);
  if (fresh.length === 0) return log;
  return { ...log, s: fresh.at(-1)?.s ?? log.s, messages: applyEvents(log.messages, fresh) };
}

/** Puts older messages in front. */
export function prependOlder(log: ChatLog, older: readonly ChatEvent[], more: boolean): ChatLog {
  return { ...log, messages: applyEvents(log.messages, older), more };
}

export interface Grouping {
  /** a line with the date stands above */
  newDay: boolean;
  /** the sender's name and face are shown */
  first: boolean;
}
const together = 5 * 60_000;

/** Messages of one person close in time read as one block. */
export function grouping(
  previous: MessageEvent | undefined,
  m: MessageEvent,
  sameDay: (a: number, b: number) => boolean,
): Grouping {
  const newDay = !previous || !sameDay(previous.ts, m.ts);
  const first =
    newDay ||
    previous.u !== m.u ||
    previous.k === 'system' ||
    previous.rc !== undefined ||
    m.ts - previous.ts > together ||
    m.re !== undefined;
  return { newDay, first };
}
