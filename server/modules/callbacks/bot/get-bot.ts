import { callbacks } from '@teahouse/contract/callbacks';
import { implement } from '../../../kernel/module.ts';
import { appToAdminister } from '../callbacks.access.ts';

export const getBot = implement(callbacks.getBot, async (work, { appId }) => {
  const app = await appToAdminister(work, appId);
  const [bot] = await work.sql<{ holder: string | null; connectedAt: Date; leftAt: Date | null }>(
    'select holder, connected_at "connectedAt", left_at "leftAt" from bots where corp_id = $1 and app_id = $2',
    [work.corpId, appId],
  );
  const [line] = await work.sql<{ n: number }>(
    'select count(*)::int n from bot_events where corp_id = $1 and app_id = $2 and sent_at is null',
    [work.corpId, appId],
  );
  return {
    botId: String(app.no),
    connected: Boolean(bot?.holder),
    connectedAt: bot?.connectedAt.toISOString() ?? null,
    leftAt: bot?.leftAt?.toISOString() ?? null,
    waiting: line!.n,
  };
});
