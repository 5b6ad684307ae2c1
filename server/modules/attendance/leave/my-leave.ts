import { attendanceLeave, type LeaveEntry, type LeaveType } from '@teahouse/contract/attendance-leave';
import type * as z from 'zod';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { absencesAfter } from './absences.ts';
import { leaveTypes, openTypes } from './leave-types.ts';
import { balancesOf } from './ledger.ts';

const DAY = 86_400_000;

export const getMyLeave = implement(attendanceLeave.getMyLeave, async (work) => {
  const me = actingMember(work);
  const types = await leaveTypes(work, true);
  const open = await openTypes(work, me);
  const [all, absences] = await Promise.all([
    balancesOf(work, [me]),
    absencesAfter(work, me, new Date(work.now.getTime() - 92 * DAY)),
  ]);
  const balances = all.get(me) ?? [];
  // What somebody still has, holds or took does not vanish when the kind is no longer for them.
  const mine = (t: LeaveType) =>
    open.has(t.id) ||
    balances.some((b) => b.typeId === t.id && (b.available !== 0 || b.held !== 0)) ||
    absences.some((a) => a.typeId === t.id);
  return { types: types.filter(mine), balances, absences };
});

export const listMyLeaveEntries = implement(attendanceLeave.listMyLeaveEntries, async (work, { typeId }) => {
  const rows = await work.sql<{
    kind: z.output<typeof LeaveEntry>['kind'];
    seconds: number;
    expires_on: string | null;
    note: string;
    created_at: Date;
  }>(
    `select case when kind = 'grant' and ref ~ '^(yearly|carry|overtime):' then split_part(ref, ':', 1) else kind end kind, seconds, expires_on, note, created_at from leave_entries
      where corp_id = $1 and member_id = $2 and type_id = $3 and seconds <> 0 order by id desc limit 500`,
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
