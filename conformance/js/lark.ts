// Feishu's own SDK: tenant token, messages, uploads, groups, contacts. Its app id and secret are those of our app.
import { createReadStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import * as lark from '@larksuiteoapi/node-sdk';
import { ask, must, setting, trying } from './record.ts';

const { url, agentId, secret, member, colleague, mark } = setting;
const silent = () => undefined;
const logger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };

interface Answer {
  code?: number | undefined;
  msg?: string | undefined;
}
const good = (answer: Answer) => must(answer.code === 0, answer);
const params = { user_id_type: 'user_id' as const };

export async function larkNodeSdk(): Promise<void> {
  const attempt = trying('@larksuiteoapi/node-sdk');
  const client = new lark.Client({ appId: `cli_${agentId}`, appSecret: secret, domain: url, logger });
  await tokens(client, attempt);
  await messages(client, attempt);
  await groups(client, attempt);
  await contacts(client, attempt);
}

type Attempt = ReturnType<typeof trying>;

async function tokens(client: lark.Client, attempt: Attempt): Promise<void> {
  const data = { app_id: `cli_${agentId}`, app_secret: secret };
  await attempt('/open-apis/auth/v3/tenant_access_token/internal', async () => {
    const answer = await client.auth.v3.tenantAccessToken.internal({ data });
    good(answer);
    must('tenant_access_token' in answer, answer);
  });
  await attempt('/open-apis/auth/v3/app_access_token/internal', async () => {
    const answer = await client.auth.v3.appAccessToken.internal({ data });
    good(answer);
    must('app_access_token' in answer, answer);
  });
  await attempt('/open-apis/bot/v3/info', async () => {
    const answer = await client.request<Answer & { bot?: { open_id?: string } }>({
      method: 'GET',
      url: '/open-apis/bot/v3/info',
    });
    good(answer);
    must(Boolean(answer.bot?.open_id), answer);
  });
}

async function messages(client: lark.Client, attempt: Attempt): Promise<void> {
  const { message } = client.im.v1;
  const say = (msg_type: string, content: object) =>
    message.create({
      params: { receive_id_type: 'user_id' },
      data: { receive_id: member, msg_type, content: JSON.stringify(content) },
    });
  let id = '';
  await attempt('/open-apis/im/v1/messages', async () => {
    const answer = await say('text', { text: `飞书文字 ${mark}` });
    good(answer);
    id = answer.data?.message_id ?? '';
    must(id !== '' && Boolean(answer.data?.chat_id), answer);
    return `飞书文字 ${mark}`;
  });
  await attempt('/open-apis/im/v1/messages post', async () => {
    const content = [[{ tag: 'text', text: `飞书富文本 ${mark}` }]];
    good(await say('post', { zh_cn: { title: '标题', content } }));
    return `飞书富文本 ${mark}`;
  });
  await attempt('/open-apis/im/v1/messages interactive', async () => {
    const title = { tag: 'plain_text', content: `飞书卡片 ${mark}` };
    const elements = [{ tag: 'markdown', content: '详情' }];
    const sent = await say('interactive', { header: { title }, elements });
    good(sent);
    const content = JSON.stringify({
      header: { title: { ...title, content: `飞书新卡片 ${mark}` } },
      elements,
    });
    good(await message.patch({ path: { message_id: sent.data?.message_id ?? '' }, data: { content } }));
    return `飞书新卡片 ${mark}`;
  });
  await attempt('/open-apis/im/v1/messages/:message_id/reply', async () => {
    const content = JSON.stringify({ text: `飞书回复 ${mark}` });
    const answer = await message.reply({ path: { message_id: id }, data: { msg_type: 'text', content } });
    good(answer);
    must(answer.data?.parent_id === id, answer);
    return `飞书回复 ${mark}`;
  });
  await attempt('/open-apis/im/v1/messages/:message_id put', async () => {
    const content = JSON.stringify({ text: `飞书改过 ${mark}` });
    const path = { message_id: (await say('text', { text: `飞书待改 ${mark}` })).data?.message_id ?? '' };
    good(await message.update({ path, data: { msg_type: 'text', content } }));
    return `飞书改过 ${mark}`;
  });
  await attempt('/open-apis/im/v1/messages/:message_id', async () => {
    const answer = await message.get({ path: { message_id: id } });
    good(answer);
    const [read] = answer.data?.items ?? [];
    must(read?.body?.content === JSON.stringify({ text: `飞书文字 ${mark}` }), answer);
  });
  await attempt('/open-apis/im/v1/messages list', async () => {
    const chat = (await message.get({ path: { message_id: id } })).data?.items?.[0]?.chat_id ?? '';
    const seen: string[] = [];
    for await (const page of await message.listWithIterator({
      params: { container_id_type: 'chat', container_id: chat, page_size: 2 },
    }))
      seen.push(...(page?.items ?? []).map((m) => m.body?.content ?? ''));
    must(seen.length >= 4 && seen.some((c) => c.includes(`飞书回复 ${mark}`)), seen);
  });
  await attempt('/open-apis/im/v1/messages/:message_id delete', async () => {
    const sent = await say('text', { text: `飞书撤回 ${mark}` });
    good(await message.delete({ path: { message_id: sent.data?.message_id ?? '' } }));
    const { found } = await ask<{ found: boolean }>('/gone', { text: `飞书撤回 ${mark}` });
    must(!found, 'the message is still there');
  });
  let key = '';
  await attempt('/open-apis/im/v1/images', async () => {
    const image = createReadStream(setting.picture);
    const answer = await client.im.v1.image.create({ data: { image_type: 'message', image } });
    key = answer?.image_key ?? '';
    must(key !== '', answer);
    good(await say('image', { image_key: key }));
  });
  await attempt('/open-apis/im/v1/images/:image_key', async () => {
    const { getReadableStream } = await client.im.v1.image.get({ path: { image_key: key } });
    const parts: Buffer[] = [];
    for await (const part of getReadableStream() as Readable) parts.push(part as Buffer);
    must(Buffer.concat(parts).equals(readFileSync(setting.picture)), Buffer.concat(parts).length);
  });
  await attempt('/open-apis/im/v1/files', async () => {
    const file = readFileSync(setting.note);
    const answer = await client.im.v1.file.create({
      data: { file_type: 'stream', file_name: `飞书附件${mark}.txt`, file },
    });
    must(Boolean(answer?.file_key), answer);
    good(await say('file', { file_key: answer!.file_key }));
    return `飞书附件${mark}.txt`;
  });
  await attempt('/open-apis/bot/v2/hook image', async () => {
    const answer = await client.request<Answer>({
      method: 'POST',
      url: setting.feishuRobot.url,
      data: { msg_type: 'image', content: { image_key: key } },
    });
    good(answer);
  });
}

async function groups(client: lark.Client, attempt: Attempt): Promise<void> {
  const { chat, chatMembers } = client.im.v1;
  let id = '';
  await attempt('/open-apis/im/v1/chats', async () => {
    const answer = await chat.create({
      params,
      data: { name: `飞书群${mark}`, user_id_list: [member, colleague] },
    });
    good(answer);
    id = answer.data?.chat_id ?? '';
    must(id !== '', answer);
    good(
      await client.im.v1.message.create({
        params: { receive_id_type: 'chat_id' },
        data: { receive_id: id, msg_type: 'text', content: JSON.stringify({ text: `飞书群里 ${mark}` }) },
      }),
    );
    return `飞书群里 ${mark}`;
  });
  await attempt('/open-apis/im/v1/chats/:chat_id', async () => {
    const answer = await chat.get({ path: { chat_id: id }, params });
    good(answer);
    must(answer.data?.name === `飞书群${mark}` && answer.data.user_count === '2', answer);
  });
  await attempt('/open-apis/im/v1/chats list', async () => {
    const answer = await chat.list({ params });
    good(answer);
    must(Boolean(answer.data?.items?.some((c) => c.chat_id === id)), answer);
  });
  await attempt('/open-apis/im/v1/chats/:chat_id/members', async () => {
    const path = { chat_id: id };
    const answer = await chatMembers.get({ path, params: { member_id_type: 'user_id' } });
    good(answer);
    must(answer.data?.member_total === 2, answer);
    good(
      await chatMembers.delete({
        path,
        params: { member_id_type: 'user_id' },
        data: { id_list: [colleague] },
      }),
    );
    const left = await chatMembers.get({ path, params: { member_id_type: 'user_id' } });
    must(left.data?.member_total === 1, left);
  });
}

async function contacts(client: lark.Client, attempt: Attempt): Promise<void> {
  const { user, department } = client.contact.v3;
  let openId = '';
  await attempt('/open-apis/contact/v3/users/:user_id', async () => {
    const answer = await user.get({ path: { user_id: colleague }, params });
    good(answer);
    must(answer.data?.user?.name === '张三', answer);
    openId = answer.data.user.open_id ?? '';
  });
  await attempt('/open-apis/contact/v3/users/:user_id open_id', async () => {
    const answer = await user.get({ path: { user_id: openId } });
    good(answer);
    must(answer.data?.user?.user_id === colleague, answer);
  });
  await attempt('/open-apis/contact/v3/users/find_by_department', async () => {
    const seen: string[] = [];
    for await (const page of await user.findByDepartmentWithIterator({
      params: { ...params, department_id: '0', page_size: 1 },
    }))
      seen.push(...(page?.items ?? []).map((u) => u.user_id ?? ''));
    must(seen.length > 0 && new Set(seen).size === seen.length, seen);
  });
  await attempt('/open-apis/contact/v3/users/batch_get_id', async () => {
    const answer = await user.batchGetId({ params, data: { emails: ['nobody@nowhere.example'] } });
    good(answer);
    must(answer.data?.user_list?.[0]?.email === 'nobody@nowhere.example', answer);
  });
  await attempt('/open-apis/contact/v3/departments/:department_id', async () => {
    const answer = await department.get({ path: { department_id: '0' } });
    good(answer);
    must(answer.data?.department?.open_department_id === '0', answer);
  });
  await attempt('/open-apis/contact/v3/departments/:department_id/children', async () => {
    const answer = await department.children({ path: { department_id: '0' }, params: { fetch_child: true } });
    good(answer);
    must(Array.isArray(answer.data?.items), answer);
  });
  await attempt('/open-apis/contact/v3/scopes', async () => {
    const answer = await client.contact.v3.scope.list({ params });
    good(answer);
    must(answer.data?.department_ids?.[0] === '0', answer);
  });
}
