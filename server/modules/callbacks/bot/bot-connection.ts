import type { AppId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/** What goes over the bus when something moved at a bot: a newer connection, or something to tell. */
export interface BotHint {
  appId: string;
  /** the connection that holds the bot from now on; absent: there is something to tell */
  holder?: string;
}
export const BOT_TOPIC = 'bot';

/** From now on this connection has the bot; an older one hears of it and closes. */
export async function holdBot(work: Work, appId: AppId, holder: string): Promise<void> {
  await work.sql(
    `insert into bots (corp_id, app_id, holder, connected_at) values ($1, $2, $3, $4)
     on conflict (corp_id, app_id) do update set holder = $3, connected_at = $4, left_at = null`,
    [work.corpId, appId, holder, work.now],
  );
  work.tell(BOT_TOPIC, { appId, holder } satisfies BotHint);
}

/** The connection is gone, unless a newer one has the bot by now. */
export async function letBotGo(work: Work, appId: AppId, holder: string): Promise<void> {
  await work.sql(
    'update bots set holder = null, left_at = $4 where corp_id = $1 and app_id = $2 and holder = $3',
    [work.corpId, appId, holder, work.now],
  );
}
