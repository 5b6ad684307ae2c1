// oa/meetingroom/*: rooms, and who has them when.
import type { CalendarEventId, DepartmentId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { Failure } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import {
  addProgramEvent,
  attendeesOf,
  bookingsOfEvent,
  cancelProgramEvent,
  changeProgramEvent,
  eventOfProgram,
  type ProgramRoom,
  programRooms,
  removeProgramRoom,
  roomBookings,
  type RoomBooking,
  roomWithNo,
  saveProgramRoom,
} from '../../../modules/calendar/index.ts';
import { corpZone, holdsMember, thoseInSet } from '../../../modules/directory/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { knownDepartment, seenMember, seenMembers } from '../contacts/seen.ts';
import { bookedEventOf, bookingId, outerScheduleId } from '../customers/outer-ids.ts';
import { fit, flag, listOf, maybe, maybeWords, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { namesIn, type Names } from '../office/names.ts';
import { wallOf } from '../office/wall-time.ts';
import { WecomError } from '../wecom.errors.ts';
import { seenSchedule } from './schedules.ts';

const DAY = 86_400;
const HALF_HOUR = 1_800;
/** by the vendor's number */
const equipment = ['', '电视', '电话', '投影', '白板', '视频'];

/** Clients of languages without empty objects send an empty list for one. */
const maybeObject = <S extends z.ZodType>(shape: S) =>
  z.preprocess(
    (value) => (Array.isArray(value) || value === '' ? undefined : (value ?? undefined)),
    shape.optional(),
  );

const Said = z.object({
  meetingroom_id: maybe(whole),
  name: maybe(words),
  capacity: maybe(whole),
  city: maybeWords,
  building: maybeWords,
  floor: maybeWords,
  equipment: listOf(whole).optional(),
  coordinate: maybeObject(z.object({ latitude: maybeWords, longitude: maybeWords })),
  range: maybeObject(z.object({ user_list: listOf(words), department_list: listOf(whole) })),
});
type Said = z.output<typeof Said>;

/** What of a room was said, over what it was. */
async function roomSaid(work: Work, app: App, said: Said, was?: ProgramRoom) {
  const place = [said.city, said.building, said.floor].map((p) => (p ?? '').trim());
  const some = place.filter((p) => p !== '').length;
  if (some !== 0 && some !== 3) throw new WecomError(40058, 'city, building and floor go together');
  const [city = '', building = '', floor = ''] = place.map((p) => fit(p, limits.roomPlaceName, 40058));
  const { latitude = '', longitude = '' } = said.coordinate ?? was?.spot ?? {};
  const has = said.equipment?.map((no) => need(equipment[no], 40058));
  const where = some === 3 ? { city, building, floor } : was?.spot;
  return {
    name: fit((said.name ?? was?.name ?? '').trim(), limits.roomName, 40058),
    capacity: capacityOf(said.capacity) ?? was?.capacity ?? null,
    // Things the vendor has no number for stay where they are.
    equipment: has
      ? [...has, ...(was?.equipment ?? []).filter((e) => !equipment.includes(e))]
      : (was?.equipment ?? []),
    spot: where ? { ...where, latitude, longitude } : null,
    openTo: said.range ? await openToOf(work, app, said.range) : (was?.openTo ?? null),
  };
}

const capacityOf = (capacity: number | undefined) => {
  if (capacity !== undefined && (capacity < 1 || capacity > 10_000)) throw new WecomError(40058);
  return capacity;
};

async function openToOf(
  work: Work,
  app: App,
  range: NonNullable<Said['range']>,
): Promise<ProgramRoom['openTo']> {
  if (range.user_list.length + range.department_list.length === 0) return null;
  const departmentIds: DepartmentId[] = [];
  for (const no of range.department_list) departmentIds.push(await knownDepartment(work, no, 60003));
  return { all: false, memberIds: await seenMembers(work, app, range.user_list), departmentIds, tagIds: [] };
}

/** Rooms are the company's: only a program that sees all of it says what they are. */
function mayFurnish({ visible }: App): void {
  if (!visible.all) throw new WecomError(60011);
}

const add = wecomCall({
  path: '/cgi-bin/oa/meetingroom/add',
  writes: true,
  scope: 'office.write',
  input: Said,
  async run(work, said, { app }) {
    mayFurnish(app);
    need(said.capacity, 40058);
    return { meetingroom_id: await saveProgramRoom(work, await roomSaid(work, app, said)) };
  },
});

const edit = wecomCall({
  path: '/cgi-bin/oa/meetingroom/edit',
  writes: true,
  scope: 'office.write',
  input: Said,
  async run(work, said, { app }) {
    mayFurnish(app);
    const was = await roomWithNo(work, need(said.meetingroom_id, 40058));
    await saveProgramRoom(work, { id: was.id, ...(await roomSaid(work, app, said, was)) });
    return {};
  },
});

const del = wecomCall({
  path: '/cgi-bin/oa/meetingroom/del',
  writes: true,
  scope: 'office.write',
  input: z.object({ meetingroom_id: maybe(whole) }),
  async run(work, { meetingroom_id }, { app }) {
    mayFurnish(app);
    await removeProgramRoom(work, (await roomWithNo(work, need(meetingroom_id, 40058))).id);
    return {};
  },
});

const Where = z.object({ city: maybeWords, building: maybeWords, floor: maybeWords });

const roomsAt = async (work: Work, at: z.output<typeof Where>) =>
  (await programRooms(work)).filter(({ spot }) =>
    (['city', 'building', 'floor'] as const).every((part) => !at[part] || spot?.[part] === at[part]),
  );

const list = wecomCall({
  path: '/cgi-bin/oa/meetingroom/list',
  scope: 'office.read',
  input: Where.extend({ equipment: listOf(whole) }),
  async run(work, said) {
    const wanted = said.equipment.map((no) => equipment[no] ?? '');
    const rooms = (await roomsAt(work, said)).filter((r) => wanted.every((e) => r.equipment.includes(e)));
    return {
      meetingroom_list: rooms.map((r) => ({
        meetingroom_id: r.no,
        name: r.name,
        capacity: r.capacity ?? 0,
        city: r.spot?.city ?? '',
        building: r.spot?.building ?? '',
        floor: r.spot?.floor ?? '',
        equipment: r.equipment.map((e) => equipment.indexOf(e)).filter((no) => no > 0),
        coordinate: { latitude: r.spot?.latitude ?? '', longitude: r.spot?.longitude ?? '' },
        need_approval: 0,
      })),
    };
  },
});

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const bookingOut = (b: RoomBooking, seen: ReadonlySet<string>, names: Names) => ({
  booking_id: bookingId(b.eventId),
  schedule_id: outerScheduleId(b.eventId),
  start_time: seconds(b.start),
  end_time: seconds(b.end),
  // Somebody outside of its range is nobody to the program.
  booker: seen.has(b.organizer) ? names.userid(b.organizer) : '',
  status: 0,
});

async function bookingsOut(work: Work, app: App, bookings: readonly RoomBooking[]) {
  const bookers = [...new Set(bookings.map((b) => b.organizer))];
  const seen = new Set(await thoseInSet(work, app.visible, bookers));
  const names = await namesIn(work, app, bookers);
  return (some: readonly RoomBooking[]) => some.map((b) => bookingOut(b, seen, names));
}

const bookingInfo = wecomCall({
  path: '/cgi-bin/oa/meetingroom/get_booking_info',
  scope: 'office.read',
  input: Where.extend({ meetingroom_id: maybe(whole), start_time: maybe(whole), end_time: maybe(whole) }),
  async run(work, said, { app }) {
    const from = said.start_time ?? seconds(work.now);
    const to = said.end_time ?? from + DAY;
    if (to < from || to - from > limits.bookingDays * DAY) throw new WecomError(40058);
    const no = said.meetingroom_id;
    const rooms = no === undefined ? await roomsAt(work, said) : [await roomWithNo(work, no)];
    const span = { from: new Date(from * 1000), to: new Date(to * 1000) };
    const ids = rooms.map((r) => r.id);
    const bookings = await roomBookings(work, ids, span);
    const out = await bookingsOut(work, app, bookings);
    return {
      booking_list: rooms.map((r) => ({
        meetingroom_id: r.no,
        schedule: out(bookings.filter((b) => b.roomId === r.id)),
      })),
    };
  },
});

const book = wecomCall({
  path: '/cgi-bin/oa/meetingroom/book',
  writes: true,
  scope: 'office.write',
  input: z.object({
    meetingroom_id: maybe(whole),
    subject: maybeWords,
    start_time: maybe(whole),
    end_time: maybe(whole),
    booker: maybe(words),
    attendees: listOf(words),
  }),
  async run(work, said, { app }) {
    const [from, to] = [need(said.start_time, 40058), need(said.end_time, 40058)];
    if (to <= from) throw new WecomError(40058);
    const { id: organizer } = await seenMember(work, app, need(said.booker, 40058));
    if (said.attendees.length > limits.scheduleAttendees) throw new WecomError(90464);
    const attendees = await seenMembers(work, app, said.attendees);
    const room = await roomWithNo(work, need(said.meetingroom_id, 40058));
    const zone = await corpZone(work);
    // Rooms are taken by the half hour.
    const start = wallOf(Math.floor(from / HALF_HOUR) * HALF_HOUR, zone, 'hour');
    const end = wallOf(Math.ceil(to / HALF_HOUR) * HALF_HOUR, zone, 'hour');
    const id = await addProgramEvent(work, app.id, {
      organizer,
      attendees: attendees.filter((a) => a !== organizer),
      title: fit((said.subject ?? '').trim(), limits.scheduleName, 40058) || '会议室预定',
      note: '',
      place: '',
      start,
      end,
      zone,
      rule: null,
      workdays: false,
      private: false,
      free: false,
      remind: [15],
      admins: [],
      roomId: room.id,
    });
    return { booking_id: bookingId(id), schedule_id: outerScheduleId(id) };
  },
});

const bySchedule = wecomCall({
  path: '/cgi-bin/oa/meetingroom/book_by_schedule',
  writes: true,
  scope: 'office.write',
  input: z.object({ meetingroom_id: maybe(whole), schedule_id: maybe(words), booker: maybe(words) }),
  async run(work, said, { app }) {
    const row = await seenSchedule(work, app, said.schedule_id);
    const booker = await seenMember(work, app, need(said.booker, 40058));
    const people = [row.organizer, ...(await attendeesOf(work, row.id))];
    if (!people.includes(booker.id)) throw new WecomError(90472);
    const { id: roomId } = await roomWithNo(work, need(said.meetingroom_id, 40058));
    if (row.room_id && row.room_id !== roomId) throw new WecomError(90498);
    await changeProgramEvent(work, row, { scope: 'all' }, { roomId });
    return { booking_id: bookingId(row.id), conflict_date: [] };
  },
});

/** There are no meetings here besides calendars, and so none to book for. */
const noMeetings = (name: string) =>
  wecomCall({
    path: `/cgi-bin/oa/meetingroom/${name}`,
    scope: 'office.write',
    input: z.object({}),
    run: async () => {
      throw new WecomError(48002, 'meetings are not kept here; use book_by_schedule');
    },
  });

/** A booking that this program made. */
async function ownBooking(work: Work, app: App, id: string | undefined) {
  const eventId = bookedEventOf(need(id, 40058)) as CalendarEventId | undefined;
  if (!eventId) throw new WecomError(40058, 'invalid booking_id');
  try {
    return await eventOfProgram(work, app.id, eventId);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw error.code === 'calendar.other_program'
      ? new WecomError(90499)
      : new WecomError(40058, 'invalid booking_id');
  }
}

const cancel = wecomCall({
  path: '/cgi-bin/oa/meetingroom/cancel_book',
  writes: true,
  scope: 'office.write',
  input: z.object({ booking_id: maybe(words), keep_schedule: maybe(flag), cancel_date: maybe(whole) }),
  async run(work, { booking_id, keep_schedule = false, cancel_date }, { app }) {
    const row = await ownBooking(work, app, booking_id);
    const bookings = await bookingsOfEvent(work, row.id);
    if (bookings.length === 0) throw new WecomError(40058, 'invalid booking_id');
    const onDay = bookings.find(
      (b) => seconds(b.start) >= (cancel_date ?? 0) && seconds(b.start) < (cancel_date ?? 0) + DAY,
    );
    if (cancel_date !== undefined && !onDay) throw new WecomError(40058, 'invalid cancel_date');
    const which =
      onDay && (row.rule || row.workdays)
        ? ({ scope: 'one', at: onDay.start } as const)
        : ({ scope: 'all' } as const);
    if (keep_schedule) await changeProgramEvent(work, row, which, { roomId: null });
    else await cancelProgramEvent(work, row, which);
    return {};
  },
});

const oneBooking = wecomCall({
  path: '/cgi-bin/oa/meetingroom/bookinfo/get',
  scope: 'office.read',
  input: z.object({ meetingroom_id: maybe(whole), booking_id: maybe(words) }),
  async run(work, { meetingroom_id, booking_id }, { app }) {
    const room = await roomWithNo(work, need(meetingroom_id, 40058));
    const eventId = bookedEventOf(need(booking_id, 40058));
    const bookings = eventId ? await bookingsOfEvent(work, eventId) : [];
    const booking = bookings.find((b) => b.roomId === room.id);
    if (!booking || !(await holdsMember(work, app.visible, booking.organizer)))
      throw new WecomError(40058, 'invalid booking_id');
    const [schedule] = (await bookingsOut(work, app, [booking]))([booking]);
    return { meetingroom_id: room.no, schedule };
  },
});

export const meetingRoomCalls: readonly WecomCall[] = [
  add,
  list,
  edit,
  del,
  bookingInfo,
  book,
  cancel,
  bySchedule,
  noMeetings('book_by_meeting'),
  noMeetings('get_booking_info_by_meeting_id'),
  oneBooking,
];
