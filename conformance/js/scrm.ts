// A small SCRM on one of the SDKs: it takes over every customer, tags them, has a member write to all of them, and reads what became of it.
// SCRM_CUSTOMERS=20000 npm run conformance js   is the full size; with every test it is a few hundred.
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, must, setting, trying } from './record.ts';
import { strategies } from './strategies.ts';

type Answer = Record<string, unknown> & { errcode: number; errmsg: string };
interface Application {
  getClient(): {
    get(path: string, payload?: object): Promise<{ toObject(): Answer }>;
    post(path: string, payload?: object): Promise<{ toObject(): Answer }>;
  };
}
const load = createRequire(import.meta.url);
const WorkApplication = load('node-easywechat/dist/Work/Application.js') as new (c: object) => Application;

const customers = Number(process.env['SCRM_CUSTOMERS'] ?? 120);
const AT_ONCE = 8;

interface Contact {
  external_contact: { external_userid: string; name: string };
  follow_info: { userid: string; tag_id: string[] };
}
interface Fate {
  external_userid: string;
  userid: string;
  status: number;
  send_time?: number;
}

/** Everything an SCRM of these sizes does in its first hour. */
export async function scrm(): Promise<void> {
  const attempt = trying('node-easywechat');
  const shop = await ask<Record<'corpId' | 'secret' | 'userid' | 'colleague', string>>('/shop', {
    customers: String(customers),
  });
  const { userid } = shop;
  const client = new WorkApplication({
    corp_id: shop.corpId,
    secret: shop.secret,
    token: setting.token,
    aes_key: setting.aesKey,
    http: { baseURL: `${setting.url}/`, throw: false },
  }).getClient();
  /** As such programs do: one that was told to slow down waits and asks again. */
  const asked = async (call: () => Promise<{ toObject(): Answer }>): Promise<Answer> => {
    for (;;) {
      const answer = (await call()).toObject();
      if (answer.errcode === 45009) await sleep(2_000);
      else if (answer.errcode === 0) return answer;
      else throw new Error(JSON.stringify(answer));
    }
  };
  const get = (path: string, params: object = {}) =>
    asked(() => client.get(`/cgi-bin/externalcontact/${path}`, { params }));
  const post = (path: string, json: object) =>
    asked(() => client.post(`/cgi-bin/externalcontact/${path}`, { json }));
  /** Page after page, as long as there is a cursor. */
  const all = async <T>(path: string, field: string, json: object): Promise<T[]> => {
    const found: T[] = [];
    let cursor = '';
    do {
      const page = await post(path, { ...json, cursor });
      found.push(...(page[field] as T[]));
      cursor = (page['next_cursor'] as string | undefined) ?? '';
    } while (cursor);
    return found;
  };
  const contacts = () =>
    all<Contact>('batch/get_by_user', 'external_contact_list', { userid_list: [userid], limit: 100 });

  let externals: string[] = [];
  await attempt(`externalcontact/list of ${customers}`, async () => {
    must(((await get('get_follow_user_list'))['follow_user'] as string[]).includes(userid), userid);
    externals = (await get('list', { userid }))['external_userid'] as string[];
    must(new Set(externals).size === customers, externals.length);
  });
  await attempt(`externalcontact/batch/get_by_user of ${customers}`, async () => {
    const found = await contacts();
    const ids = new Set(found.map((c) => c.external_contact.external_userid));
    must(
      found.length === customers && ids.size === customers && externals.every((e) => ids.has(e)),
      found.length,
    );
    must(new Set(found.map((c) => c.external_contact.name)).size === customers, 'names repeat');
  });
  let tag = '';
  await attempt(`externalcontact/mark_tag of ${customers}`, async () => {
    const made = await post('add_corp_tag', { group_name: '导入', tag: [{ name: '老客' }] });
    tag = (made['tag_group'] as { tag: { id: string }[] }).tag[0]!.id;
    const waiting = [...externals];
    const worker = async () => {
      for (let e = waiting.pop(); e; e = waiting.pop())
        await post('mark_tag', { userid, external_userid: e, add_tag: [tag] });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const tagged = (await contacts()).filter((c) => c.follow_info.tag_id.includes(tag));
    must(tagged.length === customers, tagged.length);
  });
  let msgid = '';
  await attempt('externalcontact/add_msg_template', async () => {
    const answer = await post('add_msg_template', {
      ...{ chat_type: 'single', sender: userid, tag_filter: { group_list: [{ tag_list: [tag] }] } },
      text: { content: '秋茶到店，老客九折' },
      attachments: [{ msgtype: 'link', link: { title: '看看', url: 'https://tea.example/autumn' } }],
    });
    msgid = answer['msgid'] as string;
    must(msgid !== '', answer);
  });
  const task = async () =>
    (
      await all<{ userid: string; status: number }>('get_groupmsg_task', 'task_list', { msgid, limit: 1000 })
    )[0];
  await attempt('externalcontact/get_groupmsg_task', async () => {
    const before = await task();
    must(before?.userid === userid && before.status === 0, before);
  });
  let confirmed = 0;
  await attempt('externalcontact/remind_groupmsg_send', async () => {
    await post('remind_groupmsg_send', { msgid });
    // Until the gateway has judged everybody: then the member's list stands still.
    for (let seen = -1, waited = 0; confirmed === 0 || seen !== 0; await sleep(500)) {
      seen = (await ask<{ confirmed: number }>('/shop/confirm', {})).confirmed;
      confirmed += seen;
      must(waited++ < 600, 'nothing to confirm came');
    }
    must((await task())?.status === 2, await task());
  });
  await attempt(`externalcontact/get_groupmsg_send_result of ${customers}`, async () => {
    let fates: Fate[] = [];
    for (let waited = 0; waited < 1_200; waited++, await sleep(500)) {
      confirmed += (await ask<{ confirmed: number }>('/shop/confirm', {})).confirmed;
      fates = await all<Fate>('get_groupmsg_send_result', 'send_list', { msgid, userid, limit: 1000 });
      if (fates.every((f) => f.status !== 0)) break;
    }
    const with_ = (status: number) => fates.filter((f) => f.status === status);
    must(new Set(fates.map((f) => f.external_userid)).size === customers, fates.length);
    // The member had a say over everybody who got it; the company keeps some out of every broadcast, and from 500 customers on
    // some out of all of them.
    const [sent, kept] = [with_(1), with_(3)];
    must(sent.length + kept.length === customers && sent.length > 0 && sent.length <= confirmed, [
      confirmed,
      sent.length,
      kept.length,
    ]);
    must(sent.every((f) => (f.send_time ?? 0) > 0) && kept.length < customers * 0.4, kept.length);
  });
  await attempt('externalcontact/get_groupmsg_list_v2', async () => {
    const now = Math.floor(Date.now() / 1000);
    const span = { chat_type: 'single', start_time: now - 86_400, end_time: now + 60 };
    const list = await all<{ msgid: string; text: { content: string } }>(
      ...(['get_groupmsg_list_v2', 'group_msg_list', span] as const),
    );
    must(
      list.length === 1 && list[0]!.msgid === msgid && list[0]!.text.content === '秋茶到店，老客九折',
      list,
    );
  });
  await attempt('externalcontact/cancel_groupmsg_send 41093', async () => {
    // All is sent; whether it is over yet is a matter of a moment. After one cancellation it is.
    await post('cancel_groupmsg_send', { msgid }).catch(String);
    const refused = await post('cancel_groupmsg_send', { msgid }).then(String, String);
    must(refused.includes('41093'), refused);
  });
  await strategies(post, userid, shop.colleague);
}
