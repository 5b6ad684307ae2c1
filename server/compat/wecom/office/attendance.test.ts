// A program of the personnel office reads punches and days, and sets leave, as it does with WeCom.
import { randomUUID } from 'node:crypto';
import { attendance } from '@teahouse/contract/attendance';
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { changeApp } from '../../../modules/apps/index.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let hr: WecomClient;
const hour = (h: number) => h * 3_600;
const at = (wall: string) => (world.clock.now = new Date(`2026-06-10T${wall}:00+08:00`));
const seconds = (wall: string) => Date.parse(`2026-06-10T${wall}:00+08:00`) / 1000;

beforeAll(async () => {
  world = await openWorld();
  at('08:00');
  company = await world.company('南山修车');
  lin = await company.hire('林小雨', { userid: 'lin' });
  const made = await company.owner.call(attendanceAdmin.createRule, {
    name: '总部',
    departments: [company.rootId],
    members: [],
    since: '2026-01-01',
    config: {
      kind: 'fixed',
      zone: 'Asia/Shanghai',
      workdays: [1, 2, 3, 4, 5],
      shift: {
        sections: [{ start: hour(9), end: hour(18) }],
        rests: [{ start: hour(12), end: hour(13) }],
        aheadSec: hour(4),
        afterSec: hour(6),
      },
      hoursSec: hour(8),
      dayStartSec: hour(4),
      holidays: true,
      extraWork: [],
      extraOff: [],
      places: [],
      minGrade: 0,
      outside: 'exception',
      fieldPhoto: true,
      keepLocation: false,
      lateGraceSec: 0,
      earlyGraceSec: 0,
      seriousLateSec: null,
      absentAfterSec: null,
      flexSec: 0,
      oneMissing: 'no_loss',
      tripNeedsPunch: false,
      overtime: { by: 'none', offsetSec: 0, minSec: 0, maxSec: 0, unitSec: 1_800 },
      corrections: { perMonth: 3, withinDays: 31 },
    },
  });
  expect(made.status).toBe(200);
  for (const wall of ['09:20', '18:05']) {
    at(wall);
    const punched = await lin.call(attendance.punch, { cid: randomUUID(), kind: 'punch' });
    expect(punched.status).toBe(200);
  }
  // The day is summed once its last punch can no longer come.
  world.clock.now = new Date('2026-06-11T08:00:00+08:00');
  hr = await wecomClient(world, company, { name: '人事' });
  await world.house.openWork(company.id, system, (work) =>
    changeApp(work, hr.app.id, { scopes: ['contacts.read', 'office.read', 'office.write'] }),
  );
});
afterAll(() => world.close());

const span = () => ({ starttime: seconds('00:00'), endtime: seconds('23:00'), useridlist: ['lin'] });

test('punches carry when they were due and what is wrong with them', async () => {
  const { checkindata } = await hr.ask('checkin/getcheckindata', { ...span(), opencheckindatatype: 3 });
  expect(checkindata).toMatchObject([
    {
      userid: 'lin',
      groupname: '总部',
      groupid: 1,
      checkin_type: '上班打卡',
      exception_type: expect.stringContaining('时间异常'),
      checkin_time: seconds('09:20'),
      sch_checkin_time: seconds('09:00'),
      mediaids: [],
    },
    { checkin_type: '下班打卡', checkin_time: seconds('18:05'), sch_checkin_time: seconds('18:00') },
  ]);
  expect(await hr.ask('checkin/getcheckindata', { ...span(), opencheckindatatype: 2 })).toMatchObject({
    checkindata: [],
  });
  const [wrongSpan, nobody] = [
    { ...span(), starttime: 1 },
    { ...span(), useridlist: [] },
  ];
  expect((await hr.ask('checkin/getcheckindata', wrongSpan)).errcode).toBe(301024);
  expect((await hr.ask('checkin/getcheckindata', nobody)).errcode).toBe(301023);
});

test('a day and a month are summed in seconds, under the rule they were measured by', async () => {
  const late = { exception: 1, count: 1, duration: 1_200 };
  const day = await hr.ask('checkin/getcheckin_daydata', span());
  expect(day['datas']).toMatchObject([
    {
      base_info: {
        date: seconds('00:00'),
        record_type: 1,
        acctid: 'lin',
        rule_info: { groupname: '总部', checkintime: [{ work_sec: hour(9), off_work_sec: hour(18) }] },
        day_type: 0,
      },
      summary_info: {
        checkin_count: 2,
        regular_work_sec: hour(8) - 1_200,
        standard_work_sec: hour(8),
        earliest_time: hour(9) + 1_200,
        lastest_time: hour(18) + 300,
      },
      exception_infos: expect.arrayContaining([late]),
    },
  ]);
  const month = await hr.ask('checkin/getcheckin_monthdata', span());
  expect(month['datas']).toMatchObject([
    { summary_info: { work_days: 1 }, exception_infos: expect.arrayContaining([late]) },
  ]);
  const group = { grouptype: 1, groupid: 1, groupname: '总部', sync_holidays: true };
  const asked = { datetime: seconds('00:00'), useridlist: ['lin'] };
  expect(await hr.ask('checkin/getcheckinoption', asked)).toMatchObject({ info: [{ userid: 'lin', group }] });
  expect(await hr.ask('checkin/getcorpcheckinoption', {})).toMatchObject({ group: [group] });
});

test('whoever was read about sees which program looked, and how often', async () => {
  const { looks } = (await lin.call(attendance.listLooks, {})).body;
  expect(looks.map((l) => [l.viewer, l.program, l.what, l.of, l.times])).toEqual([
    [null, '人事', 'day', '2026-06-10', 4],
  ]);
});

test('rosters are written and read by number; punches are reported and corrected', async () => {
  const rota = await company.hire('周知远', { userid: 'zhou' });
  const times = {
    sections: [{ start: hour(20), end: hour(28) }],
    rests: [],
    aheadSec: 3_600,
    afterSec: 3_600,
  };
  await company.owner.call(attendanceAdmin.createShift, { name: '夜班', color: 1, times });
  const { rules } = (await company.owner.call(attendanceAdmin.listRules, {})).body;
  const { config } = rules[0]!;
  const rule = { name: '轮班', departments: [], members: [rota.id], since: '2026-01-01' };
  const made = await company.owner.call(attendanceAdmin.createRule, {
    ...rule,
    config: { ...config, kind: 'shift', shift: null, holidays: false },
  });
  expect(made.status).toBe(200);
  const { group } = await hr.ask('checkin/getcorpcheckinoption', {});
  const { groupid } = (group as { groupid: number; groupname: string }[]).find(
    (g) => g.groupname === '轮班',
  )!;
  const items = [
    { userid: 'zhou', day: 12, schedule_id: 1 },
    { userid: 'zhou', day: 13, schedule_id: 0 },
  ];
  const set = async (more: object) =>
    (await hr.ask('checkin/setcheckinschedulist', { groupid, items, yearmonth: 202606, ...more })).errcode;
  expect(await set({})).toBe(0);
  expect(await set({ yearmonth: 202613 })).toBe(301073);
  expect(await set({ groupid: 99 })).toBe(301089);
  expect(await set({ items: [{ ...items[0], schedule_id: 9 }] })).toBe(301083);
  expect(await set({ items: [{ ...items[0], userid: 'lin' }] })).toBe(301090);
  const asked = {
    starttime: seconds('00:00'),
    endtime: seconds('00:00') + 5 * 86_400,
    useridlist: ['zhou', 'lin'],
  };
  const section = { id: 1, work_sec: hour(20), off_work_sec: hour(28) };
  expect((await hr.ask('checkin/getcheckinschedulist', asked))['schedule_list']).toMatchObject([
    {
      userid: 'zhou',
      yearmonth: 202606,
      groupid,
      groupname: '轮班',
      schedule: {
        scheduleList: [
          { day: 12, schedule_info: { schedule_id: 1, schedule_name: '夜班', time_section: [section] } },
          { day: 13, schedule_info: { schedule_id: 0, time_section: [] } },
        ],
      },
    },
  ]);

  await company.hire('吴桐', { userid: 'wu' });
  const gate = { userid: 'wu', checkin_time: seconds('08:58'), location_title: '东门闸机', notes: '刷卡' };
  const report = async (record: object) =>
    (await hr.ask('checkin/add_checkin_record', { records: [record] })).errcode;
  expect([await report(gate), await report(gate)]).toEqual([0, 0]);
  expect(await report({ ...gate, checkin_time: seconds('23:00') + 86_400 })).toBe(301024);
  const missing = {
    userid: 'wu',
    schedule_date_time: seconds('00:00'),
    schedule_checkin_time: hour(18),
    checkin_time: seconds('18:01'),
    remark: '忘打卡',
  };
  const correct = async (more: object) =>
    (await hr.ask('checkin/punch_correction', { ...missing, ...more })).errcode;
  expect([await correct({}), await correct({})]).toEqual([0, 0]);
  expect(await correct({ checkin_time: seconds('18:01') + 9 * 86_400 })).toBe(301081);
  const old = { schedule_date_time: seconds('00:00') - 90 * 86_400 };
  expect(await correct({ ...old, checkin_time: old.schedule_date_time + hour(18) })).toBe(301102);
  const { checkindata } = await hr.ask('checkin/getcheckindata', { ...span(), useridlist: ['wu'] });
  expect(checkindata).toMatchObject([
    { checkin_time: seconds('08:58'), location_title: '东门闸机', notes: '刷卡', exception_type: '' },
    { checkin_time: seconds('18:01'), notes: '忘打卡' },
  ]);
  expect((await hr.ask('checkin/addcheckinuserface', { userid: 'wu', userface: 'x' })).errcode).toBe(48002);
});

test('leave is granted until so much of it is left', async () => {
  const { lists } = await hr.ask('oa/vacation/getcorpconf');
  const annual = (lists as { id: number; name: string; time_attr: number }[]).find((t) => t.name === '年假')!;
  expect(annual).toMatchObject({ id: expect.any(Number), time_attr: 0 });
  const one = { userid: 'lin', vacation_id: annual.id, time_attr: 0 };
  const left = async () => {
    const quota = await hr.ask('oa/vacation/getuservacationquota', { userid: 'lin' });
    return (quota['lists'] as { id: number }[]).find((q) => q.id === annual.id);
  };
  const set = async (leftduration: number) =>
    (await hr.ask('oa/vacation/setoneuserquota', { ...one, leftduration, remarks: '年初' })).errcode;
  expect(await set(5 * 86_400)).toBe(0);
  expect(await left()).toMatchObject({ assignduration: 432_000, usedduration: 0, leftduration: 432_000 });
  expect(await set(86_400)).toBe(0);
  expect(await left()).toMatchObject({ leftduration: 86_400, vacationname: '年假' });
  expect(await set(100)).toBe(301025);
  const hours = { ...one, time_attr: 1, leftduration: 3_600 };
  expect((await hr.ask('oa/vacation/setoneuserquota', hours)).errcode).toBe(301025);
});
