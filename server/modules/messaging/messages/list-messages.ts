import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import type { ChatEvent } from '@teahouse/contract/realtime';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { mySeat } from '../messaging.access.ts';
import { ENTRY_COLUMNS, type EntryRow, toEvent } from '../messaging.present.ts';

export interface Window {
  /** messages below this seq, newest window, oldest first */
  before?: number | undefined;
  /** every event above this seq, oldest first */
  after?: number | undefined;
  /** messages on both sides of this seq */
  around?: number | undefined;
  limit: number;
}

export interface Page {
  events: ChatEvent[];
  /** where the log stands */
  seq: number;
  n: number;
  /** more lies beyond this window, in its direction */
  more: boolean;
}

/** A window of a chat the caller has been let into. Messages carry their present state, so older changes need not be replayed. */
export async function pageOf(
  work: Work,
  chatId: ChatId,
  { before, after, around, limit }: Window,
): Promise<Page> {
  // The head is read first: what is committed between the two reads is then delivered live, never lost.
  const [head] = await work.sql<{ last_seq: number; last_n: number }>(
    'select last_seq, last_n from chat_heads where corp_id = $1 and chat_id = $2',
    [work.corpId, chatId],
  );
  const stand = { seq: head?.last_seq ?? 0, n: head?.last_n ?? 0 };
  if (after !== undefined) {
    const events = await rowsOf(work, chatId, 'seq > $3', 'seq', after, limit + 1);
    return { events: events.slice(0, limit), ...stand, more: events.length > limit };
  }
  if (around !== undefined) {
    const half = Math.ceil(limit / 2);
    const [older, newer] = await Promise.all([
      rowsOf(work, chatId, `seq <= $3 and event = 'msg'`, 'seq desc', around, half),
      rowsOf(work, chatId, `seq > $3 and event = 'msg'`, 'seq', around, half),
    ]);
    return { events: [...older.toReversed(), ...newer], ...stand, more: older.length === half };
  }
  const events = await rowsOf(
    work,
    chatId,
    `seq < $3 and event = 'msg'`,
    'seq desc',
    before ?? Number.MAX_SAFE_INTEGER,
    limit + 1,
  );
  return { events: events.slice(0, limit).toReversed(), ...stand, more: events.length > limit };
}

async function rowsOf(
  work: Work,
  chatId: ChatId,
  where: string,
  order: string,
  at: number,
  limit: number,
): Promise<ChatEvent[]> {
  // The limit is a literal: a bound one can get a poor generic plan.
  const rows = await work.sql<EntryRow>(
    `select ${ENTRY_COLUMNS} from chat_entries where corp_id = $1 and chat_id = $2 and ${where} order by ${order} limit ${Math.floor(limit)}`,
    [work.corpId, chatId, at],
  );
  return rows.map(toEvent);
}

export const listMessages = implement(messaging.listMessages, async (work, { chatId, ...window }) => {
  await mySeat(work, chatId);
  return await pageOf(work, chatId, window);
});
