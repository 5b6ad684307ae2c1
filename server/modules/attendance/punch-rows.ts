import type { Punch } from '@teahouse/contract/attendance-shapes';
import type { FileId, MemberId, PlaceId, PunchId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import type { PunchFact } from './algebra/evaluate-days.ts';

export interface PunchRow {
  id: PunchId;
  member_id: MemberId;
  at: Date;
  kind: Punch['kind'];
  grade: number;
  place_id: PlaceId | null;
  place_name: string;
  distance_m: number | null;
  outside: boolean;
  below_grade: boolean;
  new_device: boolean;
  device_at: Date | null;
  note: string;
  photos: FileId[];
  lat: number | null;
  lng: number | null;
}

/** The punches of these people between two instants, in order. */
export async function punchesOf(
  work: Work,
  memberIds: readonly MemberId[],
  from: Date,
  to: Date,
): Promise<Map<MemberId, PunchRow[]>> {
  const rows = await work.sql<PunchRow>(
    `select id, member_id, at, kind, grade, place_id, place_name, distance_m, outside, below_grade, new_device, device_at, note, photos, lat, lng
       from punches where corp_id = $1 and member_id = any($2) and at >= $3 and at < $4 order by member_id, at, id`,
    [work.corpId, memberIds, from, to],
  );
  const out = new Map<MemberId, PunchRow[]>();
  for (const row of rows) {
    const mine = out.get(row.member_id);
    if (mine) mine.push(row);
    else out.set(row.member_id, [row]);
  }
  return out;
}

export const toFact = (r: PunchRow): PunchFact => ({
  at: Math.floor(r.at.getTime() / 1_000),
  place: r.outside,
  device: r.new_device,
  unproved: r.below_grade,
  corrected: r.kind === 'correction',
});

export const toPunch = (r: PunchRow & { stray?: boolean }): Punch => ({
  id: r.id,
  at: r.at.toISOString(),
  kind: r.kind,
  grade: r.grade,
  place: r.place_id ? { id: r.place_id, name: r.place_name } : null,
  distanceM: r.distance_m,
  outside: r.outside,
  belowGrade: r.below_grade,
  newDevice: r.new_device,
  stray: r.stray ?? false,
  offline: r.device_at !== null,
  deviceAt: r.device_at?.toISOString() ?? null,
  note: r.note,
  photos: r.photos,
  position: r.lat === null || r.lng === null ? null : { lat: r.lat, lng: r.lng },
});
