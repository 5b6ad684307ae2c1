// The highest grade of evidence: somebody's own passkey, at a place that a network or a kiosk vouches for.
import { attendance } from '@teahouse/contract/attendance';
import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { identity } from '@teahouse/contract/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SoftKey } from '../../testing/authenticator.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

const ORIGIN = 'https://tea.example';
let world: World;
let corp: Company;
let li: Person;
let wu: Person;

beforeAll(async () => {
  world = await openWorld({ env: { PUBLIC_URL: ORIGIN } });
  world.clock.now = new Date('2026-06-10T00:50:00Z');
  corp = await world.company('清风茶业');
  [li, wu] = [await corp.hire('李'), await corp.hire('吴')];
  for (const { id } of [li, wu])
    await corp.owner.call(directoryAdmin.changeMember, { memberId: id, since: '2026-01-01' });
  await corp.appoint(corp.owner, 'attendance');
  const place = {
    name: '总部',
    lat: 22.5,
    lng: 113.9,
    radiusM: 200,
    networks: ['127.0.0.1/32'],
    wifi: [],
    memberIds: [],
  };
  const { id: placeId } = (await corp.owner.call(attendanceAdmin.createPlace, place)).body;
  const shift = { sections: [{ start: 32_400, end: 64_800 }], rests: [], aheadSec: 14_400, afterSec: 21_600 };
  const rule = await corp.owner.call(attendanceAdmin.createRule, {
    name: '严格',
    config: {
      kind: 'fixed',
      zone: 'Asia/Shanghai',
      workdays: [1, 2, 3, 4, 5],
      shift,
      hoursSec: 0,
      dayStartSec: 14_400,
      holidays: true,
      extraWork: [],
      extraOff: [],
      places: [placeId],
      minGrade: 4,
      outside: 'exception',
      fieldPhoto: false,
      keepLocation: false,
      lateGraceSec: 0,
      earlyGraceSec: 0,
      seriousLateSec: null,
      absentAfterSec: null,
      flexSec: 0,
      oneMissing: 'no_loss',
      tripNeedsPunch: false,
      overtime: { by: 'applied', offsetSec: 0, minSec: 0, maxSec: 28_800, unitSec: 1_800 },
      corrections: { perMonth: 2, withinDays: 10 },
    },
    departments: [corp.rootId],
    members: [],
    since: '2026-01-01',
  });
  expect(rule.status, JSON.stringify(rule.body)).toBe(200);
});
afterAll(() => world.close());

async function keyOf(person: Person): Promise<SoftKey> {
  const key = new SoftKey(ORIGIN);
  const { options, ticket } = (await person.call(identity.beginPasskey, {})).body;
  const added = { ticket, response: key.create(options), name: '手机' };
  expect((await person.call(identity.addPasskey, added)).status).toBe(200);
  return key;
}
const vouch = async (person: Person, key: SoftKey) => {
  const { options, ticket } = (await person.call(attendance.punchPasskeyOptions, {})).body;
  expect(options['userVerification']).toBe('required');
  return { ticket, response: key.get(options) };
};
const punch = (person: Person, more: object = {}) =>
  person.call(attendance.punch, { cid: crypto.randomUUID(), kind: 'punch', ...more });

test('a passkey beside the office network is the highest grade; without it a punch is kept and marked', async () => {
  const key = await keyOf(li);
  expect((await punch(li)).body.punch).toMatchObject({ grade: 2, belowGrade: true });
  const cid = crypto.randomUUID();
  const passkey = await vouch(li, key);
  const first = await punch(li, { cid, passkey });
  expect(first.body.punch).toMatchObject({ grade: 4, belowGrade: false });
  // The answer got lost on the way and is asked for again.
  expect((await punch(li, { cid, passkey })).body.punch.id).toBe(first.body.punch.id);
  // For another punch the same answer is worth nothing.
  expect((await punch(li, { passkey })).body).toMatchObject({ error: { code: 'identity.ticket_expired' } });
});

test('it is the own one, its holder was checked, and it was asked for this', async () => {
  const key = await keyOf(wu);
  const strange = await keyOf(li);
  const refused = async (passkey: object) => (await punch(wu, { passkey })).body.error?.code;
  expect(await refused(await vouch(wu, strange))).toBe('identity.wrong_passkey');
  const { options, ticket } = (await li.call(attendance.punchPasskeyOptions, {})).body;
  expect(await refused({ ticket, response: key.get(options) })).toBe('identity.ticket_expired');
  const other = (await wu.call(identity.confirmPasskeyOptions, {})).body;
  expect(await refused({ ticket: other.ticket, response: key.get(other.options) })).toBe(
    'identity.ticket_expired',
  );
  key.verifiesUser = false;
  expect(await refused(await vouch(wu, key))).toBe('identity.wrong_passkey');
  key.verifiesUser = true;
  const passkey = await vouch(wu, key);
  world.clock.now = new Date(world.clock.now.getTime() + 6 * 60_000);
  expect(await refused(passkey)).toBe('identity.ticket_expired');
});
