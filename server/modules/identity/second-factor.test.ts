import { generateSync } from 'otplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identity } from '@teahouse/contract/identity';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { SoftKey } from '../../testing/authenticator.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
const ORIGIN = 'http://localhost';
const PASSWORD = 'correct horse battery';
beforeAll(async () => {
  world = await openWorld({ env: { PUBLIC_URL: ORIGIN } });
});
afterAll(() => world.close());

const codeOf = (secret: string, at: Date) => generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) });
const passwordStep = async (a: Company) => {
  const answer = await world.stranger(identity.signIn, { login: `boss@${a.id}.example`, password: PASSWORD });
  return answer.body as { state: string; ticket: string; factors: string[] };
};
async function withTotp(person: Person): Promise<{ secret: string; codes: string[] }> {
  const begun = (await person.call(identity.beginTotp, {})).body;
  const code = codeOf(begun.secret, world.clock.now);
  const done = await person.call(identity.activateTotp, { code });
  return { secret: begun.secret, codes: done.body.recoveryCodes };
}
async function withPasskey(person: Person, key = new SoftKey(ORIGIN)): Promise<SoftKey> {
  const { options, ticket } = (await person.call(identity.beginPasskey, {})).body;
  const response = key.create(options);
  const added = await person.call(identity.addPasskey, { ticket, response, name: '钥匙' });
  expect(added.status).toBe(200);
  return key;
}
const passTime = (ms: number) => (world.clock.now = new Date(world.clock.now.getTime() + ms));

test('an authenticator app: nothing changes before the first code, then a code is asked for, each one once', async () => {
  const a = await world.company('A');
  const begun = (await a.owner.call(identity.beginTotp, {})).body;
  expect(begun.uri).toMatch(/^otpauth:\/\/totp\//);
  expect(begun.qr).toContain('<svg');
  expect((await passwordStep(a)).state).toBe('done');
  const wrong = await a.owner.call(identity.activateTotp, { code: '000000' });
  expect(wrong.body.error?.code).toBe('identity.wrong_code');
  const code = codeOf(begun.secret, world.clock.now);
  const active = await a.owner.call(identity.activateTotp, { code });
  expect(active.body.recoveryCodes).toHaveLength(10);

  const { state, ticket, factors } = await passwordStep(a);
  expect([state, factors]).toEqual(['second-factor', ['totp', 'recovery']]);
  const used = await world.stranger(identity.signInSecond, { ticket, proof: { kind: 'totp', code } });
  expect(used.body.error?.code).toBe('identity.wrong_code');
  passTime(60_000);
  const next = codeOf(begun.secret, world.clock.now);
  const both = await Promise.all(
    [1, 2].map(() => world.stranger(identity.signInSecond, { ticket, proof: { kind: 'totp', code: next } })),
  );
  expect(both.map((b) => b.status).toSorted((x, y) => x - y)).toEqual([200, 401]);
  expect(String(both.find((b) => b.status === 200)!.headers['set-cookie'])).toMatch(/th_session=.*HttpOnly/);
});

test('the secret of an authenticator app is not readable in the database', async () => {
  const a = await world.company('A');
  const { secret } = await withTotp(a.owner);
  const rows = await world.house.db.asOwner<{ t: string }>('select t::text from totps t');
  expect(rows.map((r) => r.t).join()).not.toContain(secret);
});

test('a ticket from the first step lasts ten minutes, and guessing codes ends soon', async () => {
  const a = await world.company('A');
  await withTotp(a.owner);
  const { ticket } = await passwordStep(a);
  const codes = [];
  for (let i = 0; i < 11; i++) {
    const proof = { kind: 'totp' as const, code: String(100_000 + i) };
    codes.push((await world.stranger(identity.signInSecond, { ticket, proof })).body.error?.code);
  }
  expect([codes[0], codes.at(-1)]).toEqual(['identity.wrong_code', 'identity.locked']);
  passTime(11 * 60_000);
  const late = await world.stranger(identity.signInSecond, {
    ticket,
    proof: { kind: 'totp', code: '123456' },
  });
  expect(late.body.error?.code).toBe('identity.ticket_expired');
  const forged = await world.stranger(identity.signInSecond, {
    ticket: `A${ticket.slice(1)}`,
    proof: { kind: 'totp', code: '123456' },
  });
  expect(forged.body.error?.code).toBe('identity.ticket_expired');
});

test('a recovery code opens once; new ones replace the old', async () => {
  const a = await world.company('A');
  const { codes } = await withTotp(a.owner);
  const { ticket } = await passwordStep(a);
  const show = (code: string) =>
    world.stranger(identity.signInSecond, { ticket, proof: { kind: 'recovery', code } });
  expect((await show(codes[0]!.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
  expect((await show(codes[0]!)).body.error?.code).toBe('identity.wrong_code');
  expect((await a.owner.call(identity.mySecurity, {})).body.recoveryCodesLeft).toBe(9);
  const fresh = (await a.owner.call(identity.renewRecoveryCodes, {})).body.recoveryCodes;
  expect((await show(codes[1]!)).body.error?.code).toBe('identity.wrong_code');
  expect((await show(fresh[0]!)).status).toBe(200);
});

test('a passkey signs in alone; its answer shown again, a turned-back counter or no PIN are refused', async () => {
  const a = await world.company('A');
  const key = await withPasskey(a.owner);
  const ask = async () => (await world.stranger(identity.passkeyOptions, {})).body;
  const show = (ticket: string, response: Record<string, unknown>) =>
    world.stranger(identity.signInWithPasskey, { ticket, response });
  const { options, ticket } = await ask();
  const response = key.get(options);
  const signedIn = await show(ticket, response);
  expect(signedIn.body).toEqual({ state: 'done' });
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!;
  const me = await world.house.http.inject({ url: '/api/me', headers: { cookie } });
  expect(me.json().member.id).toBe(a.owner.id);

  expect((await show(ticket, response)).body.error?.code).toBe('identity.ticket_expired');
  const other = await ask();
  expect((await show(other.ticket, response)).body.error?.code).toBe('identity.wrong_passkey');
  key.counter = 0;
  const copied = await ask();
  expect((await show(copied.ticket, key.get(copied.options))).body.error?.code).toBe(
    'identity.wrong_passkey',
  );
  key.counter = 10;
  key.verifiesUser = false;
  const silent = await ask();
  expect((await show(silent.ticket, key.get(silent.options))).body.error?.code).toBe(
    'identity.wrong_passkey',
  );
  const second = await passwordStep(a);
  expect(second.factors).toContain('passkey');
  const asked = (await world.stranger(identity.secondPasskeyOptions, { ticket: second.ticket })).body;
  const proof = { kind: 'passkey' as const, ticket: asked.ticket, response: key.get(asked.options) };
  expect((await world.stranger(identity.signInSecond, { ticket: second.ticket, proof })).status).toBe(200);
});

test('a passkey of another site, or of another member, is refused', async () => {
  const a = await world.company('A');
  const phished = new SoftKey('https://teah0use.example');
  const { options, ticket } = (await a.owner.call(identity.beginPasskey, {})).body;
  const answer = await a.owner.call(identity.addPasskey, {
    ticket,
    response: phished.create(options),
    name: 'x',
  });
  expect(answer.body.error?.code).toBe('identity.wrong_passkey');
  const li = await a.hire('李');
  await withPasskey(a.owner);
  const lis = await withPasskey(li);
  const second = await passwordStep(a);
  const asked = (await world.stranger(identity.secondPasskeyOptions, { ticket: second.ticket })).body;
  const proof = { kind: 'passkey' as const, ticket: asked.ticket, response: lis.get(asked.options) };
  const refused = await world.stranger(identity.signInSecond, { ticket: second.ticket, proof });
  expect(refused.body.error?.code).toBe('identity.wrong_passkey');
});

test('where the company asks for a second factor, nothing else opens before it is set up', async () => {
  const a = await world.company('A');
  const li = await a.hire('李');
  await withTotp(a.owner);
  const policy = (await a.owner.call(identityAdmin.getSignInPolicy, {})).body;
  await a.owner.call(identityAdmin.setSignInPolicy, { ...policy, secondFactor: 'everyone' });
  expect((await li.call(identity.me, {})).body.mustEnrol).toBe(true);
  const shut = await li.call(identity.mySessions, {});
  expect([shut.status, shut.body.error?.code]).toEqual([403, 'common.second_factor_needed']);
  await withPasskey(li);
  expect((await li.call(identity.me, {})).body.mustEnrol).toBe(false);
  expect((await li.call(identity.mySessions, {})).status).toBe(200);
  const [key] = (await li.call(identity.mySecurity, {})).body.passkeys;
  const kept = await li.call(identity.removePasskey, { passkeyId: key!.id });
  expect(kept.body.error?.code).toBe('identity.last_factor');
  expect((await li.call(identity.mySecurity, {})).body.passkeys).toHaveLength(1);
});

test('dangerous things want a proof of the last ten minutes', async () => {
  const a = await world.company('A');
  const li = await a.hire('李');
  passTime(11 * 60_000);
  const grant = { role: 'audit' as const, memberId: li.id };
  const asked = await a.owner.call(identityAdmin.grantRole, grant);
  expect([asked.status, asked.body.error?.code]).toEqual([403, 'common.confirm_first']);
  const wrong = await a.owner.call(identity.confirm, { proof: { kind: 'password', password: 'guess' } });
  expect(wrong.body.error?.code).toBe('identity.wrong_password');
  await a.owner.call(identity.confirm, { proof: { kind: 'password', password: PASSWORD } });
  expect((await a.owner.call(identityAdmin.grantRole, grant)).status).toBe(200);
});

test('somebody who lost everything gets in again through an administrator, who cannot do that to an owner', async () => {
  const a = await world.company('A');
  const guard = await a.hire('安');
  await a.appoint(guard, 'security');
  const li = await a.hire('李');
  await withTotp(li);
  await withTotp(a.owner);
  expect((await guard.call(identityAdmin.dropFactors, { memberId: li.id })).status).toBe(200);
  expect((await li.call(identity.mySecurity, {})).body).toMatchObject({ totp: false, recoveryCodesLeft: 0 });
  const owner = await guard.call(identityAdmin.dropFactors, { memberId: a.owner.id });
  expect(owner.body.error?.code).toBe('identity.only_owner');
});
