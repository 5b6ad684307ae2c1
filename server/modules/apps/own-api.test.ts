// Our own interface as a program outside sees it: through the SDK, over real HTTP.
import { appMessages } from '@teahouse/contract/app-messages';
import type { AppScope } from '@teahouse/contract/app-scopes';
import { type AppRecord, appsAdmin } from '@teahouse/contract/apps';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customers } from '@teahouse/contract/customers';
import { messaging } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AppOptions, connectApp } from '../../../sdk/src/app.ts';
import { phoneAt } from '../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let li: Person;
let chen: Person;
let wu: Person;
let seen: AppRecord;
let options: AppOptions;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('茶');
  const tea = await company.department('茶');
  li = await company.hire('李', { departments: [tea], mobile: '13700000001' });
  chen = await company.hire('陈', { departments: [tea] });
  wu = await company.hire('吴');
  const visible = { all: false, memberIds: [], departmentIds: [tea], tagIds: [] };
  ({ app: seen, options } = await makeApp({ visible }));
});
afterAll(() => world.close());

/** A new app, and what a program needs to connect it. */
async function makeApp(change: { visible?: AppRecord['visible']; scopes?: AppScope[]; calls?: number } = {}) {
  const { visible, scopes = ['contacts.read', 'messages.send', 'files'], calls = 10_000 } = change;
  const made = (
    await company.owner.call(appsAdmin.createApp, { name: '外部', ...(visible ? { visible } : {}) })
  ).body;
  const changed = await company.owner.call(appsAdmin.changeApp, {
    appId: made.id,
    scopes,
    callsPerMinute: calls,
  });
  const { secret } = (await company.owner.call(appsAdmin.showAppSecret, { appId: made.id })).body;
  const { corpCode } = (await company.owner.call(appsAdmin.adminApps, {})).body;
  return {
    app: changed.body,
    options: { base: world.url, corpId: corpCode, agentId: made.no, secret } satisfies AppOptions,
  };
}

const codeOf = async (call: Promise<unknown>) =>
  await call.then(
    () => 'went well',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );

test('an app sees the members of its visible range and nobody else', async () => {
  const { api } = connectApp(options);
  const found = await api.directory.getMembers({ ids: [li.id, chen.id, wu.id].join(',') });
  expect(found.members.map((m) => m.name)).toEqual(['李', '陈']);
  expect(await codeOf(api.directory.getMemberCard({ memberId: wu.id }))).toBe('directory.member_not_found');
  expect((await api.directory.searchMembers({ q: '吴' })).members).toEqual([]);
  const [top] = (await api.directory.listDepartments({})).departments;
  expect(top?.memberCount).toBe(2);
});

test('mobile and mail are for apps with contacts.sensitive', async () => {
  const blind = await connectApp(options).api.directory.getMemberCard({ memberId: li.id });
  expect(blind).not.toHaveProperty('mobile');
  const trusted = await makeApp({ scopes: ['contacts.read', 'contacts.sensitive'] });
  const card = await connectApp(trusted.options).api.directory.getMemberCard({ memberId: li.id });
  expect(card.mobile).toContain('13700000001');
});

test('an app writes the directory within its departments alone', async () => {
  const writer = await makeApp({ visible: seen.visible, scopes: ['contacts.write'] });
  const { api } = connectApp(writer.options);
  const [tea] = seen.visible.departmentIds;
  const made = await api.directoryAdmin.createMember({ name: '新', departments: [{ id: tea!, main: true }] });
  expect([made.name, made.mobile]).toEqual(['新', null]);
  const outside = api.directoryAdmin.changeMember({ memberId: wu.id, position: '茶师' });
  expect(await codeOf(outside)).toBe('directory.outside_scope');
});

test('an app sends a message, follows it and takes it back; strangers are named', async () => {
  const connected = connectApp(options);
  const { api } = connected;
  const file = await connected.upload('菜单.txt', new TextEncoder().encode('龙井 碧螺春'));
  const { fileId, name, size, mime } = file;
  const draft = { k: 'file', b: { fileId, name, size, mime } } as const;
  const sent = await api.appMessages.sendAppMessage({ to: { memberIds: [li.id, wu.id] }, draft });
  expect(sent).toMatchObject({ members: 1, outside: [wu.id], responseCode: null });
  const { messageId } = sent;
  expect(await api.appMessages.getAppMessage({ messageId })).toMatchObject({ members: 1, delivered: 1 });
  const { chats } = (await li.call(messaging.listChats, {})).body;
  expect(chats.some((chat) => chat.title === '外部')).toBe(true);
  await api.appMessages.recallAppMessage({ messageId });
  const nobody = api.appMessages.sendAppMessage({ to: { memberIds: [wu.id] }, draft });
  expect(await codeOf(nobody)).toBe('talk.nobody');
});

test('an app cannot send a file that it may not see', async () => {
  const mine = await connectApp(options).upload('a.txt', Buffer.from('a'));
  const other = await makeApp();
  const { fileId, name, size, mime } = mine;
  const stolen = connectApp(other.options).api.appMessages.sendAppMessage({
    to: { all: true },
    draft: { k: 'file', b: { fileId, name, size, mime } },
  });
  expect(await codeOf(stolen)).toBe('files.not_found');
});

test('an app makes a group of those it sees and speaks in it', async () => {
  const { api } = connectApp(options);
  const made = await api.appMessages.createAppChat({ title: '值班', memberIds: [li.id, chen.id] });
  await api.appMessages.postToAppChat({ name: made.name, draft: { k: 'text', b: { text: '开门' } } });
  const { events } = (await li.call(messaging.listMessages, { chatId: made.chatId })).body;
  expect(events.at(-1)).toMatchObject({ k: 'text', b: { text: '开门' }, u: seen.id });
  const far = api.appMessages.createAppChat({ title: '远', memberIds: [li.id, wu.id] });
  expect(await codeOf(far)).toBe('talk.nobody');
  const other = await makeApp();
  const foreign = connectApp(other.options).api.appMessages.postToAppChat({
    name: made.name,
    draft: { k: 'text', b: { text: 'x' } },
  });
  expect(await codeOf(foreign)).toBe('talk.not_your_chat');
});

test('an app reads and annotates customers of members it sees, and no others', async () => {
  for (const owner of [li, wu]) {
    const made = await owner.call(contactCodes.createContactCode, { name: '店', welcome: { text: '' } });
    await phoneAt(world.house, made.body.url).scan();
  }
  const reader = await makeApp({
    visible: seen.visible,
    scopes: ['customers.read', 'customers.write'],
  });
  const { api } = connectApp(reader.options);
  const { follows } = await api.customers.listCustomers({});
  expect(follows.map((f) => f.memberId)).toEqual([li.id]);
  const { customerId } = follows[0]!;
  const noted = await api.customers.changeFollow({ customerId, memberId: li.id, remark: '老客户' });
  expect(noted.remark).toBe('老客户');
  const [far] = (await wu.call(customers.listCustomers, {})).body.follows;
  for (const call of [
    () => api.customers.getCustomer({ customerId: far!.customerId }),
    () => api.customers.changeFollow({ customerId: far!.customerId, memberId: wu.id, remark: 'x' }),
    () => api.customers.changeFollow({ customerId, remark: 'whose?' }),
  ])
    expect(await codeOf(call())).toBe('customers.customer_not_found');
  const named = await wu.call(customers.changeFollow, { customerId, memberId: li.id, remark: 'x' });
  expect(named.body.error?.code).toBe('customers.customer_not_found');
  // Tags are one set for the whole company.
  expect(await codeOf(api.customers.createCustomerTag({ group: 'g', name: 'n' }))).toBe(
    'directory.outside_scope',
  );
});

test('a missing scope is named, and what is for people says so', async () => {
  const { api } = connectApp((await makeApp({ scopes: ['files'] })).options);
  await expect(api.directory.listDepartments({})).rejects.toMatchObject({
    code: 'common.scope_missing',
    status: 403,
    message: 'The app lacks the scope contacts.read',
    fields: [{ path: 'scope', text: 'contacts.read' }],
  });
  expect(await codeOf(api.messaging.listChats({}))).toBe('common.not_for_apps');
  expect((await li.call(appMessages.getAppMessage, { messageId: 'out_000000' })).body.error?.code).toBe(
    'common.not_allowed',
  );
});

test('a wrong secret, a wrong number and a wrong company sound the same', async () => {
  for (const wrong of [{ secret: 'guess' }, { agentId: 1 }, { corpId: 'ww0123456789abcdef' }])
    expect(await codeOf(connectApp({ ...options, ...wrong }).api.directory.listDepartments({}))).toBe(
      'apps.wrong_secret',
    );
});

test('secrets cannot be guessed in bulk', async () => {
  const heard = [];
  for (let i = 0; i < 32; i++)
    heard.push(
      await codeOf(connectApp({ ...options, secret: `guess ${i}` }).api.directory.listDepartments({})),
    );
  expect(heard.slice(0, 20)).not.toContain('common.too_many');
  expect(heard.at(-1)).toBe('common.too_many');
  await world.house.db.asOwner('delete from throttles');
});

test('an OAuth client gets in with Basic and a form', async () => {
  const answer = await fetch(`${world.url}/api/oauth/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${seen.id}:${options.secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  expect(await answer.json()).toMatchObject({ token_type: 'bearer', scope: seen.scopes.join(' ') });
});

test('an app hears what it has left in its minute, and how long to wait', async () => {
  const { options: mine } = await makeApp({ calls: 2 });
  const connected = connectApp(mine);
  expect(connected.quota()).toBeUndefined();
  await connected.api.directory.listDepartments({});
  expect(connected.quota()).toMatchObject({ limit: 2, remaining: 1 });
  await connected.api.directory.listDepartments({});
  const answer = await connected.fetch(`${world.url}/api/departments`);
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(connected.quota()).toMatchObject({ limit: 2, remaining: 0 });
});

test('two apps of two companies never meet', async () => {
  const other = await world.company('他');
  const made = (await other.owner.call(appsAdmin.createApp, { name: '他人' })).body;
  const { secret } = (await other.owner.call(appsAdmin.showAppSecret, { appId: made.id })).body;
  const { corpCode } = (await other.owner.call(appsAdmin.adminApps, {})).body;
  const { api } = connectApp({ base: world.url, corpId: corpCode, agentId: made.no, secret });
  expect((await api.directory.getMembers({ ids: li.id })).members).toEqual([]);
  expect(
    await codeOf(connectApp({ ...options, corpId: corpCode }).api.directory.getMembers({ ids: li.id })),
  ).toBe('apps.wrong_secret');
});

// Last, since it moves the clock past the proof that the owner sits there.
test('the client renews a token that was taken back or has ended, and says when the app is off', async () => {
  const { app, options: mine } = await makeApp();
  const secret = { current: mine.secret };
  const connected = connectApp({
    ...mine,
    get secret() {
      return secret.current;
    },
  });
  await connected.api.directory.listDepartments({});
  secret.current = (await company.owner.call(appsAdmin.renewAppSecret, { appId: app.id })).body.secret;
  await connected.api.directory.listDepartments({});
  world.clock.now = new Date(world.clock.now.getTime() + 3 * 3_600_000);
  await connected.api.directory.listDepartments({});
  await company.owner.call(appsAdmin.changeApp, { appId: app.id, enabled: false });
  expect(await codeOf(connected.api.directory.listDepartments({}))).toBe('common.app_off');
  await company.owner.call(appsAdmin.changeApp, {
    appId: app.id,
    enabled: true,
    allowedIps: ['203.0.113.8'],
  });
  expect(await codeOf(connected.api.directory.listDepartments({}))).toBe('common.app_elsewhere');
});
