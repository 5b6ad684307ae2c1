// The feed as a channel of the send gateway: handing over puts the moment where the customer will find it.
import { type Channel, openChannel } from '../outreach/index.ts';

const feed: Channel = {
  name: 'feed',
  staffConfirms: false,
  passive: true,
  kinds: new Set(['text', 'image', 'video', 'card']),
  rules: async (_work, people) =>
    new Map(people.map((p) => [p.personId, { windowOpen: true, counterFree: true }])),
  async send(shift, { broadcastId, customerId, memberId }) {
    await shift.work((work) =>
      work.sql(
        `insert into moment_feed (corp_id, customer_id, moment_id, member_id, at)
         select $1, $3, id, $4, $5 from moments where corp_id = $1 and broadcast_id = $2
         on conflict do nothing`,
        [work.corpId, broadcastId, customerId, memberId, work.now],
      ),
    );
    return { ref: customerId, deliveredAt: shift.now };
  },
  async find(shift, { broadcastId, customerId }) {
    const rows = await shift.work((work) =>
      work.sql(
        `select from moment_feed f join moments m on m.corp_id = $1 and m.id = f.moment_id
          where f.corp_id = $1 and f.customer_id = $3 and m.broadcast_id = $2`,
        [work.corpId, broadcastId, customerId],
      ),
    );
    return rows.length ? { ref: customerId, deliveredAt: shift.now } : undefined;
  },
};
openChannel(feed);

export const FEED = feed.name;
