import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';

const DAY = 86_400_000;
const DONE_DAYS = 7;
const DEAD_DAYS = 30;
const BATCH = 5_000;

/** What was told is forgotten after a week, what could not be told after a month. */
export const keepShort = job('callbacks.keep_short', z.object({}), { everyMs: DAY }, async (shift) => {
  const before = (days: number) => new Date(shift.now.getTime() - days * DAY);
  for (;;) {
    const gone = await shift.work((work) =>
      work.sql(
        `delete from deliveries where corp_id = $1 and (app_id, no) in (
           select app_id, no from deliveries where corp_id = $1 and ended_at is not null
              and (ended_at < $2 or ended_at < $3 and state = 'done') limit $4) returning no`,
        [work.corpId, before(DEAD_DAYS), before(DONE_DAYS), BATCH],
      ),
    );
    if (gone.length < BATCH) break;
  }
  await shift.work((work) =>
    work.sql('delete from callback_answers where corp_id = $1 and seen_at < $2', [
      work.corpId,
      before(DONE_DAYS),
    ]),
  );
  await shift.work((work) =>
    work.sql('delete from bot_events where corp_id = $1 and created_at < $2', [
      work.corpId,
      before(DONE_DAYS),
    ]),
  );
});
