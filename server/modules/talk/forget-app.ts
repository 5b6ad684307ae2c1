import { appRemoved } from '@teahouse/contract/apps';
import { subscribe } from '../../kernel/module.ts';

/** Its groups go on without it, its cards are changed by nobody, and what was not delivered never will be. */
export const forgetApp = subscribe('talk.forget_app', appRemoved, async (work, { appId }) => {
  for (const table of ['app_chats', 'card_codes'])
    await work.sql(`delete from ${table} where corp_id = $1 and app_id = $2`, [work.corpId, appId]);
  await work.sql('update app_messages set draft = null where corp_id = $1 and app_id = $2', [
    work.corpId,
    appId,
  ]);
});
