// Media, apps, menus and the workbench as foreign programs use them, over real HTTP.
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let contacts: WecomClient;
let app: WecomClient;
let png: Buffer;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('茶馆');
  await company.hire('林小雨', { userid: 'lin' });
  contacts = await wecomClient(world, company, 'contacts');
  app = await wecomClient(world, company, { name: '报销' });
  png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c33' } })
    .png()
    .toBuffer();
});
afterAll(() => world.close());

function form(bytes: Buffer, disposition = 'form-data; name="media"; filename="图片.png"'): RequestInit {
  const body = Buffer.concat([
    Buffer.from(`--xyz\r\nContent-Disposition: ${disposition}\r\n\r\n`),
    bytes,
    Buffer.from('\r\n--xyz--\r\n'),
  ]);
  return { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=xyz' }, body };
}
const upload = async (type: string, init: RequestInit, client = app) =>
  (await (await client.raw(`media/upload?type=${type}`, init)).json()) as Record<string, unknown>;

test('what one program uploads another of the company fetches, whole or in part, for three days', async () => {
  const sent = await upload('image', form(png));
  expect(sent).toMatchObject({ errcode: 0, type: 'image', created_at: expect.stringMatching(/^\d{10}$/) });
  const path = `media/get?media_id=${String(sent['media_id'])}`;
  const whole = await contacts.raw(path);
  expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(whole.headers.get('content-disposition')).toContain(
    `filename*=UTF-8''${encodeURIComponent('图片.png')}`,
  );
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(png);
  const part = await contacts.raw(path, { headers: { range: 'bytes=4-9' } });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 4-9/${png.length}`]);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(png.subarray(4, 10));
  const other = await world.company('别家');
  const stranger = await wecomClient(world, other, { name: '别家的' });
  expect((await stranger.ask(path)).errcode).toBe(40007);
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 3 * 24 * 3_600_000 + 1000);
  const later = await wecomClient(world, company, 'contacts');
  expect((await later.ask(path)).errcode).toBe(40007);
  world.clock.now = now;
});

test('parts without file name, type or content type are taken', async () => {
  expect(await upload('file', form(png, 'form-data; name="media"'))).toMatchObject({
    errcode: 0,
    type: 'file',
  });
  const { body } = form(Buffer.from('a,b,c,d'), 'form-data; name="media"; filename="a b.csv"');
  expect(await upload('file', { method: 'POST', body: body! })).toMatchObject({ errcode: 0 });
  const bare = form(png, 'form-data; name="media"; filename="a.png"').body as Buffer;
  expect(await upload('image', { method: 'POST', body: bare })).toMatchObject({ errcode: 0 });
});

test('uploads are held against the rules of their kind', async () => {
  const amr = (frames: number) => Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(frames * 13, 0)]);
  const rows: [type: string, bytes: Buffer, errcode: number][] = [
    ['picture', png, 40004],
    ['image', Buffer.from('not a picture'), 40004],
    ['image', Buffer.from('tiny'), 40006],
    ['image', Buffer.alloc(0), 44001],
    ['image', Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]), 40009],
    ['voice', png, 301017],
    ['voice', amr(3001), 45007],
    ['voice', amr(100), 0],
    ['video', png, 40004],
    ['file', Buffer.alloc(20 * 1024 * 1024 + 1, 1), 45001],
  ];
  for (const [type, bytes, errcode] of rows)
    expect((await upload(type, form(bytes)))['errcode']).toBe(errcode);
  expect((await app.ask('media/upload?type=image')).errcode).toBe(43002);
  expect((await app.ask('media/get')).errcode).toBe(41006);
  expect((await app.ask('media/get?media_id=made-up')).errcode).toBe(40007);
});

test('a picture for pages has an address of its own, which nobody can make up', async () => {
  const { url } = (await (await app.raw('media/uploadimg', form(png))).json()) as { url: string };
  const shown = await fetch(url);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
  const forged = await fetch(url.slice(0, -1) + (url.endsWith('A') ? 'B' : 'A'));
  expect(await forged.json()).toMatchObject({ errcode: 40007 });
});

test('an attachment tells its time as a number', async () => {
  const sent = await app.raw('media/upload_attachment?media_type=image&attachment_type=1', form(png));
  expect(await sent.json()).toMatchObject({ errcode: 0, created_at: expect.any(Number), type: 'image' });
});

test('a face given by media id is shown to programs', async () => {
  const { media_id } = await upload('image', form(png), contacts);
  expect(await contacts.ask('user/update', { userid: 'lin', avatar_mediaid: media_id })).toMatchObject({
    errcode: 0,
  });
  const { avatar } = (await contacts.ask('user/get?userid=lin')) as unknown as { avatar: string };
  expect((await fetch(avatar)).headers.get('content-type')).toBe('image/webp');
});

test('an app tells and changes itself, and no other', async () => {
  const no = app.app.no;
  expect(await app.ask(`agent/get?agentid=${no}`)).toEqual({
    errcode: 0,
    errmsg: 'ok',
    agentid: no,
    name: '报销',
    square_logo_url: '',
    description: '',
    allow_userinfos: { user: [] },
    allow_partys: { partyid: [1] },
    allow_tags: { tagid: [] },
    close: 0,
    redirect_domain: '',
    report_location_flag: 0,
    isreportenter: 0,
    home_url: '',
    customized_publish_status: 1,
  });
  const { media_id } = await upload('image', form(png));
  const change = {
    agentid: String(no),
    name: '费用报销',
    description: '填单与审批',
    redirect_domain: 'Apps.example.com',
    home_url: 'https://apps.example.com/home',
    report_location_flag: '1',
    isreportenter: 1,
    logo_mediaid: media_id,
  };
  expect(await app.ask('agent/set', change)).toMatchObject({ errcode: 0, errmsg: 'ok' });
  const after = await app.ask(`agent/get?agentid=${no}`);
  expect(after).toMatchObject({
    name: '费用报销',
    redirect_domain: 'apps.example.com',
    isreportenter: 1,
    report_location_flag: 1,
    square_logo_url: expect.stringContaining('/cgi-bin/media/picture?p='),
  });
  expect(await app.ask('agent/list')).toMatchObject({ agentlist: [{ agentid: no, name: '费用报销' }] });
  const faults: [object, number][] = [
    [{ agentid: no, name: 'x'.repeat(33) }, 45022],
    [{ agentid: no, description: '短' }, 45004],
    [{ agentid: no, home_url: 'javascript:alert(1)' }, 45034],
    [{ agentid: no, redirect_domain: 'a b' }, 80001],
    [{ agentid: no, report_location_flag: 3 }, 40059],
    [{ agentid: contacts.app.no, name: 'x' }, 301002],
    [{ agentid: 999, name: 'x' }, 40056],
    [{ name: 'x' }, 41011],
  ];
  for (const [body, errcode] of faults) expect((await app.ask('agent/set', body)).errcode).toBe(errcode);
});

test('a menu is kept as it was given, and its faults have numbers', async () => {
  const at = `agentid=${app.app.no}`;
  expect((await app.ask(`menu/get?${at}`)).errcode).toBe(46003);
  const button = [
    { type: 'click', name: '今日', key: 'TODAY' },
    {
      name: '更多',
      sub_button: [
        { type: 'view', name: '搜索', url: 'https://a.example/s' },
        { type: 'scancode_waitmsg', name: '扫码', key: 'scan', sub_button: [] },
      ],
    },
  ];
  expect(await app.ask(`menu/create?${at}`, { button })).toMatchObject({ errcode: 0 });
  const [first, second] = button;
  expect((await app.ask(`menu/get?${at}`))['button']).toEqual([
    first,
    {
      ...second,
      sub_button: [second!.sub_button![0], { type: 'scancode_waitmsg', name: '扫码', key: 'scan' }],
    },
  ]);
  const leaf = { type: 'click', name: 'a', key: 'k' };
  const faults: [unknown, number][] = [
    [[], 40016],
    [Array(4).fill(leaf), 40016],
    [[{ ...leaf, type: 'what' }], 40017],
    [[{ ...leaf, name: '六个汉字太长' }], 40018],
    [[{ type: 'click', name: 'a' }], 40019],
    [[{ type: 'view', name: 'a' }], 40020],
    [[{ type: 'view', name: 'a', url: 'ftp://x' }], 40055],
    [[{ name: 'a', sub_button: Array(6).fill(leaf) }], 40023],
    [[{ name: 'a', sub_button: [{ ...leaf, sub_button: [leaf] }] }], 40022],
    [[{ name: 'a', sub_button: [{ ...leaf, type: 'x' }] }], 40024],
    [[{ type: 'click', key: 'k' }], 41102],
  ];
  for (const [bad, errcode] of faults)
    expect((await app.ask(`menu/create?${at}`, { button: bad })).errcode).toBe(errcode);
  expect((await app.ask(`menu/delete?${at}`)).errcode).toBe(0);
  expect((await app.ask(`menu/get?${at}`)).errcode).toBe(46003);
});

test('a workbench template is kept, and data follows its type', async () => {
  const agentid = app.app.no;
  expect((await app.ask('agent/get_workbench_template', { agentid })).errcode).toBe(94000);
  const keydata = { items: [{ key: '待审批', data: '2', jump_url: 'https://a.example', pagepath: '' }] };
  expect(
    await app.ask('agent/set_workbench_template', {
      agentid,
      type: 'keydata',
      keydata,
      replace_user_data: true,
    }),
  ).toMatchObject({ errcode: 0 });
  expect(await app.ask('agent/get_workbench_template', { agentid })).toMatchObject({
    type: 'keydata',
    keydata,
  });
  expect(
    await app.ask('agent/set_workbench_data', { agentid, userid: 'lin', type: 'keydata', keydata }),
  ).toMatchObject({ errcode: 0 });
  expect(
    (
      await app.ask('agent/set_workbench_data', {
        agentid,
        userid: 'lin',
        type: 'image',
        image: { url: 'https://a.example/x.png' },
      })
    ).errcode,
  ).toBe(94008);
  expect(
    (
      await app.ask('agent/set_workbench_template', {
        agentid,
        type: 'keydata',
        keydata: { items: Array(5).fill(keydata.items[0]) },
      })
    ).errcode,
  ).toBe(94003);
  expect((await app.ask('agent/set_workbench_template', { agentid, type: 'constructor' })).errcode).toBe(
    94007,
  );
  // Clients of fixed structures send null for what nobody said.
  const webview = { url: 'https://a.example', height: null, hide_title: null, pagepath: null };
  expect(await app.ask('agent/set_workbench_template', { agentid, type: 'webview', webview })).toMatchObject({
    errcode: 0,
  });
});

test('service addresses, and a QR code by which people join', async () => {
  expect(await app.ask('getcallbackip')).toMatchObject({ errcode: 0, ip_list: expect.any(Array) });
  expect(await app.ask('get_api_domain_ip', {})).toMatchObject({ errcode: 0, ip_list: expect.any(Array) });
  const { join_qrcode } = await contacts.ask('corp/get_join_qrcode?size_type=2');
  const picture = await fetch(join_qrcode as string);
  const { width } = await sharp(Buffer.from(await picture.arrayBuffer())).metadata();
  expect([picture.headers.get('content-type'), width]).toEqual(['image/png', 399]);
  expect((await contacts.ask('corp/get_join_qrcode?size_type=9')).errcode).toBe(40058);
  expect((await app.ask('corp/get_join_qrcode')).errcode).toBe(48002);
});
