// The widest of the Node SDKs: tokens, generic calls, tickets, and its own server for callbacks.
import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { receiving } from './receive.ts';
import { ask, must, setting, trying, until } from './record.ts';

export type Answer = Record<string, unknown> & { errcode: number; errmsg: string };
interface Response {
  toObject(): Answer;
  getContent(): Buffer;
}
interface Client {
  get(path: string, payload?: object): Promise<Response>;
  post(path: string, payload?: object): Promise<Response>;
}
interface Server {
  serve(): Promise<{ getBody(): { toString(): string } }>;
  with(handler: (message: Record<string, string>, next: (m: object) => unknown) => unknown): Server;
}
interface Application {
  getAccessToken(): { getToken(): Promise<string>; refresh(): Promise<string> };
  getClient(): Client;
  getTicket(): { getTicket(): Promise<string> };
  getServer(): Server;
  setRequest(request: object): Application;
}
const load = createRequire(import.meta.url);
// The package's own entry also opens a WeChat part whose dependency has lost a file; the WeCom part stands alone.
const WorkApplication = load('node-easywechat/dist/Work/Application.js') as new (c: object) => Application;
export const ServerRequest = load('node-easywechat/dist/Core/Http/ServerRequest.js') as new (
  method: string,
  url: string,
  headers: object,
  body: Buffer | null,
) => object;

const { url, corpId, agentId, member, colleague, mark } = setting;
export const application = (secret: string) =>
  new WorkApplication({
    corp_id: corpId,
    secret,
    agent_id: agentId,
    token: setting.token,
    aes_key: setting.aesKey,
    http: { baseURL: `${url}/`, throw: false },
  });
export const good = (answer: Answer, errmsg = 'ok'): Answer => {
  must(answer.errcode === 0 && answer.errmsg === errmsg, answer);
  return answer;
};

/** Everything this SDK is used for. Resolves with the ticket for pages that it was given, or ''. */
export async function nodeEasywechat(): Promise<string> {
  let ticket = '';
  const attempt = trying('node-easywechat');
  const app = application(setting.secret);
  const contacts = application(setting.contactsSecret);
  const get = async (path: string, params: object = {}, by = app) =>
    (await by.getClient().get(`/cgi-bin/${path}`, { params })).toObject();
  const post = async (path: string, json: object, by = app) =>
    (await by.getClient().post(`/cgi-bin/${path}`, { json })).toObject();

  await attempt('gettoken', async () => {
    const [one, again] = [await app.getAccessToken().refresh(), await app.getAccessToken().refresh()];
    must(one === again && one.length <= 512, [one, again]);
  });
  await attempt('gettoken bad secret', async () => {
    const refused = await application('wrong').getAccessToken().refresh().then(String, String);
    must(refused.includes('40001'), refused);
  });
  await attempt('department/list 40014', async () => {
    const answer = (await (
      await fetch(`${url}/cgi-bin/department/list?access_token=made-up`)
    ).json()) as Answer;
    must(answer.errcode === 40014, answer);
  });

  let department = 0;
  await attempt('department/create', async () => {
    const answer = good(
      await post('department/create', { name: `部门${mark}`, parentid: 1 }, contacts),
      'created',
    );
    department = answer['id'] as number;
    must(Number.isInteger(department) && department > 1, answer);
  });
  await attempt('department/update', async () => {
    good(await post('department/update', { id: department, name: `新${mark}` }, contacts), 'updated');
  });
  await attempt('department/get', async () => {
    const answer = good(await get('department/get', { id: department }, contacts));
    const { name, parentid } = answer['department'] as Record<string, unknown>;
    must(name === `新${mark}` && parentid === 1, answer);
  });
  await attempt('department/list', async () => {
    const answer = good(await get('department/list', { id: department }, contacts));
    const list = answer['department'] as Record<string, unknown>[];
    must(list.length === 1 && list[0]!['id'] === department, answer);
  });
  await attempt('department/simplelist', async () => {
    const answer = good(await get('department/simplelist', {}, contacts));
    const list = answer['department_id'] as { id: number; parentid: number }[];
    must(
      list.some((d) => d.id === department && d.parentid === 1),
      answer,
    );
  });

  const userid = `00${mark}`;
  await attempt('user/create', async () => {
    const fields = { name: '茶小二', mobile: '13811110001', department: [department], gender: '1' };
    good(await post('user/create', { userid, ...fields }, contacts), 'created');
  });
  await attempt('user/create 60102', async () => {
    const answer = await post(
      'user/create',
      { userid, name: '又来', mobile: '13811110009', department: [1] },
      contacts,
    );
    must(answer.errcode === 60102, answer);
  });
  await attempt('user/update', async () => {
    good(await post('user/update', { userid, position: '掌柜' }, contacts), 'updated');
  });
  await attempt('user/get', async () => {
    const answer = good(await get('user/get', { userid }, contacts));
    must(answer['userid'] === userid && answer['position'] === '掌柜' && answer['gender'] === '1', answer);
  });
  await attempt('user/list', async () => {
    const answer = good(await get('user/list', { department_id: department }, contacts));
    const list = answer['userlist'] as Record<string, unknown>[];
    must(list.length === 1 && list[0]!['mobile'] === '13811110001', answer);
  });
  await attempt('user/simplelist', async () => {
    const answer = good(await get('user/simplelist', { department_id: 1, fetch_child: 1 }, contacts));
    const list = answer['userlist'] as Record<string, unknown>[];
    must(list.filter((m) => m['userid'] === userid).length === 1, answer);
  });
  await attempt('user/list_id', async () => {
    const answer = good(await post('user/list_id', { limit: 1000 }, contacts));
    const list = answer['dept_user'] as { userid: string; department: number }[];
    must(
      list.some((m) => m.userid === userid && m.department === department),
      answer,
    );
  });
  await attempt('user/getuserid', async () => {
    const answer = good(await post('user/getuserid', { mobile: '13811110001' }, contacts));
    must(answer['userid'] === userid, answer);
  });
  await attempt('user/convert_to_openid', async () => {
    const { openid } = good(await post('user/convert_to_openid', { userid }));
    const back = good(await post('user/convert_to_userid', { openid }));
    must(back['userid'] === userid, back);
  });

  let tag = 0;
  await attempt('tag/create', async () => {
    const answer = good(await post('tag/create', { tagname: `标签${mark}` }, contacts), 'created');
    tag = answer['tagid'] as number;
    must(Number.isInteger(tag), answer);
  });
  await attempt('tag/update', async () => {
    good(await post('tag/update', { tagid: tag, tagname: `新标${mark}` }, contacts), 'updated');
  });
  await attempt('tag/addtagusers', async () => {
    const answer = good(
      await post('tag/addtagusers', { tagid: tag, userlist: [userid, 'nobody'] }, contacts),
    );
    must(answer['invalidlist'] === 'nobody', answer);
  });
  await attempt('tag/get', async () => {
    const answer = good(await get('tag/get', { tagid: tag }, contacts));
    const list = answer['userlist'] as Record<string, unknown>[];
    must(answer['tagname'] === `新标${mark}` && list[0]?.['userid'] === userid, answer);
  });
  await attempt('tag/list', async () => {
    const list = good(await get('tag/list', {}, contacts))['taglist'] as { tagid: number }[];
    must(
      list.some((t) => t.tagid === tag),
      list,
    );
  });
  await attempt('tag/deltagusers', async () => {
    const answer = await post('tag/deltagusers', { tagid: tag, userlist: [userid] }, contacts);
    const left = good(await get('tag/get', { tagid: tag }, contacts))['userlist'] as object[];
    must(answer.errcode === 0 && left.length === 0, answer);
  });
  await attempt('tag/delete', async () => {
    good(await get('tag/delete', { tagid: tag }, contacts), 'deleted');
  });

  let picture = '';
  await attempt('media/upload', async () => {
    const formData = { media: createReadStream(setting.picture) };
    const sent = { params: { type: 'image' }, formData };
    const answer = good((await app.getClient().post('/cgi-bin/media/upload', sent)).toObject());
    picture = answer['media_id'] as string;
    must(picture !== '' && typeof answer['created_at'] === 'string', answer);
  });
  await attempt('media/get', async () => {
    const sent = { params: { media_id: picture }, responseType: 'arraybuffer' };
    const got = Buffer.from((await app.getClient().get('/cgi-bin/media/get', sent)).getContent());
    must(got.equals(readFileSync(setting.picture)), `${got.length} bytes`);
  });

  const send = async (msgtype: string, content: object, more: object = {}) =>
    good(
      await post('message/send', { touser: member, msgtype, agentid: agentId, [msgtype]: content, ...more }),
    );
  await attempt('message/send text', async () => {
    await send('text', { content: `文字 ${mark} 🍵` });
    return `文字 ${mark} 🍵`;
  });
  await attempt('message/send invaliduser', async () => {
    const answer = await send('text', { content: `部分 ${mark}` }, { touser: `${member}|Nobody` });
    must(answer['invaliduser'] === 'nobody', answer);
  });
  await attempt('message/send 81013', async () => {
    const answer = await post('message/send', {
      ...{ touser: 'nobody', msgtype: 'text', agentid: agentId, text: { content: 'x' } },
    });
    must(answer.errcode === 81013, answer);
  });
  await attempt('message/send image', async () => {
    await send('image', { media_id: picture });
  });
  await attempt('message/send markdown', async () => {
    await send('markdown', { content: `**粗体** ${mark}` });
    return `${mark}`;
  });
  await attempt('message/send textcard', async () => {
    await send('textcard', { title: `文卡 ${mark}`, description: '描述', url: 'https://tea.example/1' });
    return `文卡 ${mark}`;
  });
  await attempt('message/send news', async () => {
    await send('news', {
      articles: [{ title: `图文 ${mark}`, description: '描述', url: 'https://tea.example/2' }],
    });
    return `图文 ${mark}`;
  });
  await attempt('message/send template_card', async () => {
    const answer = await send('template_card', {
      card_type: 'button_interaction',
      main_title: { title: `按钮卡 ${mark}`, desc: '请选择' },
      button_list: [{ text: '同意', style: 1, key: 'yes' }],
      task_id: `task-${mark}`,
    });
    must(typeof answer['response_code'] === 'string', answer);
    return `按钮卡 ${mark}`;
  });
  await attempt('message/recall', async () => {
    const { msgid } = await send('text', { content: `收回 ${mark}` });
    good(await post('message/recall', { msgid }));
    const { found } = await ask<{ found: boolean }>('/gone', { text: `收回 ${mark}` });
    must(!found, 'the message can still be read');
  });

  let chatid = '';
  await attempt('appchat/create', async () => {
    const asked = { name: `群 ${mark}`, owner: member, userlist: [member, colleague], chatid: `chat${mark}` };
    chatid = good(await post('appchat/create', asked))['chatid'] as string;
    must(chatid === `chat${mark}`, chatid);
  });
  await attempt('appchat/update', async () => {
    good(await post('appchat/update', { chatid, name: `改名群 ${mark}`, add_user_list: ['lisi'] }));
  });
  await attempt('appchat/get', async () => {
    const answer = good(await get('appchat/get', { chatid }));
    const chat = answer['chat_info'] as { name: string; userlist: string[] };
    must(chat.name === `改名群 ${mark}` && chat.userlist.includes('lisi'), answer);
  });
  await attempt('appchat/send', async () => {
    good(await post('appchat/send', { chatid, msgtype: 'text', text: { content: `群里 ${mark}` }, safe: 0 }));
    return `群里 ${mark}`;
  });

  await attempt('agent/get', async () => {
    const answer = good(await get('agent/get', { agentid: agentId }));
    must(answer['agentid'] === agentId && answer['close'] === 0, answer);
  });
  await attempt('get_jsapi_ticket', async () => {
    ticket = await app.getTicket().getTicket();
    must(ticket !== '', 'empty');
  });
  await attempt('ticket/get', async () => {
    const [one, again] = [
      await get('ticket/get', { type: 'agent_config' }),
      await get('ticket/get', { type: 'agent_config' }),
    ];
    must(good(one)['ticket'] === good(again)['ticket'], one);
  });
  await attempt('auth/getuserinfo', async () => {
    const { code } = await ask<{ code: string }>('/code', { redirectUri: 'https://tea.example/login' });
    const answer = good(await get('auth/getuserinfo', { code }));
    must(answer['userid'] === member, answer);
    const again = await get('auth/getuserinfo', { code });
    must(again.errcode === 40029, again);
  });

  const heard: Record<string, string>[] = [];
  const receiver = await receiving(async ({ method, url: path, headers, body }) => {
    // Its server is made for one request, as PHP would; a second one would be checked against the first one's signature.
    const served = application(setting.secret);
    served.setRequest(new ServerRequest(method, path, headers, body.length ? body : null));
    const hears = served.getServer().with((message, next) => {
      heard.push(message);
      return next(message);
    });
    return (await hears.serve()).getBody().toString();
  });
  await attempt('callback URL verification', async () => {
    await ask('/callback', { url: receiver.url });
  });
  await attempt('callback text message', async () => {
    await ask('/say', { text: `你好 ${mark}` });
    const message = await until('the message', () => heard.find((m) => m['Content'] === `你好 ${mark}`));
    must(message['FromUserName'] === member && message['AgentID'] === String(agentId), message);
  });
  await attempt('callback change_contact', async () => {
    good(await post('user/update', { userid, name: '茶大二' }, contacts), 'updated');
    const message = await until('the event', () => heard.find((m) => m['ChangeType'] === 'update_user'));
    must(message['UserID'] === userid, message);
  });
  receiver.close();

  await attempt('user/delete', async () => {
    good(await get('user/delete', { userid }, contacts), 'deleted');
    const answer = await get('user/get', { userid }, contacts);
    must(answer.errcode === 60111, answer);
  });
  await attempt('department/delete', async () => {
    good(await get('department/delete', { id: department }, contacts), 'deleted');
  });
  return ticket;
}
