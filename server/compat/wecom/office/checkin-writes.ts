// checkin/*: rosters, and punches that programs report or correct.
import type { FileId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { mediaFile } from '../../../modules/apps/index.ts';
import {
  correctForProgram,
  dayAt,
  programRoster,
  punchForProgram,
  type RosterDay,
  setProgramRoster,
} from '../../../modules/attendance/index.ts';
import { corpZone } from '../../../modules/directory/index.ts';
import { grouped } from '../../../kernel/grouped.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { seenMember, seenMembers } from '../contacts/seen.ts';
import { fit, listOf, maybe, maybeWords, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { namesIn } from './names.ts';
import { WecomError } from '../wecom.errors.ts';

const roster = wecomCall({
  path: '/cgi-bin/checkin/getcheckinschedulist',
  scope: 'office.read',
  input: z.object({ starttime: maybe(whole), endtime: maybe(whole), useridlist: listOf(words) }),
  async run(work, { starttime, endtime, useridlist }, { app }) {
    const [from, to] = [need(starttime, 301024), need(endtime, 301024)];
    if (to < from || to - from > limits.checkinDays * 86_400) throw new WecomError(301024);
    if (useridlist.length === 0 || useridlist.length > limits.checkinPeople) throw new WecomError(301023);
    const ids = await seenMembers(work, app, useridlist);
    const zone = await corpZone(work);
    const cells = await programRoster(work, ids, dayAt(from, zone), dayAt(to, zone));
    const names = await namesIn(work, app, ids);
    const months = grouped(cells, (c) => `${c.memberId} ${c.day.slice(0, 7)}`);
    return {
      schedule_list: [...months.values()].map(([first, ...rest]) => ({
        userid: names.userid(first!.memberId),
        yearmonth: Number(first!.day.slice(0, 7).replace('-', '')),
        groupid: first!.rule.no,
        groupname: first!.rule.name,
        schedule: { scheduleList: [first!, ...rest].map(dayOut) },
      })),
    };
  },
});

const dayOut = ({ day, shift }: RosterDay) => ({
  day: Number(day.slice(8)),
  schedule_info: {
    schedule_id: shift?.no ?? 0,
    schedule_name: shift?.name ?? '休息',
    time_section: (shift?.times.sections ?? []).map((s, i) => ({
      id: i + 1,
      work_sec: s.start,
      off_work_sec: s.end,
      remind_work_sec: s.start,
      remind_off_work_sec: s.end,
    })),
  },
});

const setRoster = wecomCall({
  path: '/cgi-bin/checkin/setcheckinschedulist',
  writes: true,
  scope: 'office.write',
  input: z.object({
    groupid: maybe(whole),
    items: listOf(z.object({ userid: maybe(words), day: maybe(whole), schedule_id: maybe(whole) })),
    yearmonth: maybe(whole),
  }),
  async run(work, { groupid, items, yearmonth }, { app }) {
    const month = String(need(yearmonth, 301073));
    if (!/^20\d\d(0[1-9]|1[0-2])$/.test(month)) throw new WecomError(301073);
    const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(4)), 0)).getUTCDate();
    if (items.length === 0 || items.length > limits.rosterCells) throw new WecomError(301083);
    const userids = items.map((i) => need(i.userid, 301083));
    const ids = new Map<string, MemberId>();
    for (const userid of new Set(userids)) ids.set(userid, (await seenMember(work, app, userid)).id);
    const cells = items.map(({ day, schedule_id }, i) => {
      if (day === undefined || day < 1 || day > days) throw new WecomError(301073);
      const date = `${month.slice(0, 4)}-${month.slice(4)}-${String(day).padStart(2, '0')}`;
      return { memberId: ids.get(userids[i]!)!, day: date, shiftNo: need(schedule_id, 301083) };
    });
    await setProgramRoster(work, need(groupid, 301089), cells);
    return {};
  },
});

const Record = z.object({
  userid: maybe(words),
  checkin_time: maybe(whole),
  location_title: maybeWords,
  location_detail: maybeWords,
  mediaids: listOf(words),
  notes: maybeWords,
  lat: maybe(whole),
  lng: maybe(whole),
});

const addRecords = wecomCall({
  path: '/cgi-bin/checkin/add_checkin_record',
  writes: true,
  scope: 'office.write',
  input: z.object({ records: listOf(Record) }),
  async run(work, { records }, { app }) {
    if (records.length === 0 || records.length > limits.checkinRecords) throw new WecomError(301083);
    for (const r of records) {
      const { id: memberId } = await seenMember(work, app, need(r.userid, 301021));
      const photos: FileId[] = [];
      for (const media of r.mediaids) photos.push((await mediaFile(work, media)).id);
      const degrees = (n: number | undefined) => (n === undefined ? undefined : n / 1_000_000);
      const [lat, lng] = [degrees(r.lat), degrees(r.lng)];
      await punchForProgram(work, app.id, {
        memberId,
        at: new Date(need(r.checkin_time, 301081) * 1000),
        place: fit(r.location_title ?? r.location_detail ?? '', limits.checkinPlace, 301083),
        note: fit(r.notes ?? '', limits.checkinNote, 301083),
        photos,
        position: lat === undefined || lng === undefined ? null : { lat, lng },
      });
    }
    return {};
  },
});

const correct = wecomCall({
  path: '/cgi-bin/checkin/punch_correction',
  writes: true,
  scope: 'office.write',
  input: z.object({
    userid: maybe(words),
    schedule_date_time: maybe(whole),
    schedule_checkin_time: maybe(whole),
    checkin_time: maybe(whole),
    remark: maybeWords,
  }),
  async run(work, said, { app }) {
    const { id: memberId } = await seenMember(work, app, need(said.userid, 301021));
    const day = need(said.schedule_date_time, 301082);
    const due = need(said.schedule_checkin_time, 301080);
    const at = need(said.checkin_time, 301081);
    // Shifts may end on the day after; what is further off is another day's.
    if (due < 0 || due > 2 * 86_400) throw new WecomError(301080);
    if (at < day - 86_400 || at > day + 3 * 86_400) throw new WecomError(301081);
    await correctForProgram(work, app.id, {
      memberId,
      at: new Date(at * 1000),
      note: fit(said.remark ?? '', limits.checkinNote, 301083),
    });
    return {};
  },
});

export const checkinWrites: readonly WecomCall[] = [roster, setRoster, addRecords, correct];
