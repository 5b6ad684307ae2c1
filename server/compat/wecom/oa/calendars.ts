// oa/calendar/*: calendars that a program makes for members.
import type { CalendarId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { Failure } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import {
  addProgramCalendar,
  changeProgramCalendar,
  type ProgramCalendar,
  programCalendar,
  removeProgramCalendar,
} from '../../../modules/calendar/index.ts';
import { holdsMember } from '../../../modules/directory/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { seenMember } from '../contacts/seen.ts';
import { calendarIdOf, outerCalendarId } from '../customers/outer-ids.ts';
import { fit, flag, listOf, maybe, maybeWords, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { namesIn } from '../office/names.ts';
import { WecomError } from '../wecom.errors.ts';
import { colourNear } from './colours.ts';

const Share = z.object({ userid: maybe(words), readonly: maybe(whole), permission: maybe(whole) });
const Said = z.object({
  cal_id: maybe(words),
  organizer: maybe(words),
  readonly: maybe(flag),
  set_as_default: maybe(flag),
  summary: maybeWords,
  color: maybe(words),
  description: maybeWords,
  shares: listOf(Share),
  is_public: maybe(flag),
  is_corp_calendar: maybe(flag),
});
type Said = z.output<typeof Said>;

/** The calendar with this outer id, of a member whom the app sees. */
export async function seenCalendar(
  work: Work,
  app: App,
  calId: string | undefined,
): Promise<ProgramCalendar> {
  const id = calendarIdOf(need(calId, 90457));
  if (!id) throw new WecomError(90457);
  const calendar = await programCalendar(work, app.id, id);
  if (!(await holdsMember(work, app.visible, calendar.ownerId))) throw new WecomError(60011);
  return calendar;
}

async function factsOf(work: Work, app: App, said: Said, ownerId: ProgramCalendar['ownerId']) {
  if (said.is_public || said.is_corp_calendar)
    throw new WecomError(90472, 'public calendars are not kept here');
  if (said.shares.length > limits.calendarShares) throw new WecomError(90464);
  const colourCode = said.color ?? '#3F51B5';
  if (!/^#[0-9A-Fa-f]{6}$/.test(colourCode)) throw new WecomError(90473);
  const shares: ProgramCalendar['shares'] = [];
  const failed: object[] = [];
  for (const { userid, readonly, permission } of said.shares) {
    try {
      const { id } = await seenMember(work, app, need(userid, 60111));
      const role = permission === 3 ? 'busy' : (permission ?? readonly ?? 1) === 1 ? 'read' : 'write';
      shares.push({ memberId: id, role });
    } catch (error) {
      // One share that is wrong does not spoil the others; nothing else may fail here.
      if (!(error instanceof WecomError) && !(error instanceof Failure)) throw error;
      const { errcode, message: errmsg } = error instanceof WecomError ? error : new WecomError(60111);
      failed.push({ userid: userid ?? '', errcode, errmsg });
    }
  }
  const facts = {
    ownerId,
    title: fit((said.summary ?? '').trim(), limits.calendarName, 40058),
    note: fit(said.description ?? '', limits.calendarNote, 40058),
    colour: colourNear(colourCode),
    colourCode,
    ownerReads: said.readonly ?? true,
    shares,
  };
  return { facts, ...(failed.length > 0 ? { fail_result: { shares: failed } } : {}) };
}

const Input = z.object({ calendar: maybe(Said), agentid: maybe(whole) });

const add = wecomCall({
  path: '/cgi-bin/oa/calendar/add',
  writes: true,
  scope: 'office.write',
  input: Input,
  async run(work, { calendar }, { app }) {
    const said = need(calendar, 40058);
    const { id: ownerId } = await seenMember(work, app, need(said.organizer, 90456));
    const { facts, ...failed } = await factsOf(work, app, said, ownerId);
    const isDefault = said.set_as_default ?? false;
    const id = await addProgramCalendar(work, app.id, { ...facts, isDefault });
    return { cal_id: outerCalendarId(id), ...failed };
  },
});

const update = wecomCall({
  path: '/cgi-bin/oa/calendar/update',
  writes: true,
  scope: 'office.write',
  input: Input,
  async run(work, { calendar }, { app }) {
    const said = need(calendar, 40058);
    const { id, ownerId } = await seenCalendar(work, app, said.cal_id);
    if (said.organizer && (await seenMember(work, app, said.organizer)).id !== ownerId)
      throw new WecomError(90463);
    const { facts, ...failed } = await factsOf(work, app, said, ownerId);
    await changeProgramCalendar(work, id, facts);
    return failed;
  },
});

const get = wecomCall({
  path: '/cgi-bin/oa/calendar/get',
  scope: 'office.read',
  input: z.object({ cal_id_list: listOf(words) }),
  async run(work, { cal_id_list }, { app }) {
    if (cal_id_list.length === 0) throw new WecomError(90458);
    if (cal_id_list.length > limits.calendarIds) throw new WecomError(40032);
    const found: ProgramCalendar[] = [];
    for (const calId of new Set(cal_id_list)) found.push(await seenCalendar(work, app, calId));
    const names = await namesIn(work, app, found);
    return {
      calendar_list: found.map((c) => ({
        cal_id: outerCalendarId(c.id as CalendarId),
        organizer: names.userid(c.ownerId),
        readonly: c.ownerReads ? 1 : 0,
        summary: c.title,
        color: c.colourCode ?? '',
        description: c.note,
        shares: c.shares.map((s) => ({
          userid: names.userid(s.memberId),
          readonly: s.role === 'write' ? 0 : 1,
          permission: s.role === 'write' ? 2 : s.role === 'busy' ? 3 : 1,
        })),
        is_public: 0,
        is_corp_calendar: 0,
      })),
    };
  },
});

const del = wecomCall({
  path: '/cgi-bin/oa/calendar/del',
  writes: true,
  scope: 'office.write',
  input: z.object({ cal_id: maybe(words) }),
  async run(work, { cal_id }, { app }) {
    await removeProgramCalendar(work, (await seenCalendar(work, app, cal_id)).id);
    return {};
  },
});

export const calendarCalls: readonly WecomCall[] = [add, update, get, del];
