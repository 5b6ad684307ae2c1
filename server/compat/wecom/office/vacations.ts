// oa/vacation/*: kinds of leave and what each member has left.
import * as z from 'zod';
import {
  programBalances,
  type ProgramLeaveType,
  programLeaveTypes,
  setBalance,
} from '../../../modules/attendance/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { seenMember } from '../contacts/seen.ts';
import { fit, maybe, need, whole, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';

const DAY = 86_400;
/** a tenth of a day, a tenth of an hour */
const step = { day: 8_640, hour: 360 };
const most = { day: 1_000 * DAY, hour: 24_000 * 3_600 };

const byHour = (t: ProgramLeaveType) => t.unit === 'hour';
/** Ours are seconds of work; the vendor counts a day of leave as a whole day. */
const outward = (seconds: number, t: ProgramLeaveType) =>
  byHour(t) ? seconds : Math.round((seconds / t.daySec) * DAY);
const inward = (seconds: number, t: ProgramLeaveType) =>
  byHour(t) ? seconds : Math.round((seconds / DAY) * t.daySec);

const config = wecomCall({
  path: '/cgi-bin/oa/vacation/getcorpconf',
  scope: 'office.read',
  input: z.object({}),
  async run(work) {
    return {
      lists: (await programLeaveTypes(work)).map((t) => ({
        id: t.no,
        name: t.name,
        time_attr: byHour(t) ? 1 : 0,
        duration_type: 0,
        quota_attr: { type: t.balanced ? 1 : 0, autoreset_time: 0, autoreset_duration: 0 },
        perday_duration: t.daySec,
      })),
    };
  },
});

const quota = wecomCall({
  path: '/cgi-bin/oa/vacation/getuservacationquota',
  scope: 'office.read',
  input: z.object({ userid: maybe(words) }),
  async run(work, { userid }, { app }) {
    const { id } = await seenMember(work, app, need(userid, 41009));
    return {
      lists: (await programBalances(work, id)).map(({ type, left, used }) => ({
        id: type.no,
        assignduration: outward(left + used, type),
        usedduration: outward(used, type),
        leftduration: outward(left, type),
        vacationname: type.name,
        real_assignduration: outward(left + used, type),
      })),
    };
  },
});

const set = wecomCall({
  path: '/cgi-bin/oa/vacation/setoneuserquota',
  writes: true,
  scope: 'office.write',
  input: z.object({
    userid: maybe(words),
    vacation_id: maybe(whole),
    leftduration: maybe(whole),
    time_attr: maybe(whole),
    remarks: maybe(words),
  }),
  async run(work, { userid, vacation_id, leftduration, time_attr, remarks = '' }, { app }) {
    const { id } = await seenMember(work, app, need(userid, 41009));
    const no = need(vacation_id, 301025);
    const left = need(leftduration, 301025);
    const type = (await programLeaveTypes(work)).find((t) => t.no === no);
    if (!type || need(time_attr, 301025) !== (byHour(type) ? 1 : 0)) throw new WecomError(301025);
    const unit = byHour(type) ? 'hour' : 'day';
    if (left < 0 || left > most[unit] || left % step[unit] !== 0) throw new WecomError(301025);
    const note = fit(remarks, [0, 200], 301025);
    await setBalance(work, { memberId: id, no, left: inward(left, type), note });
    return {};
  },
});

export const vacationCalls: readonly WecomCall[] = [config, quota, set];
