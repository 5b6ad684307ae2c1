import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import type { Day } from './algebra/zone.ts';

/** Plans of closed months stay as they are. Held until the work is done, so that a month cannot close meanwhile. */
export async function dayNotClosed(work: Work, day: Day): Promise<void> {
  const [closed] = await work.sql(
    'select month from attendance_closings where corp_id = $1 and month >= $2 limit 1',
    [work.corpId, day.slice(0, 7)],
  );
  if (closed) fail('attendance.month_closed');
}
