// The product album as a program keeps it and members see it; sums of what everybody did with customers.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { materials } from '@teahouse/contract/materials';
import { messaging } from '@teahouse/contract/messaging';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { changeApp } from '../../../modules/apps/index.ts';
import { phoneAt } from '../../../testing/phone.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let scrm: WecomClient;
let members: Person[];
const ask = (name: string, said: object) => scrm.ask(`externalcontact/${name}`, said);

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date('2026-11-24T02:00:00Z');
  company = await world.company('南山修车');
  members = [];
  for (const userid of ['lin', 'zhou', 'wu', 'he'])
    members.push(await company.hire(`员工${userid}`, { userid }));
  scrm = await wecomClient(world, company, 'customers');
});
afterAll(() => world.close());

async function picture(color: string, type = 'image'): Promise<string> {
  const drawn = sharp({ create: { width: 40, height: 30, channels: 3, background: color } });
  const form = new FormData();
  form.append('media', new Blob([new Uint8Array(await drawn.png().toBuffer())]), `${color}.png`);
  const sent = await scrm.raw(`media/upload_attachment?media_type=${type}&attachment_type=2`, {
    method: 'POST',
    body: form,
  });
  return ((await sent.json()) as { media_id: string }).media_id;
}
const shownBy = (...ids: string[]) => ids.map((media_id) => ({ type: 'image', image: { media_id } }));

test('a program keeps products, members find them, and what cannot be a product is told by number', async () => {
  const [red, blue] = [await picture('#c33'), await picture('#33c')];
  const oil = { description: '全合成机油\n5W-30，四升', price: 29_800, product_sn: 'OIL5W30' };
  const { product_id } = await ask('add_product_album', { ...oil, attachments: shownBy(red, blue) });
  expect(product_id).toMatch(/^wp/);
  const { product } = await ask('get_product_album', { product_id });
  expect(product).toMatchObject({ ...oil, product_id, create_time: 1_795_485_600 });
  const { attachments } = product as { attachments: { image: { media_id: string } }[] };
  expect(attachments).toHaveLength(2);
  expect((await scrm.raw(`media/get?media_id=${attachments[1]!.image.media_id}`)).status).toBe(200);
  const [seen] = (await members[0]!.call(materials.listMaterials, { q: 'OIL5W' })).body.materials;
  expect(seen).toMatchObject({
    title: '全合成机油',
    company: true,
    changeable: false,
    draft: { k: 'text', b: { text: oil.description } },
    product: { price: 29_800, currency: 'CNY', sn: 'OIL5W30', pictures: [{ width: 40 }, { width: 40 }] },
  });
  const file = `/api/files/${seen!.product!.pictures[0]!.fileId}`;
  const opened = async () =>
    (await world.house.http.inject({ url: file, headers: { cookie: members[1]!.cookie } })).statusCode;
  expect(await opened()).toBe(200);

  for (const [wrong, errcode] of [
    [{ description: '' }, 41073],
    [{ description: '长'.repeat(301) }, 41073],
    [{ price: 5_000_001 }, 41074],
    [{ price: -1 }, 41074],
    [{ product_sn: 'a b' }, 41075],
    [{ attachments: [] }, 41087],
    [{ attachments: Array.from({ length: 10 }, () => shownBy(red)[0]) }, 41087],
    [{ attachments: [{ type: 'video', video: { media_id: red } }] }, 41087],
    [{ attachments: shownBy('none') }, 40007],
  ] as const) {
    const refused = await ask('add_product_album', { ...oil, attachments: shownBy(red), ...wrong });
    expect(refused, JSON.stringify(wrong)).toMatchObject({ errcode });
  }
  expect(await ask('get_product_album', {})).toMatchObject({ errcode: 41085 });
  expect(await ask('get_product_album', { product_id: 'wpnone' })).toMatchObject({ errcode: 41086 });

  expect(await ask('update_product_album', { product_id, price: 19_900 })).toMatchObject({ errcode: 0 });
  const changed = await ask('get_product_album', { product_id });
  expect(changed['product']).toMatchObject({ ...oil, price: 19_900 });
  expect((changed['product'] as { attachments: [] }).attachments).toHaveLength(2);
  await ask('add_product_album', { ...oil, attachments: shownBy(blue) });
  const first = await ask('get_product_album_list', { limit: 1 });
  const rest = await ask('get_product_album_list', { limit: 1, cursor: first['next_cursor'] });
  expect([first, rest].flatMap((p) => p['product_list'])).toHaveLength(2);
  expect(rest['next_cursor']).toBe('');
  // Another program reads them, and changes none.
  const other = await wecomClient(world, company, { name: '别家' });
  const scopes = ['customers.read', 'customers.write'];
  await world.house.openWork(company.id, system, (work) => changeApp(work, other.app.id, { scopes }));
  const read = await other.ask('externalcontact/get_product_album', { product_id });
  expect(read).toMatchObject({ errcode: 0 });
  const drop = await other.ask('externalcontact/delete_product_album', { product_id });
  expect(drop).toMatchObject({ errcode: 41086 });
  expect(await ask('delete_product_album', { product_id })).toMatchObject({ errcode: 0 });
  expect(await opened()).toBe(404);
});

test('what members did is told as the sum of everybody, from five with customers on', async () => {
  const at = (text: string) => Math.floor(Date.parse(text) / 1_000);
  const asked = {
    userid: ['lin'],
    start_time: at('2026-11-23T00:00:00Z'),
    end_time: at('2026-11-24T03:00:00Z'),
  };
  const meet = async (member: Person) => {
    const code = await member.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } });
    const phone = phoneAt(world.house, code.body.url);
    const { chatId } = await phone.scan();
    return { member, phone, chatId };
  };
  const pairs: Awaited<ReturnType<typeof meet>>[] = [];
  for (const member of members) pairs.push(await meet(member));
  expect(await ask('get_user_behavior_data', asked)).toMatchObject({ errcode: 48002 });
  pairs.push(await meet(await company.hire('员工xu', { userid: 'xu' })));
  const say = ({ member, chatId }: (typeof pairs)[number], text: string) =>
    member.call(messaging.postMessage, {
      chatId,
      cid: crypto.randomUUID(),
      draft: { k: 'text', b: { text } },
    });
  await pairs[0]!.phone.say(pairs[0]!.chatId, '在吗');
  await pairs[1]!.phone.say(pairs[1]!.chatId, '在吗');
  world.clock.now = new Date(world.clock.now.getTime() + 10 * 60_000);
  await say(pairs[0]!, '在的');
  await say(pairs[0]!, '请讲');
  await world.settle();
  const { behavior_data: days } = await ask('get_user_behavior_data', asked);
  expect(days).toEqual([
    expect.objectContaining({ stat_time: at('2026-11-22T16:00:00Z'), chat_cnt: 0, new_contact_cnt: 0 }),
    {
      stat_time: at('2026-11-23T16:00:00Z'),
      chat_cnt: 1,
      message_cnt: 2,
      reply_percentage: 50,
      avg_reply_time: 10,
      negative_feedback_cnt: 0,
      new_apply_cnt: 0,
      new_contact_cnt: 5,
    },
  ]);
  expect((days as object[])[0]).not.toHaveProperty('reply_percentage');
  // Whoever is asked about, it is the same sum: nothing can be taken from anything.
  const many = { ...asked, userid: ['lin', 'zhou', 'wu', 'he', 'xu'] };
  expect((await ask('get_user_behavior_data', many))['behavior_data']).toEqual(days);
  for (const wrong of [
    { userid: [] },
    { end_time: asked.start_time - 1 },
    { start_time: asked.start_time - 181 * 86_400 },
    { start_time: asked.end_time - 31 * 86_400 },
  ])
    expect(await ask('get_user_behavior_data', { ...asked, ...wrong })).toMatchObject({ errcode: 40058 });
  expect(await ask('get_user_behavior_data', { ...asked, userid: ['nobody'] })).toMatchObject({
    errcode: 60111,
  });
});
