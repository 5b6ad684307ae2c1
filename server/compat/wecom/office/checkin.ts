// checkin/*: punches, days, months and the rules they are measured by.
import type { DayResult, MonthFigures } from '@teahouse/contract/attendance-shapes';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  type ProgramAttendance,
  programAttendance,
  type ProgramRule,
  programRules,
} from '../../../modules/attendance/index.ts';
import { mediaOfFile } from '../../../modules/apps/index.ts';
import type { MemberFacts } from '../../../modules/directory/index.ts';
import { type WecomCall, wecomCall, type WecomContext } from '../call.ts';
import { seenMember } from '../contacts/seen.ts';
import { listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { secondsOf } from './wall-time.ts';

const seconds = (text: string) => Math.floor(Date.parse(text) / 1000);

const People = z.object({
  starttime: maybe(whole),
  endtime: maybe(whole),
  useridlist: listOf(words),
});

/** The people asked about, each of whom the program must see, with what is on record about them. */
async function onRecord(
  work: Work,
  { starttime, endtime, useridlist }: z.output<typeof People>,
  { app }: WecomContext,
  looks = true,
): Promise<{ person: MemberFacts; record: ProgramAttendance }[]> {
  const [from, to] = [need(starttime, 301024), need(endtime, 301024)];
  if (to < from || to - from > limits.checkinDays * 86_400) throw new WecomError(301024);
  if (useridlist.length === 0 || useridlist.length > limits.checkinPeople) throw new WecomError(301023);
  const people: MemberFacts[] = [];
  for (const userid of useridlist) people.push(await seenMember(work, app, userid));
  const ids = people.map((p) => p.id);
  const span = { from: new Date(from * 1000), to: new Date(to * 1000) };
  const records = await programAttendance(work, ids, span, looks ? app : null);
  return people.map((person, i) => ({ person, record: records[i]! }));
}

const punches = wecomCall({
  path: '/cgi-bin/checkin/getcheckindata',
  scope: 'office.read',
  input: People.extend({ opencheckindatatype: maybe(whole) }),
  async run(work, said, context) {
    const kind = said.opencheckindatatype ?? 3;
    if (kind < 1 || kind > 3) throw new WecomError(301025);
    const out: object[] = [];
    for (const { person, record } of await onRecord(work, said, context))
      for (const day of record.days)
        for (const punch of day.punches) {
          const at = Math.floor(punch.at.getTime() / 1000);
          if (at < said.starttime! || at > said.endtime!) continue;
          if (kind !== 3 && (punch.kind === 'field') !== (kind === 2)) continue;
          const mediaids: string[] = [];
          for (const id of punch.photos) mediaids.push(await mediaOfFile(work, id, 'image'));
          out.push({
            userid: person.userid,
            groupname: record.rule?.name ?? '',
            groupid: record.rule?.no ?? 0,
            schedule_id: 0,
            timeline_id: 0,
            ...judged(punch, at, day.result),
            checkin_time: at,
            location_title: punch.place_name,
            location_detail: punch.place_name,
            wifiname: '',
            wifimac: '',
            notes: punch.note,
            mediaids,
            lat: Math.round((punch.lat ?? 0) * 1_000_000),
            lng: Math.round((punch.lng ?? 0) * 1_000_000),
            deviceid: '',
          });
        }
    return { checkindata: out };
  },
});

type Punch = ProgramAttendance['days'][number]['punches'][number];

/** Which punch of its day this is, what is wrong with it, and when it was due. */
function judged(punch: Punch, at: number, result: DayResult) {
  const first = result.first !== null && seconds(result.first) === at;
  const has = (...kinds: string[]) => result.exceptions.some((e) => kinds.includes(e.kind));
  const untimely = first ? has('late', 'serious_late') : has('early');
  const due = first ? result.start : result.end;
  return {
    checkin_type: punch.kind === 'field' ? '外出打卡' : first ? '上班打卡' : '下班打卡',
    exception_type: [
      ...(untimely ? ['时间异常'] : []),
      ...(punch.outside && punch.kind !== 'field' ? ['地点异常'] : []),
      ...(punch.new_device ? ['非常用设备'] : []),
    ].join(';'),
    sch_checkin_time: due === null ? 0 : seconds(due),
  };
}

const recordType = { fixed: 1, shift: 2, flexible: 3 } as const;
const exceptionNo = {
  late: 1,
  serious_late: 1,
  early: 2,
  missing: 3,
  absent: 4,
  place: 5,
  device: 6,
  unproved: 5,
} as const;

/** One row for each of the vendor's numbers; ours are finer. */
function exceptionsOf({ exceptions }: Pick<DayResult, 'exceptions'>) {
  const rows = new Map<number, { exception: number; count: number; duration: number }>();
  for (const { kind, count, seconds: duration } of exceptions) {
    const exception = exceptionNo[kind];
    const row = rows.get(exception) ?? { exception, count: 0, duration: 0 };
    rows.set(exception, { exception, count: row.count + count, duration: row.duration + duration });
  }
  return [...rows.values()];
}

const leaveItems = ({ leave, away }: Pick<DayResult, 'leave' | 'away'>) => [
  ...(leave ? [{ type: 1, vacation_id: 0, count: 1, duration: leave, time_type: 1, name: '请假' }] : []),
  ...(away ? [{ type: 4, vacation_id: 0, count: 1, duration: away, time_type: 1, name: '外出' }] : []),
];

const baseOf = (person: MemberFacts, { rule }: ProgramAttendance) => ({
  record_type: rule ? recordType[rule.config.kind] : 5,
  name: person.name,
  name_ex: person.alias,
  departs_name: '',
  acctid: person.userid,
  rule_info: { groupid: rule?.no ?? 0, groupname: rule?.name ?? '' },
});

const daydata = wecomCall({
  path: '/cgi-bin/checkin/getcheckin_daydata',
  scope: 'office.read',
  input: People,
  async run(work, said, context) {
    const datas: object[] = [];
    for (const { person, record } of await onRecord(work, said, context))
      for (const { result: r, punches: all } of record.days) {
        const midnight = secondsOf(r.day, record.zone);
        const base = baseOf(person, record);
        datas.push({
          base_info: {
            date: midnight,
            ...base,
            rule_info: {
              ...base.rule_info,
              scheduleid: 0,
              schedulename: '',
              checkintime: hoursOf(record.rule),
            },
            day_type: r.dayType === 'work' ? 0 : 1,
          },
          summary_info: {
            checkin_count: all.length,
            regular_work_sec: r.worked,
            standard_work_sec: r.standard,
            earliest_time: r.first === null ? 0 : seconds(r.first) - midnight,
            lastest_time: r.last === null ? 0 : seconds(r.last) - midnight,
          },
          holiday_infos: [],
          exception_infos: exceptionsOf(r),
          ot_info: { ot_status: r.overtime ? 1 : 0, ot_duration: r.overtime, exception_duration: [] },
          sp_items: leaveItems(r),
        });
      }
    return { datas };
  },
});

const monthdata = wecomCall({
  path: '/cgi-bin/checkin/getcheckin_monthdata',
  scope: 'office.read',
  input: People,
  async run(work, said, context) {
    return {
      datas: (await onRecord(work, said, context)).map(({ person, record }) => {
        const f = record.figures;
        return {
          base_info: baseOf(person, record),
          summary_info: {
            work_days: f.workDays,
            except_days: f.exceptDays,
            regular_days: f.regularDays,
            rest_days: record.days.length - f.workDays,
            regular_work_sec: f.worked,
            standard_work_sec: f.standard,
          },
          exception_infos: exceptionsOf(f),
          sp_items: leaveItems(f),
          overwork_info: overtimeOf(f),
        };
      }),
    };
  },
});

const overtimeOf = (f: MonthFigures) => ({
  workday_over_sec: f.overtimeWork,
  restdays_over_sec: f.overtimeRest,
  holidays_over_sec: f.overtimeStatutory,
});

const hoursOf = (rule: ProgramRule | null) =>
  (rule?.config.shift?.sections ?? []).map((s) => ({ work_sec: s.start, off_work_sec: s.end }));

function groupOf(rule: ProgramRule) {
  const { config } = rule;
  const checkintime = hoursOf(rule).map((h) => ({
    ...h,
    remind_work_sec: h.work_sec,
    remind_off_work_sec: h.off_work_sec,
  }));
  return {
    grouptype: recordType[config.kind],
    groupid: rule.no,
    groupname: rule.name,
    open_sp_checkin: true,
    checkindate: [
      {
        workdays: config.workdays,
        checkintime,
        flex_time: config.flexSec * 1_000,
        noneed_offwork: false,
        limit_aheadtime: (config.shift?.aheadSec ?? 0) * 1_000,
        flex_on_duty_time: config.flexSec,
        flex_off_duty_time: config.flexSec,
      },
    ],
    spe_workdays: config.extraWork.map((day) => ({ timestamp: secondsOf(day, config.zone), notes: '' })),
    spe_offdays: config.extraOff.map((day) => ({ timestamp: secondsOf(day, config.zone), notes: '' })),
    sync_holidays: config.holidays,
    need_photo: config.fieldPhoto,
    note_can_use_local_pic: false,
    allow_checkin_offworkday: true,
    allow_apply_offworkday: true,
    wifimac_infos: [],
    loc_infos: [],
    schedulelist: [],
  };
}

const option = wecomCall({
  path: '/cgi-bin/checkin/getcheckinoption',
  scope: 'office.read',
  input: z.object({ datetime: maybe(whole), useridlist: listOf(words) }),
  async run(work, { datetime, useridlist }, context) {
    const at = need(datetime, 301024);
    const found = await onRecord(work, { starttime: at, endtime: at, useridlist }, context, false);
    return {
      info: found.flatMap(({ person, record: { rule } }) =>
        rule ? [{ userid: person.userid, group: groupOf(rule) }] : [],
      ),
    };
  },
});

const everyOption = wecomCall({
  path: '/cgi-bin/checkin/getcorpcheckinoption',
  scope: 'office.read',
  input: z.object({}),
  async run(work, _said, { app }) {
    // Rules are the company's: a program that sees a part of it is told of those it can ask about by name.
    if (!app.visible.all) throw new WecomError(60011);
    return { group: (await programRules(work)).map(groupOf) };
  },
});

const face = wecomCall({
  path: '/cgi-bin/checkin/addcheckinuserface',
  writes: true,
  scope: 'office.write',
  input: z.object({}),
  // Nobody's face is kept here, so that none can be lost.
  run: async () => {
    throw new WecomError(48002, 'faces are not kept');
  },
});

export const checkinCalls: readonly WecomCall[] = [punches, daydata, monthdata, option, everyOption, face];
