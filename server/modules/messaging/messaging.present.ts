import type { ChatId } from '@teahouse/contract/ids';
import type { ChatEvent, MessageEvent } from '@teahouse/contract/realtime';

/** A row of chat_entries, as every reader selects it. */
export interface EntryRow {
  chat_id: string;
  seq: number;
  n: number;
  event: string;
  sender_id: string;
  client_id: string;
  sent_at: Date;
  id: string | null;
  kind: string | null;
  body: Record<string, unknown>;
  at_ids: string[] | null;
  reply_to: number | null;
  target: number | null;
  version: number | null;
  edited_at: Date | null;
  recalled_by: string | null;
  reactions: Record<string, string[]> | null;
  pinned_by: string | null;
}

export const ENTRY_COLUMNS =
  'chat_id, seq, n, event, sender_id, client_id, sent_at, id, kind, body, at_ids, reply_to, target, version, edited_at, recalled_by, reactions, pinned_by';

export function toEvent(row: EntryRow): ChatEvent {
  if (row.event === 'msg') return toMessage(row);
  const change = {
    c: row.chat_id as ChatId,
    s: row.seq,
    n: row.n,
    u: row.sender_id,
    ts: row.sent_at.getTime(),
    to: row.target!,
  };
  switch (row.event) {
    case 'edit':
      return {
        t: 'edit',
        ...change,
        b: (row.body['whole'] as Record<string, unknown> | undefined) ?? { text: row.body['text'] ?? '' },
        ...(row.at_ids ? { at: row.at_ids as MessageEvent['at'] } : {}),
      };
    case 'react':
      return { t: 'react', ...change, e: String(row.body['e']), on: row.body['on'] === true };
    case 'pin':
      return { t: 'pin', ...change, on: row.body['on'] === true };
    default:
      return { t: 'recall', ...change };
  }
}

export function toMessage(row: EntryRow): MessageEvent {
  return {
    t: 'msg',
    c: row.chat_id as ChatId,
    s: row.seq,
    n: row.n,
    u: row.sender_id,
    id: row.id as MessageEvent['id'],
    cid: row.client_id,
    ts: row.sent_at.getTime(),
    k: row.kind!,
    b: row.body,
    ...(row.at_ids ? { at: row.at_ids as MessageEvent['at'] } : {}),
    ...(row.reply_to === null ? {} : { re: row.reply_to }),
    ...(row.version === null ? {} : { v: row.version }),
    ...(row.edited_at ? { ed: row.edited_at.getTime() } : {}),
    ...(row.recalled_by ? { rc: row.recalled_by } : {}),
    ...(row.reactions ? { rx: row.reactions } : {}),
    ...(row.pinned_by ? { pin: row.pinned_by } : {}),
  };
}
