// Signing in on a computer with a phone: two notes for one wish, decided once, gone after two minutes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identity } from '@teahouse/contract/identity';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { qrSignIn } from '@teahouse/contract/qr-sign-in';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date();
  company = await world.company('茶馆');
  lin = await company.hire('林小雨');
});
afterAll(() => world.close());

const agent = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36';
const post = (path: string, payload: object) =>
  world.house.http.inject({
    method: 'POST',
    url: `/api${path}`,
    payload,
    headers: { 'user-agent': agent },
    remoteAddress: '203.0.113.7',
  });
async function shown() {
  const { ticket, url } = (await post('/sign-in/qr', {})).json() as { ticket: string; url: string };
  return { ticket, code: url.split('/scan/')[1]! };
}
const ask = (ticket: string) => post('/sign-in/qr/ask', { ticket });
const stateOf = async (ticket: string) => {
  const answer = await ask(ticket);
  return answer.statusCode === 200 ? (answer.json() as { state: string }).state : answer.statusCode;
};
const decide = (who: Person, code: string, allow = true) =>
  who.call(qrSignIn.decideQrSignIn, { code, allow });
const later = (ms: number) => (world.clock.now = new Date(world.clock.now.getTime() + ms));

test('the phone sees what would be signed in, says yes, and the browser is in as its member', async () => {
  const { ticket, code } = await shown();
  expect(await stateOf(ticket)).toBe('waiting');
  const seen = (await lin.call(qrSignIn.lookAtQrSignIn, { code })).body;
  expect(seen).toMatchObject({
    device: 'Chrome · Windows',
    ip: '203.0.113.7',
    knownPlace: false,
    corpName: '茶馆',
  });
  expect(await stateOf(ticket)).toBe('waiting');
  expect((await decide(lin, code)).status).toBe(200);
  const answer = await ask(ticket);
  expect(answer.json()).toEqual({ state: 'done' });
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
  const me = await world.house.http.inject({ url: '/api/me', headers: { cookie } });
  expect((me.json() as { member: { id: string } }).member.id).toBe(lin.id);
  const sessions = (await lin.call(identity.mySessions, {})).body.sessions;
  expect(sessions).toContainEqual(expect.objectContaining({ way: 'qr', ip: '203.0.113.7', agent }));
  // The place is known now.
  expect((await lin.call(qrSignIn.lookAtQrSignIn, { code: (await shown()).code })).body.knownPlace).toBe(
    true,
  );
});

test('a code is decided once, and a yes signs in one browser once', async () => {
  const { ticket, code } = await shown();
  expect((await decide(lin, code)).status).toBe(200);
  expect((await decide(company.owner, code)).body.error?.code).toBe('identity.ticket_expired');
  const states = await Promise.all([stateOf(ticket), stateOf(ticket), stateOf(ticket)]);
  expect(states.filter((s) => s === 'done')).toHaveLength(1);
  expect(await stateOf(ticket)).not.toBe('done');
});

test('what the code shows cannot be redeemed, and what the browser keeps cannot be said yes to', async () => {
  const { ticket, code } = await shown();
  expect(await stateOf(code)).toBe(410);
  expect((await decide(lin, ticket)).status).toBe(410);
  expect((await decide(lin, `${code.slice(0, -6)}AAAAAA`)).status).toBe(410);
});

test('after two minutes it is over, for the phone and for the browser', async () => {
  const early = await shown();
  const decided = await shown();
  await decide(lin, decided.code);
  later(120_001);
  expect((await lin.call(qrSignIn.lookAtQrSignIn, { code: early.code })).status).toBe(410);
  expect((await decide(lin, early.code)).status).toBe(410);
  expect([await stateOf(early.ticket), await stateOf(decided.ticket)]).toEqual([410, 410]);
});

test('a no is a no, and the audit log knows both', async () => {
  const { ticket, code } = await shown();
  await decide(lin, code, false);
  expect(await stateOf(ticket)).toBe('refused');
  expect((await decide(lin, code, true)).status).toBe(410);
  const { entries } = (await company.owner.call(identityAdmin.readAudit, {})).body;
  const actions = entries.map((e) => e.action);
  expect(actions).toEqual(expect.arrayContaining(['identity.qr_allowed', 'identity.qr_refused']));
});

test('a phone that was signed out meanwhile signs nobody in; the new session ends with the phone’s', async () => {
  const wu = await company.hire('吴');
  const first = await shown();
  await decide(wu, first.code);
  const answer = await ask(first.ticket);
  const cookie = String(answer.headers['set-cookie']);
  const until = Date.parse(/expires=([^;]+)/i.exec(cookie)?.[1] ?? '');
  expect(until).toBeLessThanOrEqual(world.clock.now.getTime() + 720 * 3_600_000);
  const second = await shown();
  await decide(wu, second.code);
  await wu.call(identity.signOut, {});
  expect(await stateOf(second.ticket)).toBe(410);
});
