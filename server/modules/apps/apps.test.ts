// Apps as administrators manage them and members find them.
import { apps, appsAdmin } from '@teahouse/contract/apps';
import { directorySettings } from '@teahouse/contract/directory-settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { type WecomClient, wecomClient } from '../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { allowedFrom, isIpRange } from './allowed-from.ts';
import { appById } from './app.ts';
import { membersInRange } from './app-range.ts';
import { keepMedia } from './media.ts';

let world: World;
let company: Company;
let tea: `dep_${string}`;
let lin: Person;
let chen: Person;
let contacts: WecomClient;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('茶馆');
  tea = await company.department('茶');
  lin = await company.hire('林小雨', { userid: 'Lin', departments: [tea] });
  chen = await company.hire('陈', { userid: 'chen' });
  contacts = await wecomClient(world, company, 'contacts');
});
afterAll(() => world.close());

const make = async (name: string) => (await company.owner.call(appsAdmin.createApp, { name })).body;
const seenBy = async (person: Person) => (await person.call(apps.listApps, {})).body.apps.map((a) => a.name);

test('a member sees the apps whose range reaches them: by department, tag or name', async () => {
  const { id: appId } = await make('报销');
  const range = (visible: object) =>
    company.owner.call(appsAdmin.changeApp, {
      appId,
      visible: { all: false, memberIds: [], departmentIds: [], tagIds: [], ...visible },
    });
  expect(await seenBy(chen)).toEqual(['报销']);
  await range({});
  expect([await seenBy(lin), await seenBy(chen)]).toEqual([[], []]);
  expect((await chen.call(apps.openAppChat, { appId })).body.error?.code).toBe('apps.app_not_found');
  await range({ departmentIds: [tea] });
  expect([await seenBy(lin), await seenBy(chen)]).toEqual([['报销'], []]);
  const { id: tagId } = (await company.owner.call(directorySettings.createTag, { name: '值班' })).body;
  await company.owner.call(directorySettings.changeTag, { tagId, add: [chen.id] });
  await range({ tagIds: [tagId] });
  expect([await seenBy(lin), await seenBy(chen)]).toEqual([[], ['报销']]);
  // A tag may hold a whole department; that is a program's doing.
  const { taglist } = await contacts.ask('tag/list');
  const [{ tagid } = { tagid: 0 }] = taglist as { tagid: number }[];
  const no = ((await contacts.ask('department/list'))['department'] as { id: number; name: string }[]).find(
    (d) => d.name === '茶',
  )!.id;
  await contacts.ask('tag/addtagusers', { tagid, partylist: [no] });
  expect(await seenBy(lin)).toEqual(['报销']);

  const reached = await world.house.openWork(company.id, system, async (work) => {
    const app = (await appById(work, appId))!;
    return [
      await membersInRange(work, app, 'all'),
      await membersInRange(work, app, {
        userids: ['LIN', 'boss', 'no'],
        departmentNos: [no, 1, 99],
        tagNos: [tagid, 77],
      }),
    ];
  });
  expect(reached[0]!.memberIds.toSorted()).toEqual([lin.id, chen.id].toSorted());
  expect(reached[1]!.memberIds.toSorted()).toEqual([lin.id, chen.id].toSorted());
  expect(reached[1]!.unknown).toEqual({ userids: ['boss', 'no'], departmentNos: [99], tagNos: [77] });

  await company.owner.call(appsAdmin.changeApp, { appId, enabled: false });
  expect(await seenBy(lin)).toEqual([]);
});

test('the chat with an app is one and the same', async () => {
  const { id: appId } = await make('公告');
  const first = (await lin.call(apps.openAppChat, { appId })).body.chatId;
  expect((await lin.call(apps.openAppChat, { appId })).body.chatId).toBe(first);
  expect((await chen.call(apps.openAppChat, { appId })).body.chatId).not.toBe(first);
});

test('a renewed secret ends the old one and its tokens at once', async () => {
  const client = await wecomClient(world, company, { name: '换密' });
  const { id } = client.app;
  const shown = await company.owner.call(appsAdmin.showAppSecret, { appId: id });
  expect(shown.body.secret).toBe(client.secret);
  const { secret } = (await company.owner.call(appsAdmin.renewAppSecret, { appId: id })).body;
  expect(secret).not.toBe(client.secret);
  expect((await client.ask('agent/list')).errcode).toBe(40014);
  const { corpCode } = (await company.owner.call(appsAdmin.adminApps, {})).body;
  const ask = async (s: string) =>
    (
      (await (await fetch(`${world.url}/cgi-bin/gettoken?corpid=${corpCode}&corpsecret=${s}`)).json()) as {
        errcode: number;
      }
    ).errcode;
  expect([await ask(client.secret), await ask(secret)]).toEqual([40001, 0]);
});

test('built-in apps are one of a kind and keep their face', async () => {
  const open = async () => (await company.owner.call(appsAdmin.openBuiltInApp, { kind: 'customers' })).body;
  const app = await open();
  expect((await open()).id).toBe(app.id);
  const renamed = await company.owner.call(appsAdmin.changeApp, { appId: app.id, name: '改' });
  expect(renamed.body.error?.code).toBe('apps.built_in');
  const ips = await company.owner.call(appsAdmin.changeApp, { appId: app.id, allowedIps: ['10.0.0.0/33'] });
  expect(ips.body.error?.code).toBe('apps.bad_address');
  expect(await seenBy(lin)).not.toContain('客户联系');
});

test('addresses and ranges', () => {
  expect(['10.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/32'].every(isIpRange)).toBe(true);
  expect(['', '10.0.0', '10.0.0.1/33', '::1/129', '10.0.0.1/8/8', 'host'].some(isIpRange)).toBe(false);
  expect(allowedFrom([], '1.2.3.4')).toBe(true);
  expect(allowedFrom(['10.0.0.0/8'], '10.9.9.9')).toBe(true);
  expect(allowedFrom(['10.0.0.0/8'], '::ffff:10.9.9.9')).toBe(true);
  expect(allowedFrom(['10.0.0.0/8'], '11.0.0.1')).toBe(false);
  expect(allowedFrom(['2001:db8::/32', '10.0.0.1'], '2001:db8::5')).toBe(true);
});

test('media that was sent nowhere goes after its days', async () => {
  const actor = { kind: 'app' as const, id: contacts.app.id, scopes: new Set<string>() };
  const { ports } = world.house;
  const { file } = await keepMedia(
    {
      corpId: company.id,
      ports,
      now: world.clock.now,
      work: (run, as) => world.house.openWork(company.id, as ?? actor, run),
    },
    {
      type: 'file',
      name: 'a.txt',
      source: (async function* () {
        yield Buffer.from('words');
      })(),
    },
  );
  const kept = () =>
    world.house.openWork(company.id, system, (work) =>
      work.sql('select from files where corp_id = $1 and id = $2 and removed_at is null', [
        company.id,
        file.id,
      ]),
    );
  const now = world.clock.now;
  await world.settle();
  expect(await kept()).toHaveLength(1);
  world.clock.now = new Date(now.getTime() + 5 * 24 * 3_600_000);
  await world.settle();
  expect(await kept()).toHaveLength(0);
  world.clock.now = now;
});
