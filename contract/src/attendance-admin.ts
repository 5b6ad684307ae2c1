// What attendance administrators look after: rules, places, shifts, rosters, holidays, and the months of their people.
import * as z from 'zod';
import { MonthLine } from './attendance.ts';
import {
  AttendanceRule,
  Day,
  HolidayDay,
  Month,
  Place,
  PlaceInput,
  RuleConfig,
  Shift,
  ShiftTimes,
} from './attendance-shapes.ts';
import { endpoint } from './define.ts';
import { MemberBrief } from './directory.ts';
import { AttendanceRuleId, DepartmentId, MemberId, PlaceId, ShiftId } from './ids.ts';

const Done = z.object({});
const RuleInput = z.object({
  name: z.string().trim().min(1).max(80),
  config: RuleConfig,
  departments: z.array(DepartmentId).max(500),
  members: z.array(MemberId).max(500),
  /** from which day on; by default today */
  since: Day.optional(),
});
const ShiftInput = z.object({
  name: z.string().trim().min(1).max(40),
  color: z.number().int().min(0).max(7),
  times: ShiftTimes,
});
export const HolidayYear = z.object({
  year: z.number().int(),
  /** 0: not known; only holidays with a fixed date are counted */
  version: z.string(),
  covered: z.boolean(),
  /** true where the company wrote this year itself */
  own: z.boolean(),
  source: z.string(),
  days: z.array(HolidayDay),
});
const ruleErrors = [
  'attendance.rule_not_found',
  'attendance.whole_company',
  'attendance.bad_zone',
  'attendance.month_closed',
  'attendance.unknown_member',
  'attendance.place_not_found',
] as const;

export const attendanceAdmin = {
  listRules: endpoint({
    method: 'GET',
    path: '/admin/attendance/rules',
    summary: 'All attendance rules and whom they are for',
    who: 'admin:attendance',
    input: z.object({}),
    output: z.object({ rules: z.array(AttendanceRule), zone: z.string() }),
    errors: [],
  }),
  createRule: endpoint({
    method: 'POST',
    path: '/admin/attendance/rules',
    summary: 'Set up an attendance rule; somebody named in two rules keeps the newest',
    who: 'admin:attendance',
    input: RuleInput,
    output: AttendanceRule,
    errors: ruleErrors,
  }),
  changeRule: endpoint({
    method: 'PUT',
    path: '/admin/attendance/rules/:ruleId',
    summary: 'Change a rule from a day on; days before keep the version they had',
    who: 'admin:attendance',
    input: RuleInput.extend({ ruleId: AttendanceRuleId }),
    output: AttendanceRule,
    errors: ruleErrors,
  }),
  removeRule: endpoint({
    method: 'DELETE',
    path: '/admin/attendance/rules/:ruleId',
    summary: 'Take a rule away; closed months keep what it said',
    who: 'admin:attendance',
    input: z.object({ ruleId: AttendanceRuleId }),
    output: Done,
    errors: ruleErrors,
  }),
  listPlaces: endpoint({
    method: 'GET',
    path: '/admin/attendance/places',
    summary: 'All work places',
    who: 'admin:attendance',
    input: z.object({}),
    output: z.object({ places: z.array(Place) }),
    errors: [],
  }),
  createPlace: endpoint({
    method: 'POST',
    path: '/admin/attendance/places',
    summary: 'Add a work place: a circle on the map, and the networks of the office',
    who: 'admin:attendance',
    input: PlaceInput,
    output: Place,
    errors: ['attendance.whole_company', 'attendance.unknown_member'],
  }),
  changePlace: endpoint({
    method: 'PUT',
    path: '/admin/attendance/places/:placeId',
    summary: 'Change a work place',
    who: 'admin:attendance',
    input: PlaceInput.extend({ placeId: PlaceId }),
    output: Place,
    errors: ['attendance.whole_company', 'attendance.place_not_found', 'attendance.unknown_member'],
  }),
  removePlace: endpoint({
    method: 'DELETE',
    path: '/admin/attendance/places/:placeId',
    summary: 'Take a work place away; punches made there keep its name',
    who: 'admin:attendance',
    input: z.object({ placeId: PlaceId }),
    output: Done,
    errors: ['attendance.whole_company', 'attendance.place_not_found'],
  }),
  getKioskCode: endpoint({
    method: 'GET',
    path: '/admin/attendance/places/:placeId/kiosk',
    summary:
      'The code a kiosk in this place shows now; it changes every thirty seconds and serves each person once',
    who: 'admin:attendance',
    input: z.object({ placeId: PlaceId }),
    output: z.object({ place: z.string(), code: z.string(), until: z.iso.datetime() }),
    errors: ['attendance.place_not_found'],
  }),
  listShifts: endpoint({
    method: 'GET',
    path: '/admin/attendance/shifts',
    summary: 'All shifts of the roster',
    who: 'admin:attendance',
    input: z.object({}),
    output: z.object({ shifts: z.array(Shift) }),
    errors: [],
  }),
  createShift: endpoint({
    method: 'POST',
    path: '/admin/attendance/shifts',
    summary: 'Add a shift. Its hours never change afterwards: rosters of the past stand on them',
    who: 'admin:attendance',
    input: ShiftInput,
    output: Shift,
    errors: ['attendance.whole_company'],
  }),
  removeShift: endpoint({
    method: 'DELETE',
    path: '/admin/attendance/shifts/:shiftId',
    summary: 'Offer a shift no longer; rosters that have it keep it',
    who: 'admin:attendance',
    input: z.object({ shiftId: ShiftId }),
    output: Done,
    errors: ['attendance.whole_company', 'attendance.shift_not_found'],
  }),
  getRoster: endpoint({
    method: 'GET',
    path: '/admin/attendance/roster',
    summary: 'The roster of those whose rule is by shifts',
    who: 'admin:attendance',
    input: z.object({ from: Day, to: Day, after: z.string().max(60).optional() }),
    output: z.object({
      members: z.array(MemberBrief),
      cells: z.array(z.object({ memberId: MemberId, day: Day, shiftId: ShiftId.nullable() })),
      shifts: z.array(Shift),
      more: z.boolean(),
    }),
    errors: ['attendance.span_too_long'],
  }),
  setRoster: endpoint({
    method: 'PUT',
    path: '/admin/attendance/roster',
    summary: 'Write cells of the roster; a null shift is a day off. Shifts of one person may not overlap',
    who: 'admin:attendance',
    input: z.object({
      cells: z
        .array(z.object({ memberId: MemberId, day: Day, shiftId: ShiftId.nullable() }))
        .min(1)
        .max(3_100),
    }),
    output: Done,
    errors: [
      'attendance.shift_not_found',
      'attendance.unknown_member',
      'attendance.shifts_overlap',
      'attendance.month_closed',
    ],
  }),
  listHolidays: endpoint({
    method: 'GET',
    path: '/admin/attendance/holidays',
    summary: 'Holidays and moved working days by year, and how far the calendar is known',
    who: 'admin:attendance',
    input: z.object({}),
    output: z.object({ years: z.array(HolidayYear), coveredUntil: Day.nullable() }),
    errors: [],
  }),
  setHolidays: endpoint({
    method: 'PUT',
    path: '/admin/attendance/holidays/:year',
    summary: 'Write the holidays of a year for this company, as a new version with its source',
    who: 'admin:attendance',
    input: z.object({
      year: z.coerce.number().int().min(2020).max(2099),
      days: z.array(HolidayDay).max(150),
      source: z.string().trim().min(1).max(300),
    }),
    output: HolidayYear,
    errors: ['attendance.whole_company', 'attendance.holiday_outside_year'],
  }),
  getMonthTable: endpoint({
    method: 'GET',
    path: '/admin/attendance/months/:month',
    summary: 'The month of everybody I administer, by name. Each of them sees that I looked',
    who: 'admin:attendance',
    input: z.object({
      month: Month,
      departmentId: DepartmentId.optional(),
      q: z.string().trim().max(60).optional(),
      after: z.string().max(60).optional(),
    }),
    output: z.object({
      month: Month,
      state: z.enum(['open', 'closing', 'closed']),
      /** people done of people to do, while it closes */
      progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
      covered: z.boolean(),
      lines: z.array(MonthLine),
      more: z.boolean(),
    }),
    errors: ['attendance.unknown_department'],
  }),
  exportMonth: endpoint({
    method: 'GET',
    path: '/admin/attendance/months/:month/export',
    summary:
      'The month of everybody I administer as an XLSX workbook. Each of them sees that I took it along',
    who: 'admin:attendance',
    input: z.object({
      month: Month,
      departmentId: DepartmentId.optional(),
      locale: z.enum(['zh', 'en']).default('zh'),
    }),
    output: z.unknown(),
    errors: ['attendance.unknown_department'],
    raw: true,
  }),
  closeMonth: endpoint({
    method: 'POST',
    path: '/admin/attendance/months/:month/close',
    summary:
      'Close a month that is over: its results are kept as they are, and what comes later is counted in the next one',
    who: 'admin:attendance',
    input: z.object({ month: Month }),
    output: Done,
    errors: ['attendance.whole_company', 'attendance.month_closed', 'attendance.month_not_over'],
  }),
  reopenMonth: endpoint({
    method: 'POST',
    path: '/admin/attendance/months/:month/reopen',
    summary: 'Open a closed month again, for auditors alone; says whose figures would differ',
    who: 'admin:audit',
    confirmed: true,
    input: z.object({ month: Month, reason: z.string().trim().min(1).max(300) }),
    output: z.object({ changed: z.number().int() }),
    errors: ['attendance.month_open'],
  }),
};
