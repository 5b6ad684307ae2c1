import { outreach } from '@teahouse/contract/outreach';
import { implement } from '../../kernel/module.ts';
import { passiveChannels } from './channels/all.ts';
import { BROADCAST, type BroadcastRow } from './gateway/broadcast-row.ts';
import { broadcastToUse, whoseBroadcasts } from './outreach.access.ts';
import { toBroadcast, toBroadcasts } from './outreach.present.ts';

export const listBroadcasts = implement(outreach.listBroadcasts, async (work, { after, limit }) => {
  const rows = await work.sql<BroadcastRow>(
    `select ${BROADCAST} from broadcasts b where b.corp_id = $1 and b.journey_id is null and ($2::text is null or b.made_by = $2) and ($3::text is null or b.id < $3)
        and b.channel <> all($5) order by b.id desc limit $4`,
    [work.corpId, whoseBroadcasts(work), after ?? null, limit + 1, passiveChannels()],
  );
  const page = rows.slice(0, limit);
  return {
    broadcasts: await toBroadcasts(work, page),
    next: rows.length > limit ? page.at(-1)!.id : null,
  };
});

export const getBroadcast = implement(outreach.getBroadcast, async (work, { broadcastId }) =>
  toBroadcast(work, await broadcastToUse(work, broadcastId)),
);
