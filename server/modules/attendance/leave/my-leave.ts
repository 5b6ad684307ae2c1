import { attendanceLeave } from '@teahouse/contract/attendance-leave';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { absencesAfter } from './absences.ts';
import { leaveTypes } from './leave-types.ts';
import { balancesOf, type EntryKind } from './ledger.ts';

const DAY = 86_400_000;

export const getMyLeave = implement(attendanceLeave.getMyLeave, async (work) => {
  const me = actingMember(work);
  const [types, balances, absences] = await Promise.all([
    leaveTypes(work),
    balancesOf(work, [me]),
    absencesAfter(work, me, new Date(work.now.getTime() - 92 * DAY)),
  ]);
  return { types, balances: balances.get(me) ?? [], absences };
});

export const listMyLeaveEntries = implement(attendanceLeave.listMyLeaveEntries, async (work, { typeId }) => {
  const rows = await work.sql<{
    kind: EntryKind;
    seconds: number;
    expires_on: string | null;
    note: string;
    created_at: Date;
  }>(
    `select kind, seconds, expires_on, note, created_at from leave_entries
      where corp_id = $1 and member_id = $2 and type_id = $3 order by id desc limit 500`,
    [work.corpId, actingMember(work), typeId],
  );
  return {
    entries: rows.map((r) => ({
      at: r.created_at.toISOString(),
      kind: r.kind,
      seconds: r.seconds,
      expiresOn: r.expires_on,
      note: r.note,
    })),
  };
});
