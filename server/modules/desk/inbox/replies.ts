import { desk } from '@teahouse/contract/desk';
import { deskAdmin } from '@teahouse/contract/desk-admin';
import type { OutputOf } from '@teahouse/contract/define';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { spellingOf, wholeCompany } from '../../directory/index.ts';
import { folded } from '../../messaging/index.ts';

type Reply = OutputOf<typeof desk.listDeskReplies>['replies'][number];

export const listDeskReplies = implement(desk.listDeskReplies, async (work, { q }) => ({
  replies: await work.sql<Reply>(
    `select id, title, text from desk_replies where corp_id = $1 and strpos(search, $2) > 0 order by title, id limit 100`,
    [work.corpId, folded(q)],
  ),
}));

export const saveDeskReply = implement(deskAdmin.saveDeskReply, async (work, { replyId, title, text }) => {
  await wholeCompany(work);
  const search = folded([title, text, ...Object.values(spellingOf(title))].join('\n'));
  const values = [work.corpId, replyId ?? newId('dsr'), title, text, search];
  const [row] = replyId
    ? await work.sql<Reply>(
        'update desk_replies set title = $3, text = $4, search = $5 where corp_id = $1 and id = $2 returning id, title, text',
        values,
      )
    : await work.sql<Reply>(
        'insert into desk_replies (corp_id, id, title, text, search, created_at) values ($1, $2, $3, $4, $5, $6) returning id, title, text',
        [...values, work.now],
      );
  return row ?? fail('desk.reply_not_found');
});

export const removeDeskReply = implement(deskAdmin.removeDeskReply, async (work, { replyId }) => {
  await wholeCompany(work);
  const gone = await work.sql('delete from desk_replies where corp_id = $1 and id = $2 returning id', [
    work.corpId,
    replyId,
  ]);
  return gone.length ? {} : fail('desk.reply_not_found');
});
