// WeChat as it answers: an Official Account and WeChat KF, with its token life, windows, counters and numbers, on a clock tests move.
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface WechatDouble {
  url: string;
  clock: { now: Date };
  account: { appId: string; appSecret: string };
  corp: { corpId: string; secret: string; openKfid: string };
  /** what reached people, in order */
  delivered: { to: string; body: Record<string, unknown> }[];
  calls: string[];
  /** the next calls of this path end so: an HTTP status, or 'hang' after having processed it */
  fail(path: string, how: number | 'hang', times?: number): void;
  /** every token given out so far is refused from now on */
  forgetTokens(): void;
  /** somebody writes to, or enters, the Official Account; moves the window there */
  writes(openid: string): void;
  enters(openid: string): void;
  /** somebody opens our page inside WeChat; the code that the browser brings back, good once and for five minutes */
  opens(openid: string): string;
  kf: {
    says(id: string, text: string): string;
    state: Map<string, number>;
    eventToken: string;
  };
  close(): Promise<void>;
}

const HOUR = 3_600_000;
const TOKEN_SECONDS = 7_200;

export async function serveWechat(clock: { now: Date }): Promise<WechatDouble> {
  const tokens = new Map<string, number>();
  const heard = new Map<string, { at: number; sent: number }>();
  const entered = new Map<string, { at: number; sent: number }>();
  const kfHeard = new Map<string, { at: number; sent: number }>();
  const failures: { path: string; how: number | 'hang' }[] = [];
  const log: Record<string, unknown>[] = [];

  const codes = new Map<string, { openid: string; until: number }>();
  const give = () => {
    const access_token = `t${randomUUID().replaceAll('-', '')}`;
    tokens.set(access_token, clock.now.getTime() + TOKEN_SECONDS * 1_000);
    return { access_token, expires_in: TOKEN_SECONDS };
  };
  const no = (errcode: number, errmsg: string) => ({ errcode, errmsg });
  const ok = { errcode: 0, errmsg: 'ok' };

  /** 0: taken from a window; else the number */
  const take = (
    standing: { at: number; sent: number } | undefined,
    forMs: number,
    most: number,
  ): 'ok' | 'late' | 'many' => {
    if (!standing || clock.now.getTime() - standing.at >= forMs) return 'late';
    if (standing.sent >= most) return 'many';
    standing.sent++;
    return 'ok';
  };

  const answer = (path: string, query: URLSearchParams, body: Record<string, unknown>): object => {
    if (path === '/cgi-bin/token')
      return query.get('grant_type') !== 'client_credential'
        ? no(40002, 'invalid grant_type')
        : query.get('appid') !== double.account.appId
          ? no(40013, 'invalid appid')
          : query.get('secret') !== double.account.appSecret
            ? no(40125, 'invalid appsecret')
            : give();
    if (path === '/cgi-bin/stable_token')
      return body['secret'] === double.account.appSecret ? give() : no(40125, 'invalid appsecret');
    if (path === '/cgi-bin/gettoken')
      return query.get('corpid') === double.corp.corpId && query.get('corpsecret') === double.corp.secret
        ? { ...ok, ...give() }
        : no(40001, 'invalid credential');
    if (path === '/sns/oauth2/access_token') {
      if (query.get('appid') !== double.account.appId) return no(40013, 'invalid appid');
      if (query.get('secret') !== double.account.appSecret) return no(40125, 'invalid appsecret');
      const code = query.get('code') ?? '';
      const known = codes.get(code);
      if (!known) return no(40029, 'invalid code');
      codes.delete(code);
      return known.until <= clock.now.getTime()
        ? no(42003, 'code expired')
        : { ...give(), openid: known.openid, scope: 'snsapi_base', refresh_token: randomUUID() };
    }
    const token = query.get('access_token') ?? '';
    const until = tokens.get(token);
    if (!token) return no(41001, 'access_token missing');
    if (until === undefined) return no(40014, 'invalid access_token');
    if (until <= clock.now.getTime()) return no(42001, 'access_token expired');
    if (path === '/cgi-bin/get_api_domain_ip') return { ip_list: ['127.0.0.1'] };
    if (path === '/cgi-bin/media/upload') return { type: 'image', media_id: randomUUID(), created_at: 0 };
    if (path === '/cgi-bin/message/custom/send') return customSend(body);
    if (path === '/cgi-bin/kf/account/list') return { ...ok, account_list: [] };
    if (path === '/cgi-bin/kf/sync_msg') {
      const from = Number(body['cursor'] ?? 0);
      const limit = Math.min(Number(body['limit'] ?? 1000), 2);
      const page = log.slice(from, from + limit);
      const next = from + page.length;
      return { ...ok, next_cursor: String(next), has_more: next < log.length ? 1 : 0, msg_list: page };
    }
    if (path === '/cgi-bin/kf/customer/batchget')
      return {
        ...ok,
        customer_list: (body['external_userid_list'] as string[]).map((external_userid) => ({
          external_userid,
          nickname: `微信${external_userid.slice(-3)}`,
          unionid: `union-${external_userid.slice(-3)}`,
        })),
      };
    if (path === '/cgi-bin/kf/service_state/get')
      return { ...ok, service_state: double.kf.state.get(String(body['external_userid'])) ?? 0 };
    if (path === '/cgi-bin/kf/send_msg') {
      const to = String(body['touser']);
      const msgid = typeof body['msgid'] === 'string' ? body['msgid'] : randomUUID();
      if (!/^[\w-]{1,32}$/.test(msgid)) return no(40058, 'invalid msgid');
      const taken = take(kfHeard.get(to), 48 * HOUR, 5);
      if (taken === 'late') return no(95002, 'out of time');
      if (taken === 'many') return no(95001, 'send msg count limit');
      double.delivered.push({ to, body });
      return { ...ok, msgid };
    }
    return no(404, `no such call: ${path}`);
  };

  function customSend(body: Record<string, unknown>): object {
    const to = String(body['touser']);
    const type = String(body['msgtype']);
    if (typeof body[type] !== 'object') return no(40008, 'invalid message type');
    if (!heard.has(to) && !entered.has(to)) return no(43004, 'require subscribe');
    const message = take(heard.get(to), 48 * HOUR, 5);
    const taken = message === 'ok' ? message : take(entered.get(to), 60_000, 3);
    if (taken === 'late' && message === 'late')
      return no(45015, 'response out of time limit or subscription is canceled');
    if (taken !== 'ok') return no(45047, 'out of response count limit');
    double.delivered.push({ to, body });
    return ok;
  }

  const server = createServer((request, reply) => {
    void read(request).then(({ url, body }) => {
      double.calls.push(url.pathname);
      const broken = failures.findIndex((f) => f.path === url.pathname);
      const how = broken < 0 ? undefined : failures.splice(broken, 1)[0]!.how;
      if (typeof how === 'number') return reply.writeHead(how).end('broken');
      if (url.pathname === '/cgi-bin/media/get')
        return reply.writeHead(200, { 'content-type': 'image/png' }).end(PIXEL);
      const said = answer(url.pathname, url.searchParams, body);
      // It was processed, and the answer is lost.
      if (how === 'hang') return request.socket.destroy();
      return reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));

  const double: WechatDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clock,
    account: { appId: 'wx5823bf96d3bd56c7', appSecret: 'secret-of-the-account' },
    corp: {
      corpId: 'ww1234567890abcdef',
      secret: 'secret-of-kf',
      openKfid: 'wkAJ2GCAAAZSfhHCt7IFSvLKtMPxyJTw',
    },
    delivered: [],
    opens(openid) {
      const code = randomUUID().replaceAll('-', '');
      codes.set(code, { openid, until: clock.now.getTime() + 300_000 });
      return code;
    },
    calls: [],
    fail(path, how, times = 1) {
      for (let i = 0; i < times; i++) failures.push({ path, how });
    },
    forgetTokens: () => tokens.clear(),
    writes: (openid) => void heard.set(openid, { at: clock.now.getTime(), sent: 0 }),
    enters: (openid) => void entered.set(openid, { at: clock.now.getTime(), sent: 0 }),
    kf: {
      state: new Map(),
      eventToken: 'ENCApHxnGDNAVNY4AaSJKj4Tb5mwsEMzxhFmHVGcra996NR',
      says(external_userid, content) {
        const msgid = `m${createHash('sha1').update(`${log.length}`).digest('hex').slice(0, 20)}`;
        kfHeard.set(external_userid, { at: clock.now.getTime(), sent: 0 });
        log.push({
          msgid,
          open_kfid: double.corp.openKfid,
          external_userid,
          send_time: Math.floor(clock.now.getTime() / 1_000),
          origin: 3,
          msgtype: 'text',
          text: { content },
        });
        return msgid;
      },
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return double;
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function read(request: IncomingMessage): Promise<{ url: URL; body: Record<string, unknown> }> {
  const bytes = await buffer(request);
  const json = /json/.test(request.headers['content-type'] ?? '') || bytes[0] === 0x7b;
  return {
    url: new URL(request.url ?? '/', 'http://double'),
    body: json && bytes.length ? (JSON.parse(bytes.toString('utf8')) as Record<string, unknown>) : {},
  };
}
