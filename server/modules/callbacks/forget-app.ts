import { appRemoved } from '@teahouse/contract/apps';
import { subscribe } from '../../kernel/module.ts';

/** An app that is gone hears nothing; where it listened and what it waited for is forgotten. */
export const forgetApp = subscribe('callbacks.forget_app', appRemoved, async (work, { appId }) => {
  for (const table of ['callbacks', 'deliveries', 'callback_answers'])
    await work.sql(`delete from ${table} where corp_id = $1 and app_id = $2`, [work.corpId, appId]);
});
