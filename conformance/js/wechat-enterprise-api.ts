// The oldest of the Node SDKs: callbacks, strings for numbers.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ask, must, setting, trying } from './record.ts';

type Answer = Record<string, unknown> & { errcode: number };
interface Api {
  prefix: string;
}
const load = createRequire(import.meta.url);
const LegacyApi = load('wechat-enterprise-api') as new (
  corpid: string,
  secret: string,
  agentid: string,
) => Api;

const { corpId, agentId, member, mark } = setting;

function api(secret: string): (method: string, ...args: unknown[]) => Promise<Answer> {
  const made = new LegacyApi(corpId, secret, String(agentId));
  made.prefix = `${setting.url}/cgi-bin/`;
  const methods = made as unknown as Record<string, (...args: unknown[]) => void>;
  return (method, ...args) =>
    new Promise((resolve, reject) => {
      methods[method]!.call(made, ...args, (error: (Error & { code?: number }) | null, data: Answer) =>
        error ? reject(new Error(`${error.code ?? ''} ${error.message}`)) : resolve(data),
      );
    });
}

export async function wechatEnterpriseApi(): Promise<void> {
  const attempt = trying('wechat-enterprise-api');
  const app = api(setting.secret);
  const contacts = api(setting.contactsSecret);

  await attempt('gettoken', async () => {
    const { accessToken } = (await app('getLatestToken')) as unknown as { accessToken: string };
    must(accessToken.length > 0, accessToken);
  });
  let department = 0;
  await attempt('department/create', async () => {
    const answer = await contacts('createDepartment', `旧部门${mark}`, { parentid: '1', order: '3' });
    department = answer['id'] as number;
    must(Number.isInteger(department), answer);
  });
  await attempt('department/update', async () => {
    await contacts('updateDepartment', department, { name: `旧改${mark}` });
  });
  await attempt('department/list', async () => {
    const list = (await contacts('getDepartments'))['department'] as Record<string, unknown>[];
    must(
      list.some((d) => d['id'] === department && d['name'] === `旧改${mark}` && d['parentid'] === 1),
      list,
    );
  });
  const userid = `old${mark}`;
  await attempt('user/create', async () => {
    await contacts('createUser', {
      userid,
      name: '老茶客',
      department: [department],
      email: `${mark}@tea.example`,
    });
  });
  await attempt('user/update', async () => {
    await contacts('updateUser', { userid, name: '老茶友' });
  });
  await attempt('user/get', async () => {
    const answer = await contacts('getUser', userid);
    must(answer['name'] === '老茶友' && answer['email'] === `${mark}@tea.example`, answer);
  });
  await attempt('user/simplelist', async () => {
    const list = (await contacts('getDepartmentUsers', department, 0, 0))['userlist'] as { userid: string }[];
    must(list.length === 1 && list[0]!.userid === userid, list);
  });
  await attempt('user/list', async () => {
    const list = (await contacts('getDepartmentUsersDetail', department, 0, 0))['userlist'] as {
      name: string;
    }[];
    must(list.length === 1 && list[0]!.name === '老茶友', list);
  });
  let tag = 0;
  await attempt('tag/create', async () => {
    tag = (await contacts('createTag', `旧标${mark}`, {}))['tagid'] as number;
    must(Number.isInteger(tag), tag);
  });
  await attempt('tag/addtagusers', async () => {
    await contacts('addTagUsers', tag, [userid]);
    const list = (await contacts('getTagUsers', tag))['userlist'] as { userid: string }[];
    must(list[0]?.userid === userid, list);
  });
  await attempt('tag/delete', async () => {
    await contacts('deleteTagUsers', tag, [userid]);
    await contacts('deleteTag', tag);
  });
  let note = '';
  await attempt('media/upload', async () => {
    const answer = await app('uploadMedia', setting.note, 'file');
    note = answer['media_id'] as string;
    must(note !== '' && answer['type'] === 'file', answer);
  });
  await attempt('media/get', async () => {
    const got = (await app('getMedia', note)) as unknown as Buffer;
    must(Buffer.from(got).equals(readFileSync(setting.note)), String(got));
  });
  const to = { touser: member };
  await attempt('message/send text', async () => {
    await app('send', to, { msgtype: 'text', text: { content: `老文字 ${mark}` }, safe: '0' });
    return `老文字 ${mark}`;
  });
  await attempt('message/send file', async () => {
    await app('send', to, { msgtype: 'file', file: { media_id: note }, safe: '0' });
    return 'note.txt';
  });
  await attempt('message/send news', async () => {
    const articles = [{ title: `老图文 ${mark}`, description: '', url: 'https://tea.example/3', picurl: '' }];
    await app('send', to, { msgtype: 'news', news: { articles }, safe: '0' });
    return `老图文 ${mark}`;
  });
  await attempt('agent/list', async () => {
    const list = (await app('listAgent'))['agentlist'] as { agentid: number }[];
    must(
      list.some((a) => a.agentid === agentId),
      list,
    );
  });
  const menu = { button: [{ type: 'click', name: '今日茶单', key: 'V1' }] };
  await attempt('menu/create', async () => {
    await app('createMenu', menu);
  });
  await attempt('menu/get', async () => {
    const { button } = await app('getMenu');
    must(JSON.stringify(button).includes('今日茶单'), button);
  });
  await attempt('menu/delete', async () => {
    await app('removeMenu');
  });
  await attempt('getcallbackip', async () => {
    // This method of the SDK does not parse what came.
    const answer = JSON.parse(((await app('getCallbackIP')) as unknown as Buffer).toString()) as Answer;
    must(answer.errcode === 0 && Array.isArray(answer['ip_list']), answer);
  });
  await attempt('user/getuserinfo', async () => {
    const { code } = await ask<{ code: string }>('/code', { redirectUri: 'https://tea.example/login' });
    const answer = await app('getUserIdByCode', code);
    must(answer['UserId'] === member, answer);
  });
  await attempt('user/batchdelete', async () => {
    await contacts('deleteUsers', [userid]);
    const gone = await contacts('getUser', userid).then(String, String);
    must(gone.includes('60111'), gone);
  });
  await attempt('department/delete', async () => {
    await contacts('deleteDepartment', department);
  });
}
