import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import type { Place } from '@teahouse/contract/attendance-shapes';
import type { MemberId, PlaceId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement, implementRaw } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { mustExist, wholeCompany } from './attendance.access.ts';
import type { PlaceFacts } from './evidence.ts';
import { kioskCode } from './kiosk-code.ts';

interface Row extends PlaceFacts {
  wifi: Place['wifi'];
  member_ids: MemberId[];
}
const COLUMNS = 'id, name, lat, lng, radius_m, networks, wifi, member_ids';

const toPlace = (r: Row): Place => ({
  id: r.id,
  name: r.name,
  lat: r.lat,
  lng: r.lng,
  radiusM: r.radius_m,
  networks: r.networks,
  wifi: r.wifi,
  memberIds: r.member_ids,
});

/** Where somebody may punch: the places of their rule and those that name them. */
export async function placesFor(
  work: Work,
  memberId: MemberId,
  ofRule: readonly PlaceId[],
): Promise<PlaceFacts[]> {
  return await work.sql<PlaceFacts>(
    `select id, name, lat, lng, radius_m, networks from attendance_places
      where corp_id = $1 and removed_at is null and (id = any($2) or $3 = any(member_ids)) order by name, id`,
    [work.corpId, ofRule, memberId],
  );
}

export const listPlaces = implement(attendanceAdmin.listPlaces, async (work) => {
  const rows = await work.sql<Row>(
    `select ${COLUMNS} from attendance_places where corp_id = $1 and removed_at is null order by name, id`,
    [work.corpId],
  );
  return { places: rows.map(toPlace) };
});

export const createPlace = implement(attendanceAdmin.createPlace, async (work, place) => {
  await wholeCompany(work);
  await mustExist(work, place.memberIds);
  const [row] = await work.sql<Row>(
    `insert into attendance_places (id, name, lat, lng, radius_m, networks, wifi, member_ids)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
    [newId('plc'), ...columns(place)],
  );
  await work.audit({ action: 'attendance.place_created', object: row!.id, detail: { name: place.name } });
  return toPlace(row!);
});

export const changePlace = implement(attendanceAdmin.changePlace, async (work, { placeId, ...place }) => {
  await wholeCompany(work);
  await mustExist(work, place.memberIds);
  const [row] = await work.sql<Row>(
    `update attendance_places set name = $3, lat = $4, lng = $5, radius_m = $6, networks = $7, wifi = $8, member_ids = $9
      where corp_id = $1 and id = $2 and removed_at is null returning ${COLUMNS}`,
    [work.corpId, placeId, ...columns(place)],
  );
  if (!row) return fail('attendance.place_not_found');
  await work.audit({ action: 'attendance.place_changed', object: placeId, detail: { name: place.name } });
  return toPlace(row);
});

export const removePlace = implement(attendanceAdmin.removePlace, async (work, { placeId }) => {
  await wholeCompany(work);
  const rows = await work.sql(
    'update attendance_places set removed_at = $3 where corp_id = $1 and id = $2 and removed_at is null returning id',
    [work.corpId, placeId, work.now],
  );
  if (rows.length === 0) fail('attendance.place_not_found');
  await work.audit({ action: 'attendance.place_removed', object: placeId });
  return {};
});

export const getKioskCode = implementRaw(attendanceAdmin.getKioskCode, async (call, { placeId }) => {
  const [place] = await call.work((work) =>
    work.sql<{ name: string }>(
      'select name from attendance_places where corp_id = $1 and id = $2 and removed_at is null',
      [work.corpId, placeId],
    ),
  );
  if (!place) return fail('attendance.place_not_found');
  const { code, until } = kioskCode(call.ports.secret, call.corpId, placeId, call.now);
  return { place: place.name, code, until: until.toISOString() };
});

const columns = (p: Omit<Place, 'id'>) => [
  p.name,
  p.lat,
  p.lng,
  p.radiusM,
  p.networks,
  JSON.stringify(p.wifi),
  p.memberIds,
];
