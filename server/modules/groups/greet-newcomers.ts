import type { GroupSettings } from '@teahouse/contract/customer-groups';
import { ChatId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import { system, type Work } from '../../kernel/work.ts';
import { postAs } from '../messaging/index.ts';
import { AIDE } from './open-group.ts';

const NAMED = 10;

/** Greets everybody who came since the last welcome, together; not before the gap is over. */
export const greetNewcomers = job(
  'groups.greet_newcomers',
  z.object({ chatId: ChatId }),
  {},
  async (shift, { chatId }) =>
    await shift.work(async (work) => {
      const welcome = await welcomeDue(work, chatId);
      if (!welcome) return;
      const fresh = await work.sql<{ name: string }>(
        `update customer_group_people p set greeted = true from customers c
          where p.corp_id = $1 and p.chat_id = $2 and not p.greeted and p.left_at is null and c.corp_id = $1 and c.id = p.customer_id returning c.name`,
        [work.corpId, chatId],
      );
      if (fresh.length === 0) return;
      await work.sql('update customer_groups set welcomed_at = $3 where corp_id = $1 and chat_id = $2', [
        work.corpId,
        chatId,
        work.now,
      ]);
      const names = fresh.slice(0, NAMED).map((f) => f.name);
      // The last step, and the same message however often it runs: a work that fails after it greets nobody twice.
      await postAs(work, {
        speakerId: AIDE,
        chatId,
        cid: uuidOf(`welcome ${shift.jobId}`),
        draft: { k: 'text', b: { text: welcome.replaceAll('{name}', names.join('、')) } },
      });
    }, system),
);

/** The welcome, where one may be said now; else it is asked for again at its time. */
async function welcomeDue(work: Work, chatId: ChatId): Promise<string> {
  const [group] = await work.sql<{ settings: GroupSettings; welcomedAt: Date | null }>(
    `select g.settings, g.welcomed_at "welcomedAt" from customer_groups g join chats c on c.corp_id = $1 and c.id = g.chat_id and c.archived_at is null
      where g.corp_id = $1 and g.chat_id = $2 for update of g`,
    [work.corpId, chatId],
  );
  if (!group?.settings.welcome) return '';
  const due = (group.welcomedAt?.getTime() ?? 0) + group.settings.welcomeGap * 60_000;
  if (due <= work.now.getTime()) return group.settings.welcome;
  const runAt = new Date(due);
  await work.enqueue(greetNewcomers, { chatId }, { key: `${chatId} ${runAt.toISOString()}`, runAt });
  return '';
}
