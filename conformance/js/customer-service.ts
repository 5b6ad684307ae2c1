// A bot for customer service, written on the SDK alone: it hears of a customer, reads what they say, answers, and hands over to people.
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Answer, application, good, ServerRequest } from './node-easywechat.ts';
import { receiving } from './receive.ts';
import { ask, must, setting, trying, until } from './record.ts';

interface Item {
  msgtype: string;
  origin: number;
  external_userid?: string;
  text?: { content: string; menu_id?: string };
  event?: Record<string, unknown>;
}

export async function customerService(): Promise<void> {
  const { member, mark } = setting;
  const attempt = trying('node-easywechat');
  const app = application(setting.customersSecret);
  const post = async (path: string, json: object) =>
    (await app.getClient().post(`/cgi-bin/${path}`, { json })).toObject();
  const get = async (path: string, params: object) =>
    (await app.getClient().get(`/cgi-bin/${path}`, { params })).toObject();

  let kfid = '';
  let link = '';
  const name = `客服${mark.slice(-6)}`;
  await attempt('kf/account/add', async () => {
    kfid = good(await post('kf/account/add', { name }))['open_kfid'] as string;
  });
  await attempt('kf/account/update', async () => {
    good(await post('kf/account/update', { open_kfid: kfid, name: `新${name}` }));
  });
  await attempt('kf/account/list', async () => {
    const answer = good(await get('kf/account/list', {}));
    const list = answer['account_list'] as Record<string, unknown>[];
    must(
      list.some((a) => a['open_kfid'] === kfid && a['name'] === `新${name}`),
      answer,
    );
  });
  await attempt('kf/servicer/add', async () => {
    const answer = good(await post('kf/servicer/add', { open_kfid: kfid, userid_list: [member] }));
    must((answer['result_list'] as Answer[])[0]?.errcode === 0, answer);
  });
  await attempt('kf/servicer/list', async () => {
    const answer = good(await get('kf/servicer/list', { open_kfid: kfid }));
    const [first] = answer['servicer_list'] as Record<string, unknown>[];
    must(first?.['userid'] === member && first['status'] === 0, answer);
  });
  await attempt('kf/add_contact_way', async () => {
    link = good(await post('kf/add_contact_way', { open_kfid: kfid, scene: 'tea' }))['url'] as string;
    must(new URL(link).searchParams.get('scene') === 'tea', link);
  });

  // The bot: whatever it is told of, it reads at once, with the token it was given.
  const read: Item[] = [];
  let cursor = '';
  let welcome = '';
  const receiver = await receiving(async ({ method, url: path, headers, body }) => {
    const served = application(setting.customersSecret);
    served.setRequest(new ServerRequest(method, path, headers, body.length ? body : null));
    const hears = served.getServer().with(async (message, next) => {
      if (message['Event'] === 'kf_msg_or_event' && message['OpenKfId'] === kfid) {
        const got = await post('kf/sync_msg', { open_kfid: kfid, token: message['Token'], cursor });
        if (got.errcode === 0) {
          cursor = got['next_cursor'] as string;
          read.push(...(got['msg_list'] as Item[]));
        }
      }
      welcome = message['WelcomeCode'] ?? welcome;
      return next(message);
    });
    return (await hears.serve()).getBody().toString();
  });
  const [own] = good(await get('agent/list', {}))['agentlist'] as { agentid: number }[];
  await ask('/callback', { url: receiver.url, agent: String(own!.agentid) });

  const guest = customer(link);
  let external = '';
  await attempt('kf_msg_or_event', async () => {
    await guest.enter();
    const came = await until('the visit', () =>
      read.find((i) => i.event?.['event_type'] === 'enter_session'),
    );
    external = came.event!['external_userid'] as string;
    must(came.origin === 4 && came.event!['scene'] === 'tea', came);
    const menu = { head_content: '你好', list: [{ type: 'click', click: { id: '7', content: '价目' } }] };
    const greeting = { code: came.event!['welcome_code'], msgtype: 'msgmenu', msgmenu: menu };
    good(await post('kf/send_msg_on_event', greeting));
  });
  await attempt('kf/send_msg_on_event', async () => {
    must((await guest.reads()).includes('你好'), await guest.reads());
  });
  const one = { open_kfid: kfid, external_userid: external };
  const state = async () => good(await post('kf/service_state/get', one));
  await attempt('kf/sync_msg', async () => {
    await guest.say('价目');
    const asked = await until('the question', () => read.find((i) => i.text?.content === '价目'));
    must(asked.origin === 3 && asked.external_userid === external && asked.text?.menu_id === '7', asked);
  });
  await attempt('kf/send_msg', async () => {
    good(await post('kf/service_state/trans', { ...one, service_state: 1 }));
    const text = { content: `保养三百起 ${mark}` };
    const sent = good(
      await post('kf/send_msg', { touser: external, open_kfid: kfid, msgid: 'a1', msgtype: 'text', text }),
    );
    must(sent['msgid'] === 'a1' && (await guest.reads()).includes(text.content), sent);
  });
  await attempt('kf/send_msg link', async () => {
    const link_ = { title: '价目', desc: '全', url: 'https://a.example/', thumb_media_id: 'none' };
    const refused = await post('kf/send_msg', {
      touser: external,
      open_kfid: kfid,
      msgtype: 'link',
      link: link_,
    });
    must(refused.errcode === 40007, refused);
  });
  await attempt('kf/service_state/get', async () => {
    const answer = await state();
    must(answer['service_state'] === 1, answer);
  });
  await attempt('kf/service_state/trans', async () => {
    good(await post('kf/service_state/trans', { ...one, service_state: 2 }));
    // Whoever is free takes it from the queue.
    for (let tries = 0; ; tries++) {
      const answer = await state();
      if (answer['service_state'] === 3 && answer['servicer_userid'] === member) return;
      must(tries < 100, answer);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  await attempt('kf/send_msg 95018', async () => {
    const late = await post('kf/send_msg', {
      touser: external,
      open_kfid: kfid,
      msgtype: 'text',
      text: { content: '我' },
    });
    must(late.errcode === 95018, late);
  });
  await attempt('kf/customer/batchget', async () => {
    const answer = good(await post('kf/customer/batchget', { external_userid_list: [external] }));
    must((answer['customer_list'] as Answer[]).length === 1, answer);
  });
  const now = Math.floor(Date.now() / 1000);
  const span = { open_kfid: kfid, start_time: now - 86_400, end_time: now };
  await attempt('kf/get_corp_statistic', async () => {
    const answer = good(await post('kf/get_corp_statistic', span));
    must((answer['statistic_list'] as unknown[]).length === 1, answer);
  });
  await attempt('kf/get_servicer_statistic', async () => {
    const answer = good(await post('kf/get_servicer_statistic', span));
    must((answer['statistic_list'] as unknown[]).length === 1, answer);
  });
  await attempt('externalcontact/send_welcome_msg', async () => {
    const made = await post('externalcontact/add_contact_way', { type: 2, scene: 2, user: [member] });
    await ask('/desk/visit', { link: good(made)['qr_code'], text: '我来了' });
    const code = await until('the newcomer', () => welcome || undefined);
    good(
      await post('externalcontact/send_welcome_msg', {
        welcome_code: code,
        text: { content: `欢迎 ${mark}` },
      }),
    );
    const { texts } = await ask<{ texts: string[] }>('/desk/reads', {});
    must(texts.includes(`欢迎 ${mark}`), texts);
  });
  await attempt('media/upload_attachment', async () => {
    const sent = {
      params: { media_type: 'image', attachment_type: 1 },
      formData: { media: createReadStream(setting.picture) },
    };
    const kept = good((await app.getClient().post('/cgi-bin/media/upload_attachment', sent)).toObject());
    must(kept['type'] === 'image' && kept['media_id'] !== '', kept);
  });
  await attempt('kf/servicer/del', async () => {
    good(await post('kf/servicer/del', { open_kfid: kfid, userid_list: [member] }));
  });
  await attempt('kf/account/del', async () => {
    good(await post('kf/account/del', { open_kfid: kfid }));
    const gone = await post('kf/account/update', { open_kfid: kfid, name });
    must(gone.errcode === 95004, gone);
  });
  receiver.close();
}

/** Somebody's phone at the desk's page. */
function customer(link: string) {
  const { pathname } = new URL(link);
  const code = pathname.split('/').at(-1)!;
  let cookie = '';
  let chatId = '';
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${setting.url}/api${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    must(answer.ok, await answer.clone().text());
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return (await answer.json()) as Record<string, unknown>;
  };
  return {
    async enter() {
      const here = await call('POST', `/s/${code}/enter`, {
        device: randomUUID(),
        locale: 'zh',
        scene: 'tea',
      });
      chatId = (here['here'] as { chatId: string }).chatId;
    },
    say: (text: string) =>
      call('POST', `/c/${code}/chats/${chatId}/messages`, {
        cid: randomUUID(),
        draft: { k: 'text', b: { text } },
      }),
    async reads() {
      const { messages } = await call('GET', `/c/${code}/chats/${chatId}/messages`);
      return (messages as { body: { text?: string } }[]).map((m) => m.body.text);
    },
  };
}
