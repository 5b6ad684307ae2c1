import { GroupSettings } from '@teahouse/contract/customer-groups';
import { ChatId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import { system, type Work } from '../../kernel/work.ts';
import { factsOfFiles } from '../files/index.ts';
import { postAs, withTrueFiles } from '../messaging/index.ts';
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
      // The last step, and the same messages however often it runs: a work that fails after it greets nobody twice.
      for (const [at, draft] of (await draftsOf(work, welcome, names.join('、'))).entries())
        await postAs(work, {
          speakerId: AIDE,
          chatId,
          cid: uuidOf(at ? `welcome ${shift.jobId} ${at}` : `welcome ${shift.jobId}`),
          draft: await withTrueFiles(work, draft),
        });
    }, system),
);

type Welcome = Pick<GroupSettings, 'welcome' | 'welcomeFiles'>;

/** The words first, then the files. */
async function draftsOf(work: Work, { welcome, welcomeFiles }: Welcome, names: string): Promise<Draft[]> {
  const drafts: Draft[] = welcome ? [{ k: 'text', b: { text: welcome.replaceAll('{name}', names) } }] : [];
  const facts = await factsOfFiles(work, welcomeFiles);
  for (const { fileId, name, size, mime, kind } of facts.values())
    drafts.push({ k: kind === 'image' ? 'image' : 'file', b: { fileId, name, size, mime } });
  return drafts;
}

/** The welcome, where one may be said now; else it is asked for again at its time. */
async function welcomeDue(work: Work, chatId: ChatId): Promise<Welcome | undefined> {
  const [group] = await work.sql<{ settings: unknown; welcomedAt: Date | null }>(
    `select g.settings, g.welcomed_at "welcomedAt" from customer_groups g join chats c on c.corp_id = $1 and c.id = g.chat_id and c.archived_at is null
      where g.corp_id = $1 and g.chat_id = $2 for update of g`,
    [work.corpId, chatId],
  );
  if (!group) return undefined;
  const settings = GroupSettings.parse(group.settings);
  if (!settings.welcome && settings.welcomeFiles.length === 0) return undefined;
  const due = (group.welcomedAt?.getTime() ?? 0) + settings.welcomeGap * 60_000;
  if (due <= work.now.getTime()) return settings;
  const runAt = new Date(due);
  await work.enqueue(greetNewcomers, { chatId }, { key: `${chatId} ${runAt.toISOString()}`, runAt });
  return undefined;
}
