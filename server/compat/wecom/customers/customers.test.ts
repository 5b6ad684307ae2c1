// A small SCRM talks to us as it talks to WeCom: contact ways, newcomers, remarks, tags, welcome messages, events.
import { callbacks } from '@teahouse/contract/callbacks';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import { customers } from '@teahouse/contract/customers';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { leaving } from '@teahouse/contract/leaving';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpCode } from '../../../modules/apps/index.ts';
import { type Receiver, receiveCallbacks } from '../../../testing/callback-receiver/receive-callbacks.ts';
import { phoneAt } from '../../../testing/phone.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let scrm: WecomClient;
let receiver: Receiver;

beforeAll(async () => {
  world = await openWorld({ env: { OUTSIDE_ALLOW: '127.0.0.1' } });
  world.clock.now = new Date();
  company = await world.company('南山修车');
  lin = await company.hire('林小雨', { userid: 'lin' });
  await company.hire('周大山', { userid: 'zhou' });
  scrm = await wecomClient(world, company, 'customers');
  receiver = await receiveCallbacks(corpCode(company.id));
  const { url, token, aesKey } = receiver;
  const set = { appId: scrm.app.id, url, token, aesKey, format: 'xml' as const };
  expect((await company.owner.call(callbacks.setCallback, set)).status).toBe(200);
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

const settle = async () => {
  for (let round = 0; round < 3; round++) await world.settle();
};
/** Events since the last look, as their plain XML. */
const heard = async () => {
  await settle();
  return receiver.told.splice(0).map((t) => t.plain);
};
const linkOf = async (configId: string) => {
  const { codes } = (await company.owner.call(contactCodes.listContactCodes, {})).body;
  return codes.find((c) => c.id === configId)!.url;
};
async function newcomer(state: string) {
  const way = await scrm.ask('externalcontact/add_contact_way', { type: 1, scene: 2, user: ['lin'], state });
  const phone = phoneAt(world.house, await linkOf(way['config_id'] as string));
  const here = await phone.scan();
  const events = await heard();
  const added = events.find((e) => e.includes('add_external_contact'))!;
  return {
    phone,
    chatId: here.chatId,
    configId: way['config_id'] as string,
    added,
    external: /<ExternalUserID><!\[CDATA\[(wm[0-9a-z]{30})\]\]>/.exec(added)?.[1] ?? '',
    welcome: /<WelcomeCode><!\[CDATA\[(.+?)\]\]>/.exec(added)?.[1] ?? '',
  };
}

test('a contact way is made, found, changed and closed; its picture is public', async () => {
  const made = await scrm.ask('externalcontact/add_contact_way', {
    type: 2,
    scene: 2,
    remark: '门店',
    state: 'shop-1',
    skip_verify: false,
    user: ['lin', 'zhou'],
  });
  expect(made).toMatchObject({ errcode: 0, config_id: expect.any(String) });
  const picture = await fetch(made['qr_code'] as string);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  const one = { config_id: made['config_id'] };
  const way = async () => (await scrm.ask('externalcontact/get_contact_way', one))['contact_way'];
  expect(await way()).toMatchObject({
    ...one,
    type: 2,
    scene: 2,
    remark: '门店',
    state: 'shop-1',
    skip_verify: false,
    user: ['lin', 'zhou'],
  });
  await scrm.ask('externalcontact/update_contact_way', { ...one, remark: '二店', user: ['zhou'] });
  expect(await way()).toMatchObject({ remark: '二店', user: ['zhou'], state: 'shop-1' });
  expect((await scrm.ask('externalcontact/list_contact_way', { limit: 10 }))['contact_way']).toContainEqual(
    one,
  );
  expect(await scrm.ask('externalcontact/del_contact_way', one)).toMatchObject({ errcode: 0 });
  expect(await scrm.ask('externalcontact/get_contact_way', one)).toMatchObject({ errcode: 41043 });
  const wrong: [object, number][] = [
    [{ scene: 2, user: ['lin'] }, 41037],
    [{ type: 1, user: ['lin'] }, 41038],
    [{ type: 1, scene: 2, user: ['lin', 'zhou'] }, 40031],
    [{ type: 1, scene: 2, user: ['nobody'] }, 60111],
    [{ type: 1, scene: 2, user: ['lin'], is_temp: true }, 41039],
  ];
  for (const [body, errcode] of wrong)
    expect(await scrm.ask('externalcontact/add_contact_way', body)).toMatchObject({ errcode });
});

test('a newcomer is told with a welcome code, and the program greets once', async () => {
  const { added, external, welcome, phone, chatId } = await newcomer('poster-7');
  expect(added).toMatch(
    /<MsgType><!\[CDATA\[event\]\]><\/MsgType><Event><!\[CDATA\[change_external_contact\]\]><\/Event><ChangeType><!\[CDATA\[add_external_contact\]\]><\/ChangeType><UserID><!\[CDATA\[lin\]\]><\/UserID>/,
  );
  expect(added).toContain('<State><![CDATA[poster-7]]></State>');
  expect(external).not.toBe('');
  const greeting = {
    welcome_code: welcome,
    text: { content: '%NICKNAME%，欢迎' },
    attachments: [{ msgtype: 'link', link: { title: '价目', url: 'https://a.example/p', desc: '全' } }],
  };
  expect(await scrm.ask('externalcontact/send_welcome_msg', { welcome_code: welcome })).toMatchObject({
    errcode: 41088,
  });
  expect(await scrm.ask('externalcontact/send_welcome_msg', greeting)).toMatchObject({ errcode: 0 });
  expect(await scrm.ask('externalcontact/send_welcome_msg', greeting)).toMatchObject({ errcode: 41050 });
  const { messages } = (await phone.call(customerPage.customerHistory, { chatId })).body;
  expect(messages.map((m) => [m.mine, m.kind, m.body['text'] ?? m.body['title']])).toEqual([
    [false, 'text', expect.stringMatching(/^客户\w{4}，欢迎$/)],
    [false, 'card', '全'],
  ]);
  expect(messages[1]!.body).toMatchObject({ title: '价目', url: 'https://a.example/p' });
});

test('too late a greeting is refused, and a code that greets by itself gives no welcome code', async () => {
  const late = await newcomer('');
  world.clock.now = new Date(world.clock.now.getTime() + 21_000);
  const greeting = { welcome_code: late.welcome, text: { content: 'x' } };
  expect(await scrm.ask('externalcontact/send_welcome_msg', greeting)).toMatchObject({ errcode: 41050 });
  const made = await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '你好' } });
  await phoneAt(world.house, made.body.url).scan();
  const added = (await heard()).find((e) => e.includes('add_external_contact'))!;
  expect(added).toContain('ExternalUserID');
  expect(added).not.toContain('WelcomeCode');
});

test('one customer is read in both shapes, remarked and tagged', async () => {
  const { external, phone } = await newcomer('card');
  const read = async () => await scrm.ask('externalcontact/get', { external_userid: external });
  expect(await read()).toMatchObject({
    errcode: 0,
    external_contact: { external_userid: external, type: 1, gender: 0 },
    follow_user: [{ userid: 'lin', remark: '', tags: [], add_way: 1, state: 'card' }],
  });
  const pair = { userid: 'lin', external_userid: external };
  const noted = {
    remark: '张三',
    description: '常客',
    remark_company: '南山',
    remark_mobiles: ['13900000000'],
  };
  expect(await scrm.ask('externalcontact/remark', { ...pair, ...noted })).toMatchObject({ errcode: 0 });
  expect((await heard()).join('')).toContain('edit_external_contact');
  const tags = await scrm.ask('externalcontact/add_corp_tag', {
    group_name: '等级',
    tag: [{ name: '金' }, { name: '银', order: 5 }, ...['铜', '铁', '锡'].map((name) => ({ name }))],
  });
  const group = tags['tag_group'] as { group_id: string; tag: { id: string; name: string }[] };
  expect(group.tag.map((t) => t.name)).toEqual(['银', '金', '铜', '铁', '锡']);
  expect((await heard()).filter((e) => e.includes('change_external_tag'))).toHaveLength(6);
  const gold = group.tag[1]!.id;
  expect(await scrm.ask('externalcontact/mark_tag', { ...pair, add_tag: [gold] })).toMatchObject({
    errcode: 0,
  });
  const { remark_company: remark_corp_name, ...same } = noted;
  const readBack = { ...same, remark_corp_name };
  expect((await read())['follow_user']).toMatchObject([
    { ...readBack, tags: [{ group_name: '等级', tag_name: '金', type: 1, tag_id: gold }] },
  ]);
  const page = await scrm.ask('externalcontact/batch/get_by_user', { userid_list: ['lin'], limit: 100 });
  expect(await scrm.ask('externalcontact/batch/get_by_user', { userid: 'lin', limit: 0 })).toEqual(page);
  expect(page['external_contact_list']).toContainEqual(
    expect.objectContaining({
      external_contact: expect.objectContaining({ external_userid: external }),
      follow_info: expect.objectContaining({ ...readBack, tag_id: [gold] }),
    }),
  );
  await scrm.ask('externalcontact/remark', { ...pair, remark_mobiles: [''] });
  expect((await read())['follow_user']).toMatchObject([{ remark: '张三', remark_mobiles: [] }]);
  const mine = (await lin.call(customers.listCustomers, { q: '张三' })).body.follows;
  expect(mine).toMatchObject([{ remark: '张三', company: '南山' }]);
  expect((await phone.call(customerPage.customerHere, {})).status).toBe(200);
});

test('pages walk all customers once, and ids are known by their check', async () => {
  const ids: string[] = [];
  let cursor = '';
  do {
    const page = await scrm.ask('externalcontact/batch/get_by_user', {
      userid_list: ['lin'],
      limit: 2,
      cursor,
    });
    ids.push(
      ...(page['external_contact_list'] as { external_contact: { external_userid: string } }[]).map(
        (c) => c.external_contact.external_userid,
      ),
    );
    cursor = page['next_cursor'] as string;
  } while (cursor);
  const list = await scrm.ask('externalcontact/list?userid=lin');
  expect(ids).toEqual(list['external_userid']);
  expect(new Set(ids).size).toBe(ids.length);
  const [id] = ids as [string];
  const slip = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
  expect(await scrm.ask('externalcontact/get', { external_userid: slip })).toMatchObject({ errcode: 40096 });
  expect(await scrm.ask('externalcontact/list?userid=zhou')).toMatchObject({ errcode: 84061 });
  expect(await scrm.ask('externalcontact/remark', { userid: 'zhou', external_userid: id })).toMatchObject({
    errcode: 84061,
  });
  expect((await scrm.ask('externalcontact/get_follow_user_list'))['follow_user']).toEqual(
    expect.arrayContaining(['lin', 'zhou']),
  );
});

test('tags are renamed, found by id and taken away; a group goes with its last tag', async () => {
  const made = await scrm.ask('externalcontact/add_corp_tag', {
    group_name: '来源',
    tag: [{ name: '抖音' }],
  });
  const { group_id, tag } = made['tag_group'] as { group_id: string; tag: [{ id: string }] };
  expect(group_id).toMatch(/^et/);
  const again = { group_name: '来源', tag: [{ name: '抖音' }] };
  expect(await scrm.ask('externalcontact/add_corp_tag', again)).toMatchObject({ errcode: 40071 });
  await scrm.ask('externalcontact/edit_corp_tag', { id: tag[0].id, name: '快手' });
  await scrm.ask('externalcontact/edit_corp_tag', { id: group_id, name: '渠道' });
  const found = await scrm.ask('externalcontact/get_corp_tag_list', { tag_id: [tag[0].id] });
  expect(found['tag_group']).toMatchObject([
    { group_id, group_name: '渠道', deleted: false, tag: [{ id: tag[0].id, name: '快手', deleted: false }] },
  ]);
  expect(await scrm.ask('externalcontact/del_corp_tag', { tag_id: [tag[0].id] })).toMatchObject({
    errcode: 0,
  });
  expect(
    (await scrm.ask('externalcontact/get_corp_tag_list', { group_id: [group_id] }))['tag_group'],
  ).toEqual([]);
  expect(await scrm.ask('externalcontact/del_corp_tag', { tag_id: [tag[0].id] })).toMatchObject({
    errcode: 40068,
  });
});

test('another company, and an app that sees nobody, learn nothing', async () => {
  const { external, configId, welcome } = await newcomer('x');
  const other = await wecomClient(world, await world.company('别家'), 'customers');
  expect(await other.ask('externalcontact/get', { external_userid: external })).toMatchObject({
    errcode: 40096,
  });
  expect(await other.ask('externalcontact/get_contact_way', { config_id: configId })).toMatchObject({
    errcode: 41043,
  });
  const steal = { welcome_code: welcome, text: { content: 'x' } };
  expect(await other.ask('externalcontact/send_welcome_msg', steal)).toMatchObject({ errcode: 41050 });
  const powerless = await wecomClient(world, company, { name: '报销' });
  expect(await powerless.ask('externalcontact/get', { external_userid: external })).toMatchObject({
    errcode: 48002,
  });
});

test('customers go to a colleague, in service and from a leaver, and programs hear who has them now', async () => {
  const { external, phone, chatId } = await newcomer('move');
  const before = (await scrm.ask('externalcontact/list?userid=lin'))['external_userid'] as string[];
  const body = { handover_userid: 'lin', takeover_userid: 'zhou', external_userid: [external] };
  expect(
    await scrm.ask('externalcontact/transfer_customer', { ...body, takeover_userid: 'lin' }),
  ).toMatchObject({
    errcode: 40130,
  });
  expect(
    await scrm.ask('externalcontact/transfer_customer', { ...body, external_userid: [external, 'wmnobody'] }),
  ).toMatchObject({
    errcode: 0,
    customer: [
      { external_userid: external, errcode: 0 },
      { external_userid: 'wmnobody', errcode: 40096 },
    ],
  });
  const events = (await heard()).join('\n');
  expect(events).toContain('<Source><![CDATA[DELETE_BY_TRANSFER]]></Source>');
  expect(events).toMatch(/add_external_contact\]\]><\/ChangeType><UserID><!\[CDATA\[zhou\]\]>/);
  expect(await scrm.ask('externalcontact/transfer_result', body)).toMatchObject({
    customer: [{ external_userid: external, status: 1, takeover_time: expect.any(Number) }],
  });
  expect((await scrm.ask('externalcontact/list?userid=zhou'))['external_userid']).toEqual([external]);
  expect((await scrm.ask('externalcontact/list?userid=lin'))['external_userid']).toHaveLength(
    before.length - 1,
  );
  const { messages } = (await phone.call(customerPage.customerHistory, { chatId })).body;
  expect(messages.map((m) => m.body['text'])).toEqual(['您好，今后由周大山为您服务。']);
  expect((await phone.call(customerPage.customerHere, {})).body.chats).toMatchObject([
    { chatId, memberName: '周大山' },
  ]);

  const early = { ...body, handover_userid: 'zhou', takeover_userid: 'lin' };
  expect(await scrm.ask('externalcontact/resigned/transfer_customer', early)).toMatchObject({
    errcode: 40097,
  });
  const zhou = (await company.owner.call(directoryAdmin.adminMembers, { q: '周大山' })).body.members[0]!;
  await company.owner.call(leaving.leave, { memberId: zhou.id, to: {} });
  expect(await scrm.ask('externalcontact/get_unassigned_list', { page_size: 10 })).toMatchObject({
    info: [{ handover_userid: 'zhou', external_userid: external, dimission_time: expect.any(Number) }],
    is_last: true,
  });
  expect(await scrm.ask('externalcontact/resigned/transfer_customer', early)).toMatchObject({ errcode: 0 });
  await settle();
  expect((await scrm.ask('externalcontact/list?userid=lin'))['external_userid']).toHaveLength(before.length);
  expect(await scrm.ask('externalcontact/get_unassigned_list', {})).toMatchObject({ info: [] });
});

test('an acquisition link tells of who comes by it, of their first word and of its end', async () => {
  const made = await scrm.ask('externalcontact/customer_acquisition/create_link', {
    link_name: '抖音',
    range: { user_list: ['lin'] },
  });
  const { link_id, url } = made['link'] as { link_id: string; url: string };
  const phone = phoneAt(world.house, url);
  const { chatId } = await phone.scan();
  const of = (events: string[], change: string) =>
    events.filter((e) => e.includes(`<ChangeType><![CDATA[${change}]]>`));
  const [asked, ...none] = of(await heard(), 'friend_request');
  expect(asked).toContain('<Event><![CDATA[customer_acquisition]]></Event>');
  expect(asked).toContain(`<LinkId><![CDATA[${link_id}]]></LinkId>`);
  expect(none).toEqual([]);
  await phone.say(chatId, '在吗');
  await phone.say(chatId, '有人吗');
  const spoke = of(await heard(), 'customer_start_chat');
  expect(spoke).toHaveLength(1);
  expect(spoke[0]).toMatch(/<UserID><!\[CDATA\[lin\]\]><\/UserID><ExternalUserID><!\[CDATA\[wm/);
  expect(await scrm.ask('externalcontact/customer_acquisition/delete_link', { link_id })).toMatchObject({
    errcode: 0,
  });
  expect(of(await heard(), 'delete_link')).toHaveLength(1);
  // Codes that are no links tell of none of this.
  const { phone: other, chatId: there } = await newcomer('poster');
  await other.say(there, '你好');
  expect((await heard()).filter((e) => e.includes('customer_acquisition'))).toEqual([]);
});
