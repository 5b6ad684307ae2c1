import type { Holder } from '../../kernel/work.ts';

/** What these customers said under moments, and what was answered. */
export const commentsHeld: Holder = (work, customerIds) =>
  work.sql(
    `select m.name "with", c.by_member "byMember", c.body text, c.at from moment_comments c
       join members m on m.corp_id = $1 and m.id = c.member_id
      where c.corp_id = $1 and c.customer_id = any($2) order by c.at, c.id`,
    [work.corpId, customerIds],
  );
