// The kinds of messages that carry files, names in place of ids, many recipients, and a day that is over.
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { talk } from '@teahouse/contract/talk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpCode } from '../../../modules/apps/index.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let app: WecomClient;
let lin: Person;

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date();
  company = await world.company('清风茶业');
  lin = await company.hire('林小雨', { userid: 'Lin' });
  app = await wecomClient(world, company, { name: '报销助手' });
});
afterAll(() => world.close());

const send = (message: object) => app.ask('message/send', { touser: 'lin', agentid: app.app.no, ...message });
async function newest(person: Person): Promise<MessageEvent & { b: Record<string, unknown> }> {
  const { chats } = (await person.call(messaging.listChats, {})).body;
  const chatId: ChatId = chats.find((c) => c.guest === app.app.id)!.id;
  const { events } = (await person.call(messaging.listMessages, { chatId })).body;
  return events.findLast((e) => e.t === 'msg') as never;
}
async function media(type: string, name: string, bytes: Buffer): Promise<string> {
  const form = new FormData();
  form.append('media', new Blob([new Uint8Array(bytes)]), name);
  const sent = (await (
    await app.raw(`media/upload?type=${type}`, { method: 'POST', body: form })
  ).json()) as {
    media_id: string;
  };
  expect(sent.media_id).toBeTruthy();
  return sent.media_id;
}
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const amr = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(64)]);
const mp4 = Buffer.concat([
  Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'),
  Buffer.alloc(64),
]);

test.each([
  ['image', 'a.png', pixel],
  ['voice', 'a.amr', amr],
  ['video', 'a.mp4', mp4],
  ['file', 'a.csv', Buffer.from('a,b\n1,2\n')],
])('%s arrives as one', async (msgtype, name, bytes) => {
  const media_id = await media(msgtype, name, bytes);
  expect(await send({ msgtype, [msgtype]: { media_id } })).toMatchObject({ errcode: 0 });
  const { k, b } = await newest(lin);
  expect([k, b['name'], b['size']]).toEqual([msgtype, name, bytes.length]);
  const got = await fetch(`${world.url}/api/files/${String(b['fileId'])}`, {
    headers: { cookie: lin.cookie },
  });
  expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
});

test('a task card of the older kind is pressed', async () => {
  const taskcard = {
    title: '用印',
    description: '合同一份',
    task_id: 'seal-1',
    btn: [{ key: 'ok', name: '盖章' }],
  };
  expect(await send({ msgtype: 'taskcard', taskcard })).toMatchObject({ errcode: 0 });
  const { s, c } = await newest(lin);
  expect((await lin.call(talk.pressCard, { chatId: c, seq: s, key: 'ok' })).status).toBe(200);
  const changed = { agentid: app.app.no, userids: ['lin'], task_id: 'seal-1', replace_name: '已盖章' };
  expect(await app.ask('message/update_taskcard', changed)).toMatchObject({ errcode: 0 });
  expect((await newest(lin)).b['done']).toMatchObject({ text: '已盖章' });
});

test('ids become names where the program asks for it, and only those it may see', async () => {
  const content = '$userName=lin$ 在 $departmentName=1$，不认识 $userName=nobody$';
  await send({ msgtype: 'text', text: { content }, enable_id_trans: 1 });
  expect((await newest(lin)).b['text']).toBe('林小雨 在 清风茶业，不认识 $userName=nobody$');
  await send({ msgtype: 'text', text: { content } });
  expect((await newest(lin)).b['text']).toBe(content);
});

test('a message is taken back for a day and not a second longer', async () => {
  const { msgid } = await send({ msgtype: 'text', text: { content: '昨天' } });
  const sentAt = world.clock.now;
  world.clock.now = new Date(sentAt.getTime() + 86_401_000);
  const asked = `${world.url}/cgi-bin/gettoken?corpid=${corpCode(company.id)}&corpsecret=${app.secret}`;
  const { access_token } = (await (await fetch(asked)).json()) as { access_token: string };
  const late = await fetch(`${world.url}/cgi-bin/message/recall?access_token=${access_token}`, {
    method: 'POST',
    body: JSON.stringify({ msgid }),
  });
  expect(await late.json()).toMatchObject({ errcode: 42052 });
  world.clock.now = sentAt;
  expect(await app.ask('message/recall', { msgid })).toMatchObject({ errcode: 0 });
});
