import { calendar } from '@teahouse/contract/calendar';
import { roomBooked } from '@teahouse/contract/calendar-events';
import type { MeetingRoomId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { holdsMember, type MemberSet } from '../directory/index.ts';
import { type EventRow, repeats } from './event.present.ts';
import { spanOf, takingPlace } from './occurrences.ts';

const YEAR_MS = 366 * 86_400_000;

/** Rooms that are open to a member, by name. */
export async function roomsFor(work: Work, memberId: MemberId) {
  const all = await work.db
    .selectFrom('meeting_rooms')
    .selectAll()
    .where('retired_at', 'is', null)
    .orderBy('name')
    .execute();
  const open = await Promise.all(all.map((r) => isOpenTo(work, r.open_to as MemberSet | null, memberId)));
  return all.filter((_room, i) => open[i]).map((r) => ({ ...r, id: r.id as MeetingRoomId }));
}

export const listRooms = implement(calendar.listRooms, async (work, span) => {
  const [from, to] = spanOf(span, 62);
  const rooms = await roomsFor(work, actingMember(work));
  const taken = await work.sql<{ room_id: string; start: Date; end: Date }>(
    `select room_id, lower(during) as start, upper(during) as end from room_bookings
      where corp_id = $1 and during && tstzrange($2, $3) order by 2`,
    [work.corpId, from, to],
  );
  return {
    rooms: rooms.map((r) => ({
      id: r.id,
      name: r.name,
      place: r.place,
      capacity: r.capacity,
      equipment: r.equipment,
      taken: taken
        .filter((t) => t.room_id === r.id)
        .map((t) => ({ start: t.start.toISOString(), end: t.end.toISOString() })),
    })),
  };
});

export const saveRoom = implement(calendar.saveRoom, async (work, { id, ...room }) => {
  if (id) {
    const done = await work.db
      .updateTable('meeting_rooms')
      .set(room)
      .where('id', '=', id)
      .where('retired_at', 'is', null)
      .executeTakeFirst();
    if (!done.numUpdatedRows) fail('calendar.room_not_found');
  }
  const kept = id ?? newId('mrm');
  if (!id)
    await work.db
      .insertInto('meeting_rooms')
      .values({ id: kept, ...room })
      .execute();
  await work.audit({ action: 'calendar.room_saved', object: kept, detail: { name: room.name } });
  return { id: kept, ...room };
});

export const retireRoom = implement(calendar.retireRoom, async (work, { roomId }) => {
  const done = await work.db
    .updateTable('meeting_rooms')
    .set({ retired_at: work.now })
    .where('id', '=', roomId)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  if (!done.numUpdatedRows) fail('calendar.room_not_found');
  await work.sql('delete from room_bookings where corp_id = $1 and room_id = $2 and upper(during) > $3', [
    work.corpId,
    roomId,
    work.now,
  ]);
  await work.sql('update calendar_events set room_id = null where corp_id = $1 and room_id = $2', [
    work.corpId,
    roomId,
  ]);
  await work.audit({ action: 'calendar.room_retired', object: roomId });
  return {};
});

/** Frees the room of an event from now on. */
export const leaveRoom = (work: Work, event: EventRow): Promise<void> =>
  bookRoom(work, { ...event, room_id: null });

/**
 * Books the room of an event anew for all of its occurrences from now on; all of them fit, or none is booked and the answer names
 * those that do not. What lies in the past stays booked as it was.
 */
export async function bookRoom(work: Work, event: EventRow): Promise<void> {
  const before = await work.sql<{ room_id: MeetingRoomId }>(
    'delete from room_bookings where corp_id = $1 and event_id = $2 and lower(during) >= $3 returning room_id',
    [work.corpId, event.id, work.now],
  );
  const had = new Set(before.map((b) => b.room_id));
  const { id: eventId, room_id: wants } = event;
  if (wants) await takeRoom(work, event);
  const tell = (roomId: MeetingRoomId, change: 'booked' | 'cancelled') =>
    work.emit(roomBooked, { roomId, eventId, change, by: work.actor.id });
  for (const roomId of had) if (roomId !== wants) await tell(roomId, 'cancelled');
  if (wants && !had.has(wants)) await tell(wants, 'booked');
}

const isOpenTo = async (work: Work, set: MemberSet | null, memberId: MemberId) =>
  set === null || (await holdsMember(work, set, memberId));

async function takeRoom(work: Work, event: EventRow): Promise<void> {
  // Whoever books this room next waits here, so that conflicts can be named and not only refused.
  const [room] = await work.sql<{ open_to: MemberSet | null }>(
    'select open_to from meeting_rooms where corp_id = $1 and id = $2 and retired_at is null for update',
    [work.corpId, event.room_id],
  );
  if (!room) fail('calendar.room_not_found');
  if (!(await isOpenTo(work, room.open_to, event.organizer))) fail('calendar.room_not_open');
  const horizon = new Date(Math.max(work.now.getTime(), event.starts_at.getTime()) + YEAR_MS);
  if (repeats(event) && (!event.ends_at || event.ends_at > horizon)) fail('calendar.room_needs_end');
  const from = event.starts_at > work.now ? event.starts_at : work.now;
  const wanted = (await takingPlace(work, [event], from, horizon)).filter(
    (t) => t.start >= from && t.end > t.start,
  );
  const clashes = await work.sql<{ local: string }>(
    `select u.local from unnest($3::text[], $4::timestamptz[], $5::timestamptz[]) u (local, a, b)
      where exists (select from room_bookings r where r.corp_id = $1 and r.room_id = $2 and r.during && tstzrange(u.a, u.b))
      order by u.a limit 20`,
    [
      work.corpId,
      event.room_id,
      wanted.map((t) => t.changed?.start_local ?? t.occurrence),
      wanted.map((t) => t.start),
      wanted.map((t) => t.end),
    ],
  );
  if (clashes.length > 0)
    fail('calendar.room_taken', '', [
      { path: 'times', text: clashes.map((c) => c.local.replace('T', ' ')).join(', ') },
    ]);
  await work.sql(
    `insert into room_bookings (corp_id, room_id, event_id, occurrence, during)
     select $1, $2, $3, u.occurrence, tstzrange(u.a, u.b) from unnest($4::text[], $5::timestamptz[], $6::timestamptz[]) u (occurrence, a, b)`,
    [
      work.corpId,
      event.room_id,
      event.id,
      wanted.map((t) => t.occurrence),
      wanted.map((t) => t.start),
      wanted.map((t) => t.end),
    ],
  );
}
