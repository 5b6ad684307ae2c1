// What people type and what opens doors must never stand in a log or readable in the database.
import { generateSync } from 'otplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identity } from '@teahouse/contract/identity';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { openLog } from './kernel/log.ts';
import { openWorld, type World } from './testing/world.ts';

let world: World;
let logged = '';
beforeAll(async () => {
  const log = openLog({ logLevel: 'trace' }, { write: (line) => (logged += line) });
  world = await openWorld({ log, strict: false, env: { PUBLIC_URL: 'http://localhost:8080' } });
});
afterAll(() => world.close());

test('signing in, failing to, resetting and breaking leave no secret in the log or the database', async () => {
  const secrets = new Map<string, string>();
  const keep = (name: string, secret: string) => {
    secrets.set(name, secret);
    return secret;
  };
  const a = await world.company('A');
  const login = `boss@${a.id}.example`;
  keep('cookie', a.owner.cookie.split('=')[1]!);
  const signIn = (password: string) => world.stranger(identity.signIn, { login, password });
  await signIn(keep('wrong password', 'wrong-guess-kestrel'));
  const right = await signIn(keep('password', 'correct horse battery'));
  keep('session', String(right.headers['set-cookie']).split(';')[0]!.split('=')[1]!);
  const next = keep('new password', 'seven wet umbrellas');
  await a.owner.call(identity.changePassword, { current: 'correct horse battery', next });

  const { secret } = (await a.owner.call(identity.beginTotp, {})).body;
  keep('totp secret', secret);
  const code = generateSync({ secret });
  const active = await a.owner.call(identity.activateTotp, { code });
  for (const [i, c] of active.body.recoveryCodes.entries()) keep(`recovery ${i}`, c);
  const second = (await signIn(next)).body as { ticket: string };
  keep('ticket', second.ticket);
  await world.stranger(identity.signInSecond, {
    ticket: second.ticket,
    proof: { kind: 'recovery', code: active.body.recoveryCodes[0]! },
  });

  const li = await a.hire('李');
  const { url } = (await a.owner.call(identityAdmin.inviteMember, { memberId: li.id })).body;
  const key = keep('invitation', url.split('/').at(-1)!);
  await world.stranger(identity.acceptInvitation, {
    key,
    password: keep('chosen password', 'bamboo whisk 17'),
  });
  keep('client secret', 'sso-client-secret-9f3k');
  const sso = {
    enabled: false,
    issuer: 'https://id.example',
    clientId: 'c',
    match: 'email' as const,
    claim: 'email',
    createMembers: false,
    button: '',
  };
  await a.owner.call(identityAdmin.setSso, { ...sso, clientSecret: 'sso-client-secret-9f3k' });

  // Broken on purpose: what a bug throws is logged whole.
  await world.house.db.asOwner('alter table sessions rename to sessions_gone');
  expect((await signIn(next)).status).toBe(200);
  expect((await a.owner.call(identity.mySessions, {})).status).toBe(500);
  expect(
    (
      await world.stranger(identity.signInSecond, {
        ticket: second.ticket,
        proof: { kind: 'recovery', code: active.body.recoveryCodes[1]! },
      })
    ).status,
  ).toBe(500);
  await world.house.db.asOwner('alter table sessions_gone rename to sessions');

  expect(logged).toContain('a handler broke');
  const database = await wholeDatabase();
  for (const [name, value] of secrets) {
    expect(logged.includes(value), `${name} in the log`).toBe(false);
    expect(database.includes(value), `${name} in the database`).toBe(false);
  }
});

async function wholeDatabase(): Promise<string> {
  const tables = await world.house.db.asOwner<{ t: string }>(
    `select tablename t from pg_tables where schemaname = 'public'`,
  );
  const rows = [];
  for (const { t } of tables)
    rows.push(...(await world.house.db.asOwner<{ r: string }>(`select x::text r from "${t}" x`)));
  return rows.map((r) => r.r).join('\n');
}
