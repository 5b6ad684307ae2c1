import type { DeskId } from '@teahouse/contract/ids';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { deskToRead, readFeed } from '../../../modules/desk/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { maybe, whole, rows, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { itemsOf } from './feed-items.ts';
import { seenDesk } from './seen-desk.ts';

const sync = wecomCall({
  path: '/cgi-bin/kf/sync_msg',
  scope: 'customers.read',
  input: z.object({
    cursor: maybe(words),
    token: maybe(words),
    limit: maybe(whole),
    voice_format: maybe(whole),
    open_kfid: maybe(words),
  }),
  async run(work, { cursor, token, limit, open_kfid }, { app }) {
    const deskId = await deskMeant(work, token, open_kfid);
    const most = rows(limit, limits.kfMessagesInPage, limits.kfMessagesInPage);
    const { items, last, more } = await readFeed(work, deskId, {
      after: placeOf(deskId, cursor),
      limit: most,
    });
    return {
      next_cursor: cursorAt(deskId, last),
      has_more: Number(more),
      msg_list: await itemsOf(work, app, deskId, items),
    };
  },
});

export const syncCalls: readonly WecomCall[] = [sync];

/** Older programs name the desk by the token alone. */
async function deskMeant(work: Work, token: string | undefined, kfid: string | undefined): Promise<DeskId> {
  const byToken = token === undefined ? undefined : await deskToRead(work, token);
  if (kfid === undefined && byToken) return byToken;
  const { id } = await seenDesk(work, kfid);
  if (byToken && byToken !== id) throw new WecomError(95007);
  return id;
}

const markOf = (deskId: DeskId) => createHash('sha256').update(deskId).digest('hex').slice(0, 8);
const cursorAt = (deskId: DeskId, n: number) => `${markOf(deskId)}-${n.toString(36)}`;

/** A cursor of this desk as the number it stands for; anything else is the beginning. */
function placeOf(deskId: DeskId, cursor = ''): number {
  const [mark, n = ''] = cursor.split('-');
  return mark === markOf(deskId) && /^[0-9a-z]{1,11}$/.test(n) ? Number.parseInt(n, 36) : 0;
}
