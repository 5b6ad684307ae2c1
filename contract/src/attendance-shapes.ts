// What attendance is made of: rules, places, shifts, punches, and the results of a day and a month.
import * as z from 'zod';
import { MemberBrief } from './directory.ts';
import {
  AttendanceRuleId,
  DepartmentId,
  FileId,
  LeaveTypeId,
  MemberId,
  PlaceId,
  PunchId,
  ShiftId,
} from './ids.ts';

/** A day as people write it, in no zone. */
export const Day = z.iso.date();
export const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);
const seconds = z.number().int().min(0).max(172_800);
const Stretch = z.object({ start: seconds, end: seconds }).refine((s) => s.end > s.start);

/** Working hours of one day: seconds after local midnight of the shift's date; past 86,400 they lie in the next day. */
export const ShiftTimes = z.object({
  sections: z.array(Stretch).min(1).max(4),
  rests: z.array(Stretch).max(4),
  /** how long before the first and after the last section a punch still belongs to this shift */
  aheadSec: z.number().int().min(0).max(43_200),
  afterSec: z.number().int().min(0).max(43_200),
});
export type ShiftTimes = z.infer<typeof ShiftTimes>;

/**
 * How well a punch is proved. 0: the person says so. 1: their device reports a position inside a place. 2: the request came from an
 * office network. 3: they showed the running code of a kiosk that stands in a place. None of it is proof against deceit.
 */
export const Grade = z.number().int().min(0).max(4);

export const RuleConfig = z
  .object({
    kind: z.enum(['fixed', 'shift', 'flexible']),
    zone: z.string().min(1).max(60),
    /** 0 is Sunday; for fixed and flexible hours */
    workdays: z.array(z.number().int().min(0).max(6)).max(7),
    /** fixed hours */
    shift: ShiftTimes.nullable(),
    /** flexible: seconds a working day asks for */
    hoursSec: z.number().int().min(0).max(86_400),
    /** flexible: seconds after midnight at which one day ends and the next begins */
    dayStartSec: z.number().int().min(0).max(43_200),
    /** take holidays and moved working days from the calendar */
    holidays: z.boolean(),
    extraWork: z.array(Day).max(100),
    extraOff: z.array(Day).max(100),
    places: z.array(PlaceId).max(200),
    minGrade: Grade,
    /** a punch elsewhere is marked as an exception, or counts as a field visit; it is never refused */
    outside: z.enum(['exception', 'field']),
    fieldPhoto: z.boolean(),
    /** keep the position itself; otherwise only inside or outside, and the rounded distance */
    keepLocation: z.boolean(),
    lateGraceSec: z.number().int().min(0).max(7_200),
    earlyGraceSec: z.number().int().min(0).max(7_200),
    /** later than this is counted apart; null: not */
    seriousLateSec: z.number().int().min(0).max(43_200).nullable(),
    /** later than this the missed time counts as absence; null: never */
    absentAfterSec: z.number().int().min(0).max(43_200).nullable(),
    /** who comes up to so much later may leave as much later */
    flexSec: z.number().int().min(0).max(14_400),
    /** one punch is missing: no time is lost, or the day counts as absence */
    oneMissing: z.enum(['no_loss', 'absent']),
    tripNeedsPunch: z.boolean(),
    overtime: z.object({
      /** nothing; what punches show; what was approved; what was approved and punches show */
      by: z.enum(['none', 'punches', 'applied', 'both']),
      offsetSec: z.number().int().min(0).max(14_400),
      minSec: z.number().int().min(0).max(86_400),
      maxSec: z.number().int().min(0).max(86_400),
      unitSec: z.number().int().min(60).max(86_400),
    }),
    corrections: z.object({
      /** so many in a month; null: any number */
      perMonth: z.number().int().min(0).max(100).nullable(),
      withinDays: z.number().int().min(1).max(366),
    }),
  })
  .refine((c) => c.kind !== 'fixed' || c.shift !== null, { path: ['shift'] });
export type RuleConfig = z.infer<typeof RuleConfig>;

export const AttendanceRule = z.object({
  id: AttendanceRuleId,
  name: z.string(),
  /** grows with every change; results say by which one they were computed */
  version: z.number().int(),
  config: RuleConfig,
  departments: z.array(z.object({ id: DepartmentId, name: z.string() })),
  members: z.array(MemberBrief),
});
export type AttendanceRule = z.infer<typeof AttendanceRule>;

export const PlaceInput = z.object({
  name: z.string().trim().min(1).max(80),
  /** WGS-84 degrees, as browsers report them */
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
  radiusM: z.number().int().min(20).max(10_000),
  /** addresses under which the office reaches this server */
  networks: z.array(z.union([z.cidrv4(), z.cidrv6()])).max(50),
  /** kept for clients that can see Wi-Fi; a browser cannot */
  wifi: z.array(z.object({ name: z.string().max(60), bssid: z.string().max(20) })).max(100),
  /** those who may punch here besides what their rule says */
  memberIds: z.array(MemberId).max(500),
});
export const Place = PlaceInput.extend({ id: PlaceId });
export type Place = z.infer<typeof Place>;

export const Shift = z.object({ id: ShiftId, name: z.string(), color: z.number().int(), times: ShiftTimes });
export type Shift = z.infer<typeof Shift>;

export const Punch = z.object({
  id: PunchId,
  /** the server's clock */
  at: z.iso.datetime(),
  kind: z.enum(['punch', 'field', 'correction']),
  grade: Grade,
  place: z.object({ id: PlaceId, name: z.string() }).nullable(),
  /** metres to the nearest place, rounded to ten; null where no position came */
  distanceM: z.number().int().nullable(),
  /** outside every place of the rule */
  outside: z.boolean(),
  belowGrade: z.boolean(),
  newDevice: z.boolean(),
  /** outside the hours in which it could belong to a shift: kept, and counted nowhere */
  stray: z.boolean(),
  /** sent after the device had been offline; `deviceAt` is what its clock said and decides nothing */
  offline: z.boolean(),
  deviceAt: z.iso.datetime().nullable(),
  note: z.string(),
  photos: z.array(FileId),
  position: z.object({ lat: z.number(), lng: z.number() }).nullable(),
});
export type Punch = z.infer<typeof Punch>;

export const exceptionKinds = [
  'late',
  'serious_late',
  'early',
  'missing',
  'absent',
  'place',
  'device',
  'unproved',
] as const;
export const DayException = z.object({
  kind: z.enum(exceptionKinds),
  count: z.number().int(),
  seconds: z.number().int(),
});

/** standard = leave + worked + late + early + absent, to the second. */
export const DayFigures = z.object({
  standard: z.number().int(),
  leave: z.number().int(),
  worked: z.number().int(),
  late: z.number().int(),
  early: z.number().int(),
  absent: z.number().int(),
  missing: z.number().int(),
  overtime: z.number().int(),
  night: z.number().int(),
  /** seconds of trips and errands inside working time, part of `worked` */
  away: z.number().int(),
});
export type DayFigures = z.infer<typeof DayFigures>;

export const DayResult = DayFigures.extend({
  day: Day,
  dayType: z.enum(['work', 'rest', 'statutory']),
  /** no rule applies to this person on this day */
  unruled: z.boolean(),
  /** the day is not over: what is missing may still come */
  open: z.boolean(),
  /** the calendar of this year is known; otherwise only fixed-date holidays are */
  covered: z.boolean(),
  holiday: z.string(),
  /** planned start and end, and the first and last punch */
  start: z.iso.datetime().nullable(),
  end: z.iso.datetime().nullable(),
  first: z.iso.datetime().nullable(),
  last: z.iso.datetime().nullable(),
  corrected: z.boolean(),
  exceptions: z.array(DayException),
  leaves: z.array(z.object({ typeId: LeaveTypeId, seconds: z.number().int() })),
});
export type DayResult = z.infer<typeof DayResult>;

export const MonthFigures = DayFigures.extend({
  workDays: z.number().int(),
  regularDays: z.number().int(),
  exceptDays: z.number().int(),
  overtimeWork: z.number().int(),
  overtimeRest: z.number().int(),
  overtimeStatutory: z.number().int(),
  exceptions: z.array(DayException),
  leaves: z.array(z.object({ typeId: LeaveTypeId, seconds: z.number().int() })),
});
export type MonthFigures = z.infer<typeof MonthFigures>;

export const absenceKinds = ['leave', 'trip', 'out', 'overtime'] as const;
export const HolidayDay = z.object({
  day: Day,
  kind: z.enum(['work', 'rest', 'statutory']),
  name: z.string().max(40),
});
export type HolidayDay = z.infer<typeof HolidayDay>;
