import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { memberStopped } from '@teahouse/contract/directory';
import { identity } from '@teahouse/contract/identity';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { localBus } from '../../kernel/bus.ts';
import { system } from '../../kernel/work.ts';
import { openWorld, type Person, type World } from '../../testing/world.ts';
import { openSession } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function again(person: Person, agent: string): Promise<string> {
  const s = await world.house.openWork(person.corpId, system, (w) => openSession(w, person.id, { agent }));
  return `th_session=${s.secret}`;
}
const meWith = async (cookie: string) =>
  (await world.house.http.inject({ url: '/api/me', headers: { cookie } })).statusCode;

/** An open socket, and a promise of the code it is closed with. */
async function socket(cookie: string, url = world.url): Promise<{ ws: WebSocket; closed: Promise<number> }> {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/api/socket`, 'teahouse.v1', { headers: { cookie } });
  const closed = new Promise<number>((done) => ws.on('close', done));
  await new Promise((done, broken) => ws.on('open', done).on('error', broken));
  return { ws, closed };
}
async function stop(person: Person, status: 'disabled' | 'left'): Promise<void> {
  await world.house.openWork(person.corpId, system, async (w) => {
    await w.sql('update members set status = $3 where corp_id = $1 and id = $2', [
      w.corpId,
      person.id,
      status,
    ]);
    await w.emit(memberStopped, { memberId: person.id, status });
  });
}

test('my sessions are listed, one is ended, the others are ended; nobody ends another person’s', async () => {
  const a = await world.company('A');
  const li = await a.hire('李');
  const phone = await again(li, 'Phone');
  const pad = await again(li, 'Pad');
  const { sessions } = (await li.call(identity.mySessions, {})).body;
  expect(sessions.map((s) => s.agent).toSorted()).toEqual(['', 'Pad', 'Phone']);
  expect(sessions.filter((s) => s.current)).toHaveLength(1);
  const phoneId = sessions.find((s) => s.agent === 'Phone')!.id;
  const foreign = await a.owner.call(identity.endMySession, { sessionId: phoneId });
  expect(foreign.body.error?.code).toBe('identity.session_not_found');
  expect(await meWith(phone)).toBe(200);
  const { closed } = await socket(phone);
  await li.call(identity.endMySession, { sessionId: phoneId });
  expect([await meWith(phone), await closed]).toEqual([401, 4001]);
  expect((await li.call(identity.endMyOtherSessions, {})).body.ended).toBe(1);
  expect([await meWith(pad), await meWith(li.cookie)]).toEqual([401, 200]);
});

test('a disabled member’s sockets, sessions and keys die everywhere within two seconds', async () => {
  const a = await world.company('A');
  const bus = localBus();
  const [one, two] = [await world.replica({ bus }), await world.replica({ bus })];
  const li = await a.hire('李');
  const at = (h: typeof one) => `http://127.0.0.1:${(h.http.server.address() as { port: number }).port}`;
  const [here, there] = [await socket(li.cookie, at(one)), await socket(li.cookie, at(two))];
  await one.openWork(a.id, system, async (w) => {
    await w.sql(`update members set status = 'disabled' where corp_id = $1 and id = $2`, [a.id, li.id]);
    await w.emit(memberStopped, { memberId: li.id, status: 'disabled' });
  });
  const late = new Promise((_, no) => setTimeout(() => no(new Error('still open after 2 s')), 2_000));
  expect(await Promise.race([Promise.all([here.closed, there.closed]), late])).toEqual([4001, 4001]);
  expect((await li.call(identity.me, {})).status).toBe(401);
  const [left] = await world.house.db.asOwner<{ n: number }>(
    `select count(*) n from front_desk where holder = $1 and kind = 'session'`,
    [li.id],
  );
  expect(left?.n).toBe(0);
});

test('with the bus down, the database tells the sockets', async () => {
  const a = await world.company('A');
  const deaf = { ...localBus(), connected: false, publish() {}, subscribe() {} };
  const other = await world.replica({ bus: deaf });
  const li = await a.hire('李');
  const url = `http://127.0.0.1:${(other.http.server.address() as { port: number }).port}`;
  const { closed } = await socket(li.cookie, url);
  await stop(li, 'left');
  expect(await closed).toBe(4001);
});

test('a session goes idle, and ends for good, when the company says so', async () => {
  const a = await world.company('A');
  const li = await a.hire('李');
  const policy = (await a.owner.call(identityAdmin.getSignInPolicy, {})).body;
  const set = await a.owner.call(identityAdmin.setSignInPolicy, {
    ...policy,
    idleMinutes: 30,
    sessionHours: 2,
  });
  expect(set.status).toBe(200);
  const start = Date.now();
  const at = (minutes: number) => (world.clock.now = new Date(start + minutes * 60_000));
  at(20);
  expect((await li.call(identity.me, {})).status).toBe(200);
  at(45);
  expect((await li.call(identity.me, {})).status).toBe(200);
  expect((await a.owner.call(identity.me, {})).status).toBe(401);
  for (let minute = 60; minute < 120; minute += 20) {
    at(minute);
    expect((await li.call(identity.me, {})).status).toBe(200);
  }
  at(121);
  expect((await li.call(identity.me, {})).status).toBe(401);
  await world.settle();
  const rows = await world.house.db.asOwner('select id from sessions where corp_id = $1', [a.id]);
  expect(rows).toEqual([]);
  world.clock.now = new Date();
});

test('seen_at moves at most once a minute', async () => {
  const a = await world.company('A');
  const seen = async () =>
    (
      await world.house.db.asOwner<{ seen_at: Date }>('select seen_at from sessions where member_id = $1', [
        a.owner.id,
      ])
    )[0]!.seen_at.getTime();
  const before = await seen();
  world.clock.now = new Date(before + 50_000);
  await a.owner.call(identity.me, {});
  expect(await seen()).toBe(before);
  world.clock.now = new Date(before + 70_000);
  await a.owner.call(identity.me, {});
  expect(await seen()).toBe(before + 70_000);
  world.clock.now = new Date();
});

test('what people do on a socket counts as use of the session', async () => {
  const a = await world.company('A');
  const other = await world.replica();
  const li = await a.hire('李');
  const { ws } = await socket(
    li.cookie,
    `http://127.0.0.1:${(other.http.server.address() as { port: number }).port}`,
  );
  const later = new Date(Date.now() + 10 * 60_000);
  world.clock.now = later;
  ws.send(JSON.stringify({ t: 'foreground', on: true }));
  // The pong comes after the frame was read.
  await new Promise((done) => ws.once('pong', done).ping());
  await other.gateway.close();
  const [row] = await world.house.db.asOwner<{ seen_at: Date }>(
    'select seen_at from sessions where member_id = $1',
    [li.id],
  );
  expect(row!.seen_at).toEqual(later);
  world.clock.now = new Date();
});

test('a security administrator sees and ends the sessions of members in scope, and of nobody else', async () => {
  const a = await world.company('A');
  const tea = await a.department('茶');
  const guard = await a.hire('安');
  await a.appoint(guard, 'security', [tea]);
  const inside = await a.hire('内', { departments: [tea] });
  const outside = await a.hire('外');
  const seen = await guard.call(identityAdmin.memberSessions, { memberId: inside.id });
  expect(seen.body.sessions).toHaveLength(1);
  const other = await guard.call(identityAdmin.memberSessions, { memberId: outside.id });
  expect(other.body.error?.code).toBe('identity.unknown_member');
  const { closed } = await socket(inside.cookie);
  const end = { memberId: inside.id, sessionId: seen.body.sessions[0]!.id };
  expect((await guard.call(identityAdmin.endMemberSession, end)).status).toBe(200);
  expect(await closed).toBe(4001);
  const more = await guard.call(identityAdmin.endMemberSessions, { memberId: outside.id });
  expect(more.status).toBe(404);
  expect((await outside.call(identity.me, {})).status).toBe(200);
});
