import { outreach } from '@teahouse/contract/outreach';
import { implement } from '../../kernel/module.ts';
import { type Attempt, replayCaps } from './fatigue/cap.ts';

const DAY_MS = 86_400_000;
const SPAN_MS = 90 * DAY_MS;
const LONGEST_MS = 30 * DAY_MS;

/** The last 90 days once more under other caps: what was sent or stopped by a cap then is judged anew, in the order in which it came. */
export const tryCaps = implement(outreach.tryCaps, async (work, caps) => {
  const from = new Date(work.now.getTime() - SPAN_MS);
  const touches = await work.sql<Attempt>(
    `select p.person_id "personId", t.at from touches t
       join broadcast_people p on p.corp_id = $1 and p.broadcast_id = t.source_id and p.customer_id = t.customer_id
      where t.corp_id = $1 and t.at > $2 order by t.at, 1`,
    [work.corpId, new Date(from.getTime() - LONGEST_MS)],
  );
  const stopped = await work.sql<Attempt>(
    `select person_id "personId", ended_at at from broadcast_people
      where corp_id = $1 and reason = 'frequency_cap' and ended_at > $2 order by ended_at, 1`,
    [work.corpId, from],
  );
  const log = [...touches.filter((t) => t.at > from), ...stopped];
  const before = touches.filter((t) => t.at <= from);
  return { attempts: log.length, ...replayCaps(log, caps, before) };
});
