import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import type { Work } from '../../../kernel/work.ts';
import { corpZone, tenuresOf } from '../../directory/index.ts';
import { dayAt } from '../algebra/zone.ts';
import { leaveTypes, openTo } from './leave-types.ts';
import { type Entry, writeEntries } from './ledger.ts';
import { yearlyShare } from './yearly-amount.ts';

const AT_ONCE = 1_000;

/** Four times a day, what is due for the year is granted: once to each person, of each kind, for each year. */
export const grantYearly = job(
  'attendance.grant_yearly',
  z.object({}),
  { tries: 5, everyMs: 21_600_000 },
  async (shift) => {
    const due = await shift.work(dueNow);
    for (let i = 0; i < due.length; i += AT_ONCE)
      await shift.work((work) => writeEntries(work, due.slice(i, i + AT_ONCE)));
  },
);

async function dueNow(work: Work): Promise<Entry[]> {
  const [any] = await work.sql(
    'select from leave_types where corp_id = $1 and removed_at is null and yearly is not null limit 1',
    [work.corpId],
  );
  if (!any) return [];
  const today = dayAt(work.now.getTime() / 1_000, await corpZone(work));
  const found: Entry[] = [];
  for (const type of await leaveTypes(work)) {
    if (!type.yearly) continue;
    const people = await openTo(work, type.id);
    const [tenures, had] = [await tenuresOf(work, people), await granted(work, type.id)];
    for (const memberId of people) {
      const now = tenures.get(memberId)?.find((t) => t.since <= today && (!t.until || t.until >= today));
      const share = now && yearlyShare(type.yearly, type, now.since, today);
      if (!share || had.has(`${memberId} ${share.year}`)) continue;
      const { seconds, year, until: expiresOn } = share;
      found.push({
        memberId,
        typeId: type.id,
        kind: 'grant',
        seconds,
        ref: `yearly:${year}`,
        expiresOn,
        note: String(year),
      });
    }
  }
  return found;
}

async function granted(work: Work, typeId: string): Promise<Set<string>> {
  const rows = await work.sql<{ member_id: MemberId; ref: string }>(
    `select member_id, ref from leave_entries where corp_id = $1 and type_id = $2 and ref like 'yearly:%'`,
    [work.corpId, typeId],
  );
  return new Set(rows.map((r) => `${r.member_id} ${r.ref.slice('yearly:'.length)}`));
}
