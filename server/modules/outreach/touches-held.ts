import type { Holder } from '../../kernel/work.ts';

/** News and offers these customers were sent: when, through what, in whose name. */
export const touchesHeld: Holder = (work, customerIds) =>
  work.sql(
    `select t.kind, t.channel, m.name "from", t.at from touches t left join members m on m.corp_id = $1 and m.id = t.member_id
      where t.corp_id = $1 and t.customer_id = any($2) order by t.at, t.source_id`,
    [work.corpId, customerIds],
  );
