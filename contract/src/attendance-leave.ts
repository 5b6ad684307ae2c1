// Leave: its types, everybody's balance as a ledger, and what was granted: leave, trips, errands, overtime, corrections.
import * as z from 'zod';
import { absenceKinds, Day, Punch } from './attendance-shapes.ts';
import { endpoint } from './define.ts';
import { MemberBrief } from './directory.ts';
import { AbsenceId, DepartmentId, LeaveTypeId, MemberId, ShiftId, SwapId } from './ids.ts';

/** What everybody has a right to each year. Days may be halves. */
export const YearlyGrant = z.object({
  /** on 1 January, or on the day somebody joined */
  when: z.enum(['new_year', 'anniversary']),
  /** the first year it is granted for */
  fromYear: z.number().int().min(2000).max(2100),
  /** days a year after so many whole years with the company; nothing before the first step */
  steps: z
    .array(
      z.object({ years: z.number().int().min(0).max(60), days: z.number().min(0).max(366).multipleOf(0.5) }),
    )
    .min(1)
    .max(12),
  /** on 1 January: every day of the year counts by the step reached on it, days before joining not at all */
  proportional: z.boolean(),
  /** what may be kept when the year is over, and for how many months; null: nothing */
  carry: z
    .object({ days: z.number().min(0).max(366).multipleOf(0.5), months: z.number().int().min(1).max(24) })
    .nullable(),
});
export type YearlyGrant = z.infer<typeof YearlyGrant>;

const LeaveTypeInput = z.object({
  name: z.string().trim().min(1).max(40),
  /** the smallest piece that can be taken */
  unit: z.enum(['day', 'half_day', 'hour']),
  /** seconds of work a day of it stands for */
  daySec: z.number().int().min(3_600).max(86_400),
  /** taken from a balance; otherwise as much as is granted */
  balanced: z.boolean(),
  /** the balance may go below nothing */
  debt: z.boolean(),
  /** only for balanced ones; null: granted by hand alone */
  yearly: YearlyGrant.nullable().default(null),
  /** approved overtime earns it, second for second, to be taken within so many months; one kind at most, the last that says so */
  timeOffMonths: z.number().int().min(1).max(24).nullable().default(null),
  /** who may ask for it: these departments and those below; empty: everybody */
  departments: z.array(DepartmentId).max(100).default([]),
});
/** `key` is how request forms name one of the usual kinds; '' for those the company made up. */
export const LeaveType = LeaveTypeInput.extend({
  id: LeaveTypeId,
  key: z.string(),
  yearly: YearlyGrant.nullable(),
  timeOffMonths: z.number().int().nullable(),
  departments: z.array(z.object({ id: DepartmentId, name: z.string() })),
  /** switched off: nobody can ask for it */
  off: z.boolean(),
});
export type LeaveType = z.infer<typeof LeaveType>;

export const Balance = z.object({
  typeId: LeaveTypeId,
  /** seconds of work: what can still be taken, and what open requests hold */
  available: z.number().int(),
  held: z.number().int(),
  /** the part that goes first, and its last day */
  expiring: z.object({ seconds: z.number().int(), on: Day }).nullable(),
});
export type Balance = z.infer<typeof Balance>;

export const LeaveEntry = z.object({
  at: z.iso.datetime(),
  kind: z.enum([
    'grant',
    'yearly',
    'carry',
    'overtime',
    'hold',
    'release',
    'consume',
    'restore',
    'expire',
    'adjust',
  ]),
  seconds: z.number().int(),
  expiresOn: Day.nullable(),
  note: z.string(),
});

export const Absence = z.object({
  id: AbsenceId,
  kind: z.enum(absenceKinds),
  typeId: LeaveTypeId.nullable(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  state: z.enum(['asked', 'granted']),
  /** seconds of working time it covers, rounded up to the unit of its type */
  costSec: z.number().int(),
  note: z.string(),
});
export type Absence = z.infer<typeof Absence>;

export const Swap = z.object({
  id: SwapId,
  asker: MemberBrief,
  askerDay: Day,
  other: MemberBrief,
  otherDay: Day,
  state: z.enum(['asked', 'agreed', 'refused', 'withdrawn']),
  askerShift: ShiftId.nullable(),
  otherShift: ShiftId.nullable(),
  at: z.iso.datetime(),
});

const absenceErrors = [
  'attendance.unknown_member',
  'attendance.leave_type_not_found',
  'attendance.bad_span',
  'attendance.absence_overlaps',
  'attendance.no_balance',
] as const;
const AbsenceInput = z.object({
  memberId: MemberId,
  kind: z.enum(absenceKinds),
  /** for leave */
  typeId: LeaveTypeId.optional(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  note: z.string().trim().max(300).default(''),
});

export const attendanceLeave = {
  getMyLeave: endpoint({
    method: 'GET',
    path: '/attendance/leave',
    summary: 'What leave I have, and what was granted to me',
    who: 'member',
    input: z.object({}),
    output: z.object({
      types: z.array(LeaveType),
      balances: z.array(Balance),
      absences: z.array(Absence),
    }),
    errors: [],
  }),
  listMyLeaveEntries: endpoint({
    method: 'GET',
    path: '/attendance/leave/:typeId/entries',
    summary: 'Every entry of my leave of one type, newest first',
    who: 'member',
    input: z.object({ typeId: LeaveTypeId }),
    output: z.object({ entries: z.array(LeaveEntry) }),
    errors: [],
  }),
  listSwaps: endpoint({
    method: 'GET',
    path: '/attendance/swaps',
    summary: 'Exchanges of shifts I asked for or was asked for',
    who: 'member',
    input: z.object({}),
    output: z.object({ swaps: z.array(Swap) }),
    errors: [],
  }),
  askSwap: endpoint({
    method: 'POST',
    path: '/attendance/swaps',
    summary: 'Ask a colleague to exchange a day of the roster',
    who: 'member',
    input: z.object({ day: Day, otherId: MemberId, otherDay: Day }),
    output: Swap,
    errors: ['attendance.unknown_member', 'attendance.nothing_to_swap', 'attendance.month_closed'],
  }),
  answerSwap: endpoint({
    method: 'POST',
    path: '/attendance/swaps/:swapId/answer',
    summary: 'Agree or refuse; the asker can withdraw. Agreeing exchanges both cells at once',
    who: 'member',
    input: z.object({ swapId: SwapId, agree: z.boolean() }),
    output: Swap,
    errors: [
      'attendance.swap_not_found',
      'attendance.nothing_to_swap',
      'attendance.shifts_overlap',
      'attendance.shift_not_found',
      'attendance.month_closed',
    ],
  }),
  listLeaveTypes: endpoint({
    method: 'GET',
    path: '/admin/attendance/leave-types',
    summary: 'The kinds of leave of the company',
    who: 'admin:attendance',
    input: z.object({}),
    output: z.object({ types: z.array(LeaveType) }),
    errors: [],
  }),
  createLeaveType: endpoint({
    method: 'POST',
    path: '/admin/attendance/leave-types',
    summary: 'Add a kind of leave',
    who: 'admin:attendance',
    input: LeaveTypeInput,
    output: LeaveType,
    errors: ['attendance.whole_company', 'attendance.unknown_department'],
  }),
  changeLeaveType: endpoint({
    method: 'PUT',
    path: '/admin/attendance/leave-types/:typeId',
    summary: 'Change a kind of leave; what was taken keeps what it cost',
    who: 'admin:attendance',
    input: LeaveTypeInput.extend({ typeId: LeaveTypeId }),
    output: LeaveType,
    errors: ['attendance.whole_company', 'attendance.leave_type_not_found', 'attendance.unknown_department'],
  }),
  restoreLeaveType: endpoint({
    method: 'POST',
    path: '/admin/attendance/leave-types/:typeId/restore',
    summary: 'Offer a kind of leave again',
    who: 'admin:attendance',
    input: z.object({ typeId: LeaveTypeId }),
    output: z.object({}),
    errors: ['attendance.whole_company', 'attendance.leave_type_not_found'],
  }),
  removeLeaveType: endpoint({
    method: 'DELETE',
    path: '/admin/attendance/leave-types/:typeId',
    summary: 'Offer a kind of leave no longer',
    who: 'admin:attendance',
    input: z.object({ typeId: LeaveTypeId }),
    output: z.object({}),
    errors: ['attendance.whole_company', 'attendance.leave_type_not_found'],
  }),
  listBalances: endpoint({
    method: 'GET',
    path: '/admin/attendance/balances',
    summary: 'Who has how much leave, by name',
    who: 'admin:attendance',
    input: z.object({ q: z.string().trim().max(60).optional(), after: z.string().max(60).optional() }),
    output: z.object({
      types: z.array(LeaveType),
      people: z.array(z.object({ member: MemberBrief, balances: z.array(Balance) })),
      more: z.boolean(),
    }),
    errors: [],
  }),
  grantLeave: endpoint({
    method: 'POST',
    path: '/admin/attendance/grants',
    summary: 'Give people leave, or take some back; a repeat with the same `cid` gives nothing twice',
    who: 'admin:attendance',
    input: z.object({
      cid: z.uuid(),
      memberIds: z.array(MemberId).min(1).max(1_000),
      typeId: LeaveTypeId,
      /** seconds of work; negative takes back */
      seconds: z.number().int().min(-31_536_000).max(31_536_000),
      /** the last day it can be used */
      expiresOn: Day.optional(),
      note: z.string().trim().max(200).default(''),
    }),
    output: z.object({ granted: z.number().int() }),
    errors: ['attendance.unknown_member', 'attendance.leave_type_not_found'],
  }),
  recordAbsence: endpoint({
    method: 'POST',
    path: '/admin/attendance/absences',
    summary: 'Write down leave, a trip, an errand or overtime that was granted elsewhere',
    who: 'admin:attendance',
    input: AbsenceInput,
    output: Absence,
    errors: absenceErrors,
  }),
  removeAbsence: endpoint({
    method: 'DELETE',
    path: '/admin/attendance/absences/:absenceId',
    summary: 'Take back what was written down; what it took from a balance returns',
    who: 'admin:attendance',
    input: z.object({ absenceId: AbsenceId }),
    output: z.object({}),
    errors: ['attendance.absence_not_found', 'attendance.unknown_member'],
  }),
  recordCorrection: endpoint({
    method: 'POST',
    path: '/admin/attendance/corrections',
    summary: 'Write down a punch somebody could not make, with the reason',
    who: 'admin:attendance',
    input: z.object({
      cid: z.uuid(),
      memberId: MemberId,
      at: z.iso.datetime(),
      note: z.string().trim().min(1).max(300),
    }),
    output: Punch,
    errors: [
      'attendance.unknown_member',
      'attendance.too_many_corrections',
      'attendance.correction_too_late',
    ],
  }),
};
