// oa/schedule/*: events that a program puts into members' calendars.
import type { CalendarEventId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import {
  addProgramEvent,
  attendeesOf,
  cancelProgramEvent,
  changeProgramEvent,
  eventOfProgram,
  type ProgramEvent,
  programEvents,
  programEventsIn,
  type Which,
} from '../../../modules/calendar/index.ts';
import { corpZone, holdsMember, thoseInSet } from '../../../modules/directory/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { seenMember, seenMembers } from '../contacts/seen.ts';
import { calendarIdOf, outerCalendarId, outerScheduleId, scheduleIdOf } from '../customers/outer-ids.ts';
import { fit, flag, listOf, maybe, maybeWords, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { namesIn, type Names } from '../office/names.ts';
import { WecomError } from '../wecom.errors.ts';
import { seenCalendar } from './calendars.ts';
import { Reminders, timesIn, timesOut } from './schedule-times.ts';

const Person = z.union([z.object({ userid: maybe(words) }), words.transform((userid) => ({ userid }))]);
const Said = z.object({
  schedule_id: maybe(words),
  organizer: maybe(words),
  start_time: maybe(whole),
  end_time: maybe(whole),
  attendees: listOf(Person),
  admins: listOf(words),
  summary: maybeWords,
  description: maybeWords,
  reminders: Reminders,
  location: maybeWords,
  is_whole_day: maybe(flag),
  cal_id: maybe(words),
});
type Said = z.output<typeof Said>;

export const idOfSchedule = (id: string | undefined): CalendarEventId => {
  const known = scheduleIdOf(need(id, 90461));
  if (!known) throw new WecomError(90461);
  return known;
};

/** An event that this app made for a member it sees. */
export async function seenSchedule(work: Work, app: App, id: string | undefined) {
  const row = await eventOfProgram(work, app.id, idOfSchedule(id));
  if (!(await holdsMember(work, app.visible, row.organizer))) throw new WecomError(60011);
  return row;
}

async function peopleOf(
  work: Work,
  app: App,
  said: Said['attendees'],
  organizer: MemberId,
): Promise<MemberId[]> {
  if (said.length > limits.scheduleAttendees) throw new WecomError(90464);
  const ids = await seenMembers(
    work,
    app,
    said.map((p) => need(p.userid, 60111)),
  );
  if (ids.includes(organizer)) throw new WecomError(90474);
  return ids;
}

async function adminsOf(work: Work, app: App, said: readonly string[], attendees: readonly MemberId[]) {
  if (said.length > limits.scheduleAdmins) throw new WecomError(90492);
  const ids = await seenMembers(work, app, said);
  if (ids.some((id) => !attendees.includes(id))) throw new WecomError(90492);
  return ids;
}

async function saidOf(work: Work, said: Said) {
  const times = {
    start_time: need(said.start_time, 40058),
    end_time: need(said.end_time, 40058),
    whole_day: said.is_whole_day ?? false,
    reminders: said.reminders,
  };
  return {
    // An event without a title goes by the vendor's word for that.
    title: fit((said.summary ?? '').trim(), limits.scheduleName, 40058) || '新建事件',
    note: fit(said.description ?? '', limits.scheduleNote, 40058),
    place: fit((said.location ?? '').trim(), limits.schedulePlace, 40058),
    ...timesIn(times, await corpZone(work)),
  };
}

const add = wecomCall({
  path: '/cgi-bin/oa/schedule/add',
  writes: true,
  scope: 'office.write',
  input: z.object({ schedule: maybe(Said), agentid: maybe(whole) }),
  async run(work, { schedule }, { app }) {
    const said = need(schedule, 40058);
    const { id: organizer } = await seenMember(work, app, need(said.organizer, 90456));
    const attendees = await peopleOf(work, app, said.attendees, organizer);
    const calendarId = said.cal_id === undefined ? undefined : calendarIdOf(said.cal_id);
    if (said.cal_id !== undefined && !calendarId) throw new WecomError(90457);
    const id = await addProgramEvent(work, app.id, {
      ...(await saidOf(work, said)),
      organizer,
      calendarId,
      attendees,
      admins: await adminsOf(work, app, said.admins, attendees),
      private: false,
      free: false,
      roomId: null,
    });
    return { schedule_id: outerScheduleId(id) };
  },
});

const Mode = { op_mode: maybe(whole), op_start_time: maybe(whole) };

function whichOf({
  op_mode = 0,
  op_start_time,
}: {
  op_mode?: number | undefined;
  op_start_time?: number | undefined;
}): Which {
  if (op_mode === 0) return { scope: 'all' };
  if (op_mode !== 1 && op_mode !== 2) throw new WecomError(90485);
  return { scope: op_mode === 1 ? 'one' : 'following', at: new Date(need(op_start_time, 90482) * 1000) };
}

const update = wecomCall({
  path: '/cgi-bin/oa/schedule/update',
  writes: true,
  scope: 'office.write',
  input: z.object({ schedule: maybe(Said), skip_attendees: maybe(flag), ...Mode }),
  async run(work, { schedule, skip_attendees, ...mode }, { app }) {
    const said = need(schedule, 40058);
    const which = whichOf(mode);
    const row = await seenSchedule(work, app, said.schedule_id);
    if (said.organizer && (await seenMember(work, app, said.organizer)).id !== row.organizer)
      throw new WecomError(90463);
    if (said.cal_id && calendarIdOf(said.cal_id) !== row.calendar_id) throw new WecomError(90457);
    const attendees = skip_attendees
      ? await attendeesOf(work, row.id)
      : await peopleOf(work, app, said.attendees, row.organizer);
    const id = await changeProgramEvent(work, row, which, {
      ...(await saidOf(work, said)),
      attendees,
      admins: skip_attendees ? row.admins : await adminsOf(work, app, said.admins, attendees),
    });
    return id === row.id ? {} : { schedule_id: outerScheduleId(id) };
  },
});

const answers = { waiting: 0, maybe: 1, yes: 2, once: 3, no: 4 } as const;

export const scheduleOut = (e: ProgramEvent, names: Names) => ({
  schedule_id: outerScheduleId(e.id),
  organizer: names.userid(e.organizer),
  attendees: e.attendees.map((a) => ({
    userid: names.userid(a.memberId),
    response_status: answers[a.answer],
  })),
  admins: e.admins.map((id) => names.userid(id)),
  summary: e.title,
  description: e.note,
  location: e.place,
  ...timesOut(e),
  status: e.cancelled ? 1 : 0,
  cal_id: outerCalendarId(e.calendarId),
});

const get = wecomCall({
  path: '/cgi-bin/oa/schedule/get',
  scope: 'office.read',
  input: z.object({ schedule_id_list: listOf(words) }),
  async run(work, { schedule_id_list }, { app }) {
    if (schedule_id_list.length === 0) throw new WecomError(90462);
    if (schedule_id_list.length > limits.calendarIds) throw new WecomError(40032);
    const ids = [...new Set(schedule_id_list)].map((id) => idOfSchedule(id));
    const found = await programEvents(work, app.id, ids);
    const seen = new Set(
      await thoseInSet(
        work,
        app.visible,
        found.map((e) => e.organizer),
      ),
    );
    const names = await namesIn(work, app, found);
    return { schedule_list: found.filter((e) => seen.has(e.organizer)).map((e) => scheduleOut(e, names)) };
  },
});

const byCalendar = wecomCall({
  path: '/cgi-bin/oa/schedule/get_by_calendar',
  scope: 'office.read',
  input: z.object({ cal_id: maybe(words), offset: maybe(whole), limit: maybe(whole) }),
  async run(work, { cal_id, offset = 0, limit = 500 }, { app }) {
    if (offset < 0) throw new WecomError(90470);
    if (limit < 1 || limit > limits.schedulesInPage) throw new WecomError(90469);
    const { id } = await seenCalendar(work, app, cal_id);
    const found = await programEventsIn(work, id, { offset, limit });
    const names = await namesIn(work, app, found);
    return { schedule_list: found.map((e) => ({ ...scheduleOut(e, names), sequence: e.revision })) };
  },
});

const del = wecomCall({
  path: '/cgi-bin/oa/schedule/del',
  writes: true,
  scope: 'office.write',
  input: z.object({ schedule_id: maybe(words), ...Mode }),
  async run(work, { schedule_id, ...mode }, { app }) {
    const which = whichOf(mode);
    await cancelProgramEvent(work, await seenSchedule(work, app, schedule_id), which);
    return {};
  },
});

const People = z.object({ schedule_id: maybe(words), attendees: listOf(Person) });

const addAttendees = wecomCall({
  path: '/cgi-bin/oa/schedule/add_attendees',
  writes: true,
  scope: 'office.write',
  input: People,
  async run(work, said, { app }) {
    const row = await seenSchedule(work, app, said.schedule_id);
    const more = await peopleOf(work, app, said.attendees, row.organizer);
    const attendees = [...new Set([...(await attendeesOf(work, row.id)), ...more])];
    if (attendees.length > limits.scheduleAttendees) throw new WecomError(90464);
    await changeProgramEvent(work, row, { scope: 'all' }, { attendees });
    return {};
  },
});

const delAttendees = wecomCall({
  path: '/cgi-bin/oa/schedule/del_attendees',
  writes: true,
  scope: 'office.write',
  input: People,
  async run(work, said, { app }) {
    const row = await seenSchedule(work, app, said.schedule_id);
    const gone = await peopleOf(work, app, said.attendees, row.organizer);
    const attendees = (await attendeesOf(work, row.id)).filter((id) => !gone.includes(id));
    const admins = row.admins.filter((id) => !gone.includes(id));
    await changeProgramEvent(work, row, { scope: 'all' }, { attendees, admins });
    return {};
  },
});

export const scheduleCalls: readonly WecomCall[] = [
  add,
  update,
  get,
  byCalendar,
  del,
  addAttendees,
  delAttendees,
];
