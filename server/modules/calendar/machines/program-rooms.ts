// Meeting rooms as programs keep them: by number, with where they lie and to whom they are open.
import type { CalendarEventId, MeetingRoomId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import type { MemberSet } from '../../directory/index.ts';
import { retireRoom, saveRoom } from '../rooms.ts';

export interface Spot {
  city: string;
  building: string;
  floor: string;
  /** degrees as texts; '' for unknown */
  latitude: string;
  longitude: string;
}
export interface ProgramRoom {
  id: MeetingRoomId;
  no: number;
  name: string;
  capacity: number | null;
  equipment: string[];
  spot: Spot | null;
  openTo: MemberSet | null;
}

/** Every room in use, by number; a room that has none yet gets the next. */
export async function programRooms(work: Work): Promise<ProgramRoom[]> {
  const rows = () =>
    work.sql<ProgramRoom & { no: number | null }>(
      `select id, no, name, capacity, equipment, spot, open_to "openTo" from meeting_rooms
        where corp_id = $1 and retired_at is null order by no nulls last, id`,
      [work.corpId],
    );
  const known = await rows();
  if (known.every((r) => r.no !== null)) return known;
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`rooms ${work.corpId}`]);
  await work.sql(
    `update meeting_rooms r set no = n.no from (
       select id, (select coalesce(max(no), 0) from meeting_rooms where corp_id = $1) + row_number() over (order by id) no
         from meeting_rooms where corp_id = $1 and no is null) n
      where r.corp_id = $1 and r.id = n.id`,
    [work.corpId],
  );
  return await rows();
}

/** The room with this number. Fails with calendar.room_not_found. */
export async function roomWithNo(work: Work, no: number): Promise<ProgramRoom> {
  return (await programRooms(work)).find((r) => r.no === no) ?? fail('calendar.room_not_found');
}

/** Makes a room or says everything of it anew; the answer is its number. */
export async function saveProgramRoom(
  work: Work,
  { id, spot, openTo, ...room }: Omit<ProgramRoom, 'id' | 'no'> & { id?: MeetingRoomId },
): Promise<number> {
  const place = spot ? [spot.city, spot.building, spot.floor].filter(Boolean).join(' ') : '';
  const kept = (await saveRoom(work, { ...(id ? { id } : {}), ...room, place })).id;
  await work.sql('update meeting_rooms set spot = $3, open_to = $4 where corp_id = $1 and id = $2', [
    work.corpId,
    kept,
    spot ? JSON.stringify(spot) : null,
    openTo ? JSON.stringify(openTo) : null,
  ]);
  return (await programRooms(work)).find((r) => r.id === kept)!.no;
}

export async function removeProgramRoom(work: Work, roomId: MeetingRoomId): Promise<void> {
  await retireRoom(work, { roomId });
}

export interface RoomBooking {
  roomId: MeetingRoomId;
  eventId: CalendarEventId;
  organizer: MemberId;
  start: Date;
  end: Date;
}

/** When these rooms are taken in a span, and for which events. */
export async function roomBookings(
  work: Work,
  roomIds: readonly MeetingRoomId[],
  span: { from: Date; to: Date },
): Promise<RoomBooking[]> {
  return await work.sql<RoomBooking>(
    `select b.room_id "roomId", b.event_id "eventId", e.organizer, lower(b.during) as start, upper(b.during) as end
       from room_bookings b join calendar_events e on e.corp_id = $1 and e.id = b.event_id
      where b.corp_id = $1 and b.room_id = any($2) and b.during && tstzrange($3, $4) order by 4`,
    [work.corpId, roomIds, span.from, span.to],
  );
}

/** The times for which the room of an event is booked, in order. */
export async function bookingsOfEvent(work: Work, eventId: CalendarEventId): Promise<RoomBooking[]> {
  return await work.sql<RoomBooking>(
    `select b.room_id "roomId", b.event_id "eventId", e.organizer, lower(b.during) as start, upper(b.during) as end
       from room_bookings b join calendar_events e on e.corp_id = $1 and e.id = b.event_id
      where b.corp_id = $1 and b.event_id = $2 order by 4`,
    [work.corpId, eventId],
  );
}
