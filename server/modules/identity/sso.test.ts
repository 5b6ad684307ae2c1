import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { identity } from '@teahouse/contract/identity';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { system } from '../../kernel/work.ts';
import { type Lie, openProvider, type Provider } from '../../testing/oidc-double/provider.ts';
import { type Company, openWorld, type World } from '../../testing/world.ts';

let world: World;
let provider: Provider;
beforeAll(async () => {
  provider = await openProvider();
  world = await openWorld({
    env: { PUBLIC_URL: 'http://localhost:8080' },
    outside: { allow: (address) => address === '127.0.0.1', ports: [Number(new URL(provider.issuer).port)] },
  });
});
afterAll(() => Promise.all([world.close(), provider.close()]));
beforeEach(() => {
  provider.lie = undefined;
});

async function withSso(changes: object = {}): Promise<Company> {
  const a = await world.company('A');
  const set = await a.owner.call(identityAdmin.setSso, {
    enabled: true,
    issuer: provider.issuer,
    clientId: provider.client.id,
    clientSecret: provider.client.secret,
    match: 'email',
    claim: 'email',
    createMembers: false,
    button: '',
    ...changes,
  });
  expect(set.body).toEqual({});
  return a;
}

const get = (url: string, cookie = '') => world.house.http.inject({ url, headers: { cookie } });
const cookieOf = (answer: { headers: Record<string, unknown> }, name: string) =>
  [answer.headers['set-cookie']]
    .flat()
    .map(String)
    .find((c) => c.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';

/** The browser's way: off to the provider, and back with what it gave. */
async function leave(a: Company, next?: string) {
  const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
  const away = await get(`/api/sign-in/sso/${a.id}${query}`);
  const back = await fetch(String(away.headers.location), { redirect: 'manual' });
  const url = new URL(back.headers.get('location') ?? '');
  expect(url.origin).toBe('http://localhost:8080');
  return { url: url.pathname + url.search, cookie: cookieOf(away, 'th_sso') };
}
async function signIn(a: Company) {
  const trip = await leave(a);
  const home = await get(trip.url, trip.cookie);
  return { location: home.headers.location, session: cookieOf(home, 'th_session'), trip };
}
const who = async (session: string) =>
  (await get('/api/me', session)).json().member?.id as string | undefined;

test('the provider’s mail finds the member; from then on only its subject counts', async () => {
  const a = await withSso();
  const li = await a.hire('李', { email: 'li@tea.example' });
  const wu = await a.hire('吴', { email: 'wu@tea.example' });
  provider.claims = { sub: 'li-1', email: 'LI@tea.example' };
  const first = await signIn(a);
  expect([first.location, await who(first.session)]).toEqual(['/', li.id]);
  // The same subject with another mail is still Li; another subject cannot claim Li's mail.
  provider.claims = { sub: 'li-1', email: 'wu@tea.example' };
  expect(await who((await signIn(a)).session)).toBe(li.id);
  provider.claims = { sub: 'mallory', email: 'li@tea.example' };
  expect((await signIn(a)).location).toBe('/sign-in?sso=refused');
  provider.claims = { sub: 'wu-1', email: 'wu@tea.example', email_verified: false };
  expect((await signIn(a)).location).toBe('/sign-in?sso=refused');
  provider.claims = { sub: 'wu-1', email: 'wu@tea.example', email_verified: true };
  expect(await who((await signIn(a)).session)).toBe(wu.id);
});

test('every lie of a provider is refused', async () => {
  const lies: Lie[] = [
    'unsigned token',
    'signed with a key nobody published',
    'signed with the client secret',
    'another issuer',
    'another audience',
    'an old nonce',
    'no nonce',
    'expired token',
    'no id token',
  ];
  const a = await withSso();
  await a.hire('李', { email: 'li@tea.example' });
  provider.claims = { sub: 'li-2', email: 'li@tea.example' };
  for (const lie of lies) {
    provider.lie = lie;
    const { location, session } = await signIn(a);
    expect([lie, location, session]).toEqual([lie, '/sign-in?sso=refused', '']);
  }
  provider.lie = undefined;
  expect((await signIn(a)).location).toBe('/');
});

test('a provider that is somebody else, or not there, cannot be set up', async () => {
  const a = await world.company('A');
  const settings = {
    enabled: true,
    clientId: 'x',
    clientSecret: 'y',
    match: 'email' as const,
    claim: 'email',
    createMembers: false,
    button: '',
  };
  const set = async (issuer: string) =>
    (await a.owner.call(identityAdmin.setSso, { ...settings, issuer })).body.error?.code;
  expect(await set('http://127.0.0.1:9')).toBe('identity.sso_unreachable');
  expect(await set('http://id.example')).toBe('identity.sso_unreachable');
  const liar = await openProvider();
  liar.lie = 'another issuer in discovery';
  expect(await set(liar.issuer)).toBe('identity.sso_unreachable');
  await liar.close();
});

test('where several companies live, none can use a provider to look into the operator’s network', async () => {
  const inside = await openProvider();
  const [a] = [await world.company('A'), await world.company('B')];
  const set = await a.owner.call(identityAdmin.setSso, {
    enabled: true,
    issuer: inside.issuer,
    clientId: inside.client.id,
    clientSecret: inside.client.secret,
    match: 'email',
    claim: 'email',
    createMembers: false,
    button: '',
  });
  expect(set.body.error?.code).toBe('identity.sso_unreachable');
  await inside.close();
  // The only company of an installation is the operator's own: there it works.
  const own = await openWorld();
  const provider2 = await openProvider();
  const only = await own.company('独');
  const alone = await only.owner.call(identityAdmin.setSso, {
    enabled: true,
    issuer: provider2.issuer,
    clientId: 'x',
    clientSecret: 'y',
    match: 'email',
    claim: 'email',
    createMembers: false,
    button: '',
  });
  expect(alone.body).toEqual({});
  await Promise.all([own.close(), provider2.close()]);
});

test('an answer belongs to one browser, one trip and one time', async () => {
  const a = await withSso();
  await a.hire('李', { email: 'li@tea.example' });
  provider.claims = { sub: 'li-3', email: 'li@tea.example' };
  const trip = await leave(a);
  expect((await get(trip.url)).headers.location).toBe('/sign-in?sso=expired');
  const other = await leave(a);
  expect((await get(trip.url, other.cookie)).headers.location).toBe('/sign-in?sso=refused');
  expect((await get(trip.url, trip.cookie)).headers.location).toBe('/');
  expect((await get(trip.url, trip.cookie)).headers.location).toBe('/sign-in?sso=refused');
  const late = await leave(a);
  world.clock.now = new Date(Date.now() + 11 * 60_000);
  expect((await get(late.url, late.cookie)).headers.location).toBe('/sign-in?sso=expired');
  world.clock.now = new Date();
});

test('strangers become members only where the company wants that', async () => {
  const a = await withSso();
  provider.claims = { sub: 'new-1', email: 'new@tea.example', name: '新人' };
  expect((await signIn(a)).location).toBe('/sign-in?sso=refused');
  const b = await withSso({ createMembers: true, match: 'userid', claim: 'preferred_username' });
  provider.claims = { sub: 'new-2', preferred_username: 'xinren', name: '新人' };
  const me = (await get('/api/me', (await signIn(b)).session)).json();
  expect(me.member).toMatchObject({ userid: 'xinren', name: '新人', status: 'active' });
  // A stranger whose name is taken by somebody linked already stays outside.
  provider.claims = { sub: 'new-3', preferred_username: 'XINREN' };
  expect((await signIn(b)).location).toBe('/sign-in?sso=refused');
});

test('who was disabled stays outside, and the secret is neither shown nor readable', async () => {
  const a = await withSso();
  const li = await a.hire('李', { email: 'li@tea.example' });
  provider.claims = { sub: 'li-5', email: 'li@tea.example' };
  expect((await signIn(a)).location).toBe('/');
  await world.house.openWork(a.id, system, (w) =>
    w.sql(`update members set status = 'disabled' where corp_id = $1 and id = $2`, [a.id, li.id]),
  );
  expect((await signIn(a)).location).toBe('/sign-in?sso=refused');
  const shown = await a.owner.call(identityAdmin.getSso, {});
  expect(JSON.stringify(shown.body)).not.toContain(provider.client.secret);
  expect(shown.body.redirectUri).toBe('http://localhost:8080/api/sign-in/sso-callback');
  const moved = await a.owner.call(identityAdmin.setSso, {
    ...shown.body.settings!,
    issuer: 'https://evil.example',
  });
  expect(moved.body.error?.code).toBe('identity.sso_needs_secret');
});

test('the sign-in page learns of single sign-on by company, and nothing about others', async () => {
  const a = await withSso({ button: '用公司账号登录' });
  const ways = await world.stranger(identity.signInWays, { corp: a.id });
  expect(ways.body.sso).toEqual({ corpId: a.id, button: '用公司账号登录' });
  expect((await world.stranger(identity.signInWays, {})).body.sso).toBeNull();
  const policy = (await a.owner.call(identityAdmin.getSignInPolicy, {})).body;
  await a.owner.call(identityAdmin.setSignInPolicy, { ...policy, ways: ['password'] });
  expect((await world.stranger(identity.signInWays, { corp: a.id })).body.sso).toBeNull();
  expect((await get(`/api/sign-in/sso/${a.id}`)).headers.location).toBe('/sign-in?sso=off');
});

test('who was heading somewhere arrives there, on paths of ours alone', async () => {
  const a = await withSso();
  await a.hire('李', { email: 'li@tea.example' });
  provider.claims = { sub: 'li-9', email: 'li@tea.example' };
  const arrive = async (next: string) => {
    const trip = await leave(a, next);
    return (await get(trip.url, trip.cookie)).headers.location;
  };
  expect(await arrive('/chats/chat_1?at=5#x')).toBe('/chats/chat_1?at=5#x');
  expect(await arrive('/connect/oauth2/authorize?appid=ww1')).toBe('/connect/oauth2/authorize?appid=ww1');
  const elsewhere = [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    '/api/sign-in/sso/x',
    '',
  ];
  for (const next of elsewhere) expect([next, await arrive(next)]).toEqual([next, '/']);
  provider.claims = { sub: 'nobody', email: 'nobody@tea.example' };
  expect(await arrive('/todos')).toBe('/sign-in?sso=refused&next=%2Ftodos');
});
