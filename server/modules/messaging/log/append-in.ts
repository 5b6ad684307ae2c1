import { randomUUID } from 'node:crypto';
import { applyChange } from '@teahouse/contract/apply-event';
import type { PayloadOf } from '@teahouse/contract/define';
import type { ChatId } from '@teahouse/contract/ids';
import { chatChanged, chatChanges } from '@teahouse/contract/messaging';
import type { ChangeEvent, ChatEvent, MessageEvent } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { ENTRY_COLUMNS, type EntryRow, toMessage } from '../messaging.present.ts';
import { moved } from './moved.ts';

export interface HeldHead {
  chatId: ChatId;
  seq: number;
  n: number;
  memberCount: number;
  posting: string;
  followed: boolean;
}

/**
 * Holds a chat to the end of this work, so that what follows takes the next numbers of its log. For the rare events that belong
 * together with other rows: people coming and going, edits, recalls, pins. Messages go through the append lane.
 */
export async function holdHead(work: Work, chatId: ChatId): Promise<HeldHead> {
  const [row] = await work.sql<{
    last_seq: number;
    last_n: number;
    member_count: number;
    posting: string;
    followed: boolean;
  }>(
    'select last_seq, last_n, member_count, posting, followed from chat_heads where corp_id = $1 and chat_id = $2 for update',
    [work.corpId, chatId],
  );
  if (!row) return fail('messaging.chat_not_found');
  return {
    chatId,
    seq: row.last_seq,
    n: row.last_n,
    memberCount: row.member_count,
    posting: row.posting,
    followed: row.followed,
  };
}

/** A line the house itself writes into a chat, in the name of the actor or of `by`. It takes a seq and no n: it raises no unread. */
export async function appendSystem(
  work: Work,
  head: HeldHead,
  b: Record<string, unknown>,
  by: string = work.actor.id,
): Promise<MessageEvent> {
  const event: MessageEvent = {
    t: 'msg',
    c: head.chatId,
    s: ++head.seq,
    n: head.n,
    u: by,
    id: newId('msg'),
    cid: randomUUID(),
    ts: work.now.getTime(),
    k: 'system',
    b,
  };
  await Promise.all([
    work.sql(
      `insert into chat_entries (corp_id, chat_id, seq, n, event, sender_id, client_id, sent_at, id, kind, body)
       values ($1, $2, $3, $4, 'msg', $5, $6, $7, $8, 'system', $9)`,
      [work.corpId, head.chatId, event.s, event.n, event.u, event.cid, work.now, event.id, JSON.stringify(b)],
    ),
    work.sql(
      'update chat_heads set last_seq = $3, last_msg = $3, last_at = $4 where corp_id = $1 and chat_id = $2',
      [work.corpId, head.chatId, event.s, work.now],
    ),
  ]);
  tellMoved(work, event);
  if (head.followed && TOLD.has(String(b['what'])))
    await work.emit(chatChanged, {
      chatId: head.chatId,
      what: b['what'] as PayloadOf<typeof chatChanged>['what'],
      ids: (b['members'] ?? []) as string[],
      by,
    });
  return event;
}
const TOLD: ReadonlySet<string> = new Set(chatChanges);

type Change =
  | { t: 'edit'; b: Record<string, unknown>; at?: MessageEvent['at'] }
  | { t: 'recall' }
  | { t: 'react'; e: string; on: boolean }
  | { t: 'pin'; on: boolean };

/**
 * Changes a message: appends the event and brings the message's row to what `applyChange` says, so a page read later and a log
 * followed live agree. `check` sees the message as it stands, under the lock.
 */
export async function appendChange(
  work: Work,
  chatId: ChatId,
  target: number,
  wanted: Change | ((message: MessageEvent) => Change),
  check: (message: MessageEvent, head: HeldHead) => void,
): Promise<MessageEvent> {
  const head = await holdHead(work, chatId);
  const [row] = await work.sql<EntryRow>(
    `select ${ENTRY_COLUMNS} from chat_entries where corp_id = $1 and chat_id = $2 and seq = $3 and event = 'msg'`,
    [work.corpId, chatId, target],
  );
  if (!row) return fail('messaging.message_not_found');
  const before = toMessage(row);
  check(before, head);
  const change = typeof wanted === 'function' ? wanted(before) : wanted;
  const event = {
    ...change,
    c: chatId,
    s: head.seq + 1,
    n: head.n,
    u: work.actor.id,
    ts: work.now.getTime(),
    to: target,
  } as ChangeEvent;
  const after = applyChange(before, event);
  const kept =
    change.t === 'edit'
      ? before.k === 'text'
        ? { text: change.b['text'], was: before.b['text'] }
        : { whole: change.b }
      : change.t === 'recall'
        ? {}
        : change;
  await Promise.all([
    work.sql(
      `insert into chat_entries (corp_id, chat_id, seq, n, event, sender_id, client_id, sent_at, body, target, at_ids)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        work.corpId,
        chatId,
        event.s,
        event.n,
        event.t,
        event.u,
        randomUUID(),
        work.now,
        JSON.stringify(kept),
        target,
        after.at ?? null,
      ],
    ),
    work.sql(
      `update chat_entries set version = $4, body = $5, at_ids = $6, edited_at = $7, recalled_by = $8, reactions = $9, pinned_by = $10
        where corp_id = $1 and chat_id = $2 and seq = $3`,
      [
        work.corpId,
        chatId,
        target,
        event.s,
        JSON.stringify(after.b),
        after.at ?? null,
        after.ed === undefined ? null : new Date(after.ed),
        after.rc ?? null,
        after.rx ? JSON.stringify(after.rx) : null,
        after.pin ?? null,
      ],
    ),
    work.sql('update chat_heads set last_seq = $3 where corp_id = $1 and chat_id = $2', [
      work.corpId,
      chatId,
      event.s,
    ]),
    // What was recalled must not live on in its own edits.
    ...(change.t === 'recall'
      ? [
          work.sql(
            `update chat_entries set body = '{}' where corp_id = $1 and chat_id = $2 and target = $3 and event = 'edit'`,
            [work.corpId, chatId, target],
          ),
        ]
      : []),
  ]);
  tellMoved(work, event);
  return after;
}

function tellMoved(work: Work, event: ChatEvent): void {
  const { topic, hint } = moved([event]);
  work.tell(topic, hint);
}
