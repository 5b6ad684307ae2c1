// The door of attendance: when people come and go, what it amounts to, and who may know.
import { attendance as forMembers } from '@teahouse/contract/attendance';
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import { attendanceLeave } from '@teahouse/contract/attendance-leave';
import type { MemberId } from '@teahouse/contract/ids';
import { defineModule } from '../../kernel/module.ts';
import { mayLookAt } from './attendance.access.ts';
import { closeMonth, closePeople, reopenMonth } from './close-month.ts';
import { recordCorrection } from './correct-punch.ts';
import { exportMonth } from './export-month.ts';
import { followApprovals } from './follow-approvals.ts';
import { listHolidays, setHolidays } from './holidays.ts';
import { expireLeave, grantLeave, listBalances } from './leave/grant-leave.ts';
import { grantYearly } from './leave/grant-yearly.ts';
import {
  changeLeaveType,
  createLeaveType,
  listLeaveTypes,
  removeLeaveType,
  restoreLeaveType,
} from './leave/leave-types.ts';
import { getMyLeave, listMyLeaveEntries } from './leave/my-leave.ts';
import { recostLeave, tellRecost } from './leave/recost-leave.ts';
import { settleOvertime } from './leave/settle-time-off.ts';
import { recordAbsence, removeAbsence } from './leave/record-absence.ts';
import { listLooks } from './looks.ts';
import { getMonthTable, getTeamMonth } from './month-table.ts';
import { getMemberDay, getMemberMonth, getMyDay, getMyMonth } from './my-month.ts';
import { changePlace, createPlace, getKioskCode, listPlaces, removePlace } from './places.ts';
import { punch, punchPasskeyOptions } from './punch.ts';
import { getRoster, setRoster } from './roster.ts';
import { changeRule, createRule, listRules, removeRule } from './rules.ts';
import { createShift, listShifts, removeShift } from './shifts.ts';
import { answerSwap, askSwap, listSwaps } from './swap-shifts.ts';
import { getToday } from './today.ts';

export { dayAt, epochOf } from './algebra/zone.ts';
export { attendanceRates } from './attendance-rate.ts';
export { companyCalendar } from './holidays/calendar.ts';
export { correctPunch, removeCorrection } from './correct-punch.ts';
export { type OnLeave, onLeave } from './leave/on-leave.ts';
export { askAbsence, endAbsence, grantAbsence } from './leave/absences.ts';
export {
  type ProgramAttendance,
  programAttendance,
  type ProgramRule,
  programRules,
} from './machines/program-attendance.ts';
export { correctForProgram, punchForProgram } from './machines/program-punches.ts';
export { programRoster, type RosterDay, setProgramRoster } from './machines/program-roster.ts';
export {
  type ProgramLeaveType,
  programBalances,
  programLeaveTypes,
  setBalance,
} from './machines/program-leave.ts';
export { type AttendanceRequest, requestAsked, requestEnded } from './requests.ts';

followApprovals();

export const attendance = defineModule({
  name: 'attendance',
  migrations: new URL('./migrations/', import.meta.url),
  contract: { ...forMembers, ...attendanceAdmin, ...attendanceLeave },
  handlers: {
    getToday,
    punch,
    punchPasskeyOptions,
    getMyMonth,
    getMyDay,
    listLooks,
    getTeamMonth,
    getMemberMonth,
    getMemberDay,
    listRules,
    createRule,
    changeRule,
    removeRule,
    listPlaces,
    createPlace,
    changePlace,
    removePlace,
    getKioskCode,
    listShifts,
    createShift,
    removeShift,
    getRoster,
    setRoster,
    listHolidays,
    setHolidays,
    getMonthTable,
    exportMonth,
    closeMonth,
    reopenMonth,
    getMyLeave,
    listMyLeaveEntries,
    listSwaps,
    askSwap,
    answerSwap,
    listLeaveTypes,
    createLeaveType,
    changeLeaveType,
    removeLeaveType,
    restoreLeaveType,
    listBalances,
    grantLeave,
    recordAbsence,
    removeAbsence,
    recordCorrection,
  },
  jobs: [closePeople, expireLeave, grantYearly, settleOvertime, recostLeave, tellRecost],
  fileViewers: {
    // A photo of a field visit is seen by whoever may see the visit.
    punch: async (work, punchIds) => {
      const rows = await work.sql<{ id: string; member_id: MemberId }>(
        'select id, member_id from punches where corp_id = $1 and id = any($2)',
        [work.corpId, punchIds],
      );
      const seen = await mayLookAt(work, [...new Set(rows.map((r) => r.member_id))]);
      return rows.flatMap((r) => (seen.has(r.member_id) ? [r.id] : []));
    },
  },
});
