import type { Work } from '../../kernel/work.ts';
import { appById } from '../apps/index.ts';
import { corpZone } from '../directory/index.ts';

/** How many messages each app sent on a day, by the company's own clock. */
export async function countMessages(
  work: Work,
  day: 'today' | 'yesterday',
): Promise<{ agentid: number; app_name: string; count: number }[]> {
  const zone = await corpZone(work);
  const rows = await work.sql<{ app_id: string; count: number }>(
    `select app_id, count(*)::int count from app_messages
      where corp_id = $1 and (sent_at at time zone $3)::date = ($2::timestamptz at time zone $3)::date - $4::int group by 1 order by 1`,
    [work.corpId, work.now, zone, day === 'today' ? 0 : 1],
  );
  const counted = [];
  for (const { app_id: id, count } of rows) {
    const app = await appById(work, id);
    if (app) counted.push({ agentid: app.no, app_name: app.name, count });
  }
  return counted;
}
