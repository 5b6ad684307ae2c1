import { attendanceLeave, type LeaveType } from '@teahouse/contract/attendance-leave';
import type { LeaveTypeId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import { implement } from '../../../kernel/module.ts';
import { briefsOf, corpZone } from '../../directory/index.ts';
import { dayAt } from '../algebra/zone.ts';
import { mustAdminister, peopleInScope } from '../attendance.access.ts';
import { remainders } from './expiry.ts';
import { leaveType, leaveTypes } from './leave-types.ts';
import { balancesOf, holdBalances, writeEntries } from './ledger.ts';
import { monthsLater } from './yearly-amount.ts';

const PAGE = 100;

export const listBalances = implement(attendanceLeave.listBalances, async (work, { q, after }) => {
  const page = await peopleInScope(work, { q, after, most: PAGE + 1 });
  const ids = page.slice(0, PAGE);
  const [types, balances, members] = await Promise.all([
    leaveTypes(work, true),
    balancesOf(work, ids),
    briefsOf(work, ids),
  ]);
  return {
    types,
    people: members.map((member) => ({ member, balances: balances.get(member.id) ?? [] })),
    more: page.length > PAGE,
  };
});

export const grantLeave = implement(
  attendanceLeave.grantLeave,
  async (work, { cid, memberIds, typeId, seconds, expiresOn, note }) => {
    await mustAdminister(work, memberIds);
    await leaveType(work, typeId);
    const kind = seconds >= 0 ? ('grant' as const) : ('adjust' as const);
    const granted = await writeEntries(
      work,
      [...new Set(memberIds)].map((memberId) => ({
        memberId,
        typeId,
        kind,
        seconds,
        ref: `grant:${cid}`,
        note,
        expiresOn: seconds >= 0 ? expiresOn : null,
      })),
    );
    if (granted > 0)
      await work.audit({ action: 'attendance.leave_granted', object: typeId, detail: { granted, seconds } });
    return { granted };
  },
);

/** Four times a day, what was not used by its last day goes. Those that end first count as used first. */
export const expireLeave = job(
  'attendance.expire_leave',
  z.object({}),
  { tries: 5, everyMs: 21_600_000 },
  async (shift) => {
    const due = await shift.work(async (work) => {
      const today = dayAt(work.now.getTime() / 1_000, await corpZone(work));
      const rows = await work.sql<{ member_id: MemberId; type_id: LeaveTypeId }>(
        `select distinct g.member_id, g.type_id from leave_entries g
          where g.corp_id = $1 and g.kind = 'grant' and g.expires_on < $2
            and not exists (select from leave_entries e where e.corp_id = $1 and e.member_id = g.member_id
                               and e.type_id = g.type_id and e.kind = 'expire' and e.id > g.id and e.ref like 'expire:' || g.expires_on || '%'
                               and not exists (select from leave_entries b where b.corp_id = $1 and b.member_id = g.member_id
                                 and b.type_id = g.type_id and b.kind in ('release', 'restore') and b.id > e.id))`,
        [work.corpId, today],
      );
      return { today, rows };
    });
    for (const { member_id: memberId, type_id: typeId } of due.rows)
      await shift.work(async (work) => {
        await holdBalances(work, memberId);
        const entries = await work.sql<{
          kind: string;
          seconds: number;
          expires_on: string | null;
          ref: string;
        }>(
          'select kind, seconds, expires_on, ref from leave_entries where corp_id = $1 and member_id = $2 and type_id = $3',
          [work.corpId, memberId, typeId],
        );
        const grants = entries.flatMap((e) =>
          e.kind === 'grant' ? [{ seconds: e.seconds, expiresOn: e.expires_on }] : [],
        );
        const available = entries.reduce((sum, e) => sum + e.seconds, 0);
        const left = remainders(grants, grants.reduce((sum, g) => sum + g.seconds, 0) - available);
        const days = new Set(
          grants.flatMap((g) => (g.expiresOn && g.expiresOn < due.today ? [g.expiresOn] : [])),
        );
        const type = (await leaveTypes(work, true)).find((t) => t.id === typeId);
        for (const day of days) {
          const gone = left.filter((g) => g.expiresOn === day).reduce((sum, g) => sum + g.seconds, 0);
          const yearly = entries
            .filter((e) => e.expires_on === day && e.ref.startsWith('yearly:'))
            .reduce((sum, e) => sum + e.seconds, 0);
          const rows = [
            // Named by today as well: what is given back after its last day goes too.
            { kind: 'expire' as const, seconds: -gone, ref: `expire:${day}:${due.today}`, expiresOn: null },
            ...(type ? carried(type, day, Math.min(gone, yearly)) : []),
          ];
          await writeEntries(
            work,
            rows.map((row) => ({ memberId, typeId, note: day, ...row })),
          );
        }
      });
  },
);

/** What may be kept of what was left of a year's leave when the year was over. */
function carried({ yearly, daySec }: LeaveType, day: string, left: number) {
  const seconds = yearly?.carry ? Math.min(left, Math.round(yearly.carry.days * daySec)) : 0;
  if (!yearly?.carry || seconds === 0) return [];
  return [
    {
      kind: 'grant' as const,
      seconds,
      ref: `carry:${day}`,
      expiresOn: monthsLater(day, yearly.carry.months),
    },
  ];
}
