import { ChatId, CustomerId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import { system } from '../../kernel/work.ts';
import { reachOf } from '../directory/index.ts';
import { cardToMember } from '../messaging/index.ts';
import { ownerOf } from './groups.access.ts';
import { said } from './words.ts';

/** Whoever speaks for the module in chats. */
const SPEAKER = 'groups';

/** The owner hears that a rule has removed somebody, and why. */
export const tellOwner = job(
  'groups.tell_owner',
  z.object({
    chatId: ChatId,
    customerId: CustomerId,
    fault: z.enum(['link', 'banned', 'flood']),
    /** of the words that broke it */
    cid: z.string(),
  }),
  {},
  async (shift, { chatId, customerId, fault, cid }) => {
    const about = await shift.work(async (work) => {
      const ownerId = await ownerOf(work, chatId);
      if (!ownerId) return undefined;
      const [names] = await work.sql<{ group: string; name: string }>(
        'select t.title "group", c.name from chats t join customers c on c.corp_id = $1 and c.id = $3 where t.corp_id = $1 and t.id = $2',
        [work.corpId, chatId, customerId],
      );
      const reach = (await reachOf(work, [ownerId])).get(ownerId);
      return names && reach && { ...names, ownerId, locale: reach.locale };
    }, system);
    if (!about) return;
    const my = said[about.locale];
    const base = shift.ports.settings.publicUrl;
    const link = base ? { url: new URL(`/customer-groups/${chatId}`, base).href, button: my.open } : {};
    await cardToMember(shift, { id: SPEAKER, name: my.speaker }, about.ownerId, {
      cid: uuidOf(`group removed ${chatId} ${cid}`),
      b: { title: my.removed(about.name, about.group), text: my.faults[fault], ...link },
    });
  },
);
