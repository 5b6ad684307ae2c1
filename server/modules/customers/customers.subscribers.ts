import { customerAdded } from '@teahouse/contract/customers';
import type { ContactCode } from '@teahouse/contract/contact-codes';
import type { ChatId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { uuidOf } from '../../kernel/ids.ts';
import { subscribe } from '../../kernel/module.ts';
import { factsOfFiles } from '../files/index.ts';
import { postAs, withTrueFiles } from '../messaging/index.ts';

/** The welcome of the code, from the member it led to. Its ids are made from the pair, so however often it runs it greets once. */
export const greet = subscribe('customers.greet', customerAdded, async (work, pair) => {
  if (!pair.codeId) return;
  const [found] = await work.sql<{ welcome: ContactCode['welcome']; chat_id: ChatId; name: string }>(
    `select c.welcome, f.chat_id, m.name from contact_codes c
       join customer_follows f on f.corp_id = $1 and f.customer_id = $3 and f.member_id = $4
       join members m on m.corp_id = $1 and m.id = f.member_id
      where c.corp_id = $1 and c.id = $2`,
    [work.corpId, pair.codeId, pair.customerId, pair.memberId],
  );
  if (!found) return;
  const drafts: Draft[] = [];
  const text = found.welcome.text.replaceAll('{name}', found.name);
  if (text) drafts.push({ k: 'text', b: { text } });
  const facts = await factsOfFiles(work, found.welcome.fileIds);
  for (const { fileId, name, size, mime, kind } of facts.values())
    drafts.push({ k: kind === 'image' ? 'image' : 'file', b: { fileId, name, size, mime } });
  for (const [at, draft] of drafts.entries())
    await postAs(work, {
      speakerId: pair.memberId,
      chatId: found.chat_id,
      cid: uuidOf(`welcome ${found.chat_id} ${at}`),
      draft: await withTrueFiles(work, draft),
    });
});
