// Attendance for the person themselves, and for whoever they report to: punches, days, months, and who looked at them.
import * as z from 'zod';
import { AttendanceRule, Day, DayResult, Month, MonthFigures, Place, Punch } from './attendance-shapes.ts';
import { endpoint } from './define.ts';
import { MemberBrief } from './directory.ts';
import { FileId, MemberId } from './ids.ts';

export const Adjustment = z.object({
  /** the closed month it belongs to, and the open one it is counted in */
  origin: Month,
  month: Month,
  difference: MonthFigures,
  at: z.iso.datetime(),
});
/** One person's month. Computed from what is on record whenever it is asked for, until the month is closed. */
export const PersonMonth = z.object({
  member: MemberBrief,
  month: Month,
  /** the snapshot of a closed month, or the sum so far */
  closed: z.boolean(),
  days: z.array(DayResult),
  figures: MonthFigures,
  /** what changed in closed months and is counted in this one */
  adjustments: z.array(Adjustment),
  zone: z.string(),
});
export type PersonMonth = z.infer<typeof PersonMonth>;

export const MonthLine = z.object({
  member: MemberBrief,
  figures: MonthFigures,
  adjustments: z.array(Adjustment),
  rule: z.string(),
});
export type MonthLine = z.infer<typeof MonthLine>;

export const attendance = {
  getToday: endpoint({
    method: 'GET',
    path: '/attendance/today',
    summary: 'What today asks of me, what I have punched, and what this request proves',
    who: 'member',
    input: z.object({}),
    output: z.object({
      now: z.iso.datetime(),
      zone: z.string(),
      rule: AttendanceRule.pick({ name: true })
        .extend({
          kind: z.enum(['fixed', 'shift', 'flexible']),
          minGrade: z.number().int(),
          outside: z.enum(['exception', 'field']),
          fieldPhoto: z.boolean(),
          keepLocation: z.boolean(),
        })
        .nullable(),
      places: z.array(Place.pick({ id: true, name: true, lat: true, lng: true, radiusM: true })),
      /** the office network this request came from, as the server sees it */
      network: z.string().nullable(),
      result: DayResult,
      punches: z.array(Punch),
    }),
    errors: [],
  }),
  punch: endpoint({
    method: 'POST',
    path: '/attendance/punches',
    summary:
      'Punch in, out or on a field visit. The server’s clock counts; a repeat with the same `cid` answers the first punch',
    who: 'member',
    input: z.object({
      cid: z.uuid(),
      kind: z.enum(['punch', 'field']),
      /** WGS-84 degrees and metres, as the device reports them */
      position: z
        .object({
          lat: z.number().min(-90).max(90),
          lng: z.number().min(-180).max(180),
          accuracyM: z.number().min(0).max(1_000_000),
        })
        .optional(),
      /** what a kiosk showed */
      kioskCode: z.string().max(60).optional(),
      /** the answer to `punchPasskeyOptions`: this member, at their own device */
      passkey: z
        .object({ ticket: z.string().max(2_000), response: z.record(z.string(), z.unknown()) })
        .optional(),
      /** a random mark this device keeps; another one is pointed out, never refused */
      deviceId: z.string().max(60).default(''),
      /** set where the punch waited on the device: what its clock said then */
      deviceAt: z.iso.datetime().optional(),
      note: z.string().trim().max(300).default(''),
      photos: z.array(FileId).max(6).default([]),
    }),
    output: z.object({ punch: Punch, result: DayResult }),
    errors: [
      'attendance.photo_needed',
      'attendance.kiosk_code',
      'files.not_found',
      'identity.wrong_passkey',
      'identity.ticket_expired',
    ],
  }),
  punchPasskeyOptions: endpoint({
    method: 'POST',
    path: '/attendance/punches/passkey',
    summary: 'What the browser needs to ask for a passkey of mine that vouches for one punch',
    who: 'member',
    input: z.object({}),
    output: z.object({ options: z.record(z.string(), z.unknown()), ticket: z.string() }),
    errors: [],
  }),
  getMyMonth: endpoint({
    method: 'GET',
    path: '/attendance/months/:month',
    summary: 'My month, day by day',
    who: 'member',
    input: z.object({ month: Month }),
    output: PersonMonth,
    errors: [],
  }),
  getMyDay: endpoint({
    method: 'GET',
    path: '/attendance/days/:day',
    summary: 'My punches of a day and what they amount to',
    who: 'member',
    input: z.object({ day: Day }),
    output: z.object({ result: DayResult, punches: z.array(Punch) }),
    errors: [],
  }),
  listLooks: endpoint({
    method: 'GET',
    path: '/attendance/looks',
    summary: 'Who looked at my comings and goings, newest first',
    who: 'member',
    input: z.object({ before: z.iso.datetime().optional() }),
    output: z.object({
      looks: z.array(
        z.object({
          /** null where a program looked */
          viewer: MemberBrief.nullable(),
          /** name of the program that looked */
          program: z.string().nullable(),
          what: z.enum(['month', 'day', 'table', 'export']),
          /** the month or day that was looked at */
          of: z.string(),
          times: z.number().int(),
          at: z.iso.datetime(),
        }),
      ),
    }),
    errors: [],
  }),
  getTeamMonth: endpoint({
    method: 'GET',
    path: '/attendance/team/:month',
    summary: 'The month of those who report to me. Each of them sees that I looked',
    who: 'member',
    input: z.object({ month: Month }),
    output: z.object({ month: Month, lines: z.array(MonthLine) }),
    errors: [],
  }),
  getMemberMonth: endpoint({
    method: 'GET',
    path: '/attendance/members/:memberId/months/:month',
    summary:
      'The month of somebody who reports to me or whose attendance I administer. They see that I looked',
    who: 'member',
    input: z.object({ memberId: MemberId, month: Month }),
    output: PersonMonth,
    errors: ['attendance.unknown_member'],
  }),
  getMemberDay: endpoint({
    method: 'GET',
    path: '/attendance/members/:memberId/days/:day',
    summary: 'The punches of a day of somebody whose attendance is my duty. They see that I looked',
    who: 'member',
    input: z.object({ memberId: MemberId, day: Day }),
    output: z.object({ result: DayResult, punches: z.array(Punch) }),
    errors: ['attendance.unknown_member'],
  }),
};
