// WeCom's customer contact as it answers: who follows whom, mass messages that members confirm late, for some, or never, and its monthly count.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface WecomDouble {
  url: string;
  corp: { corpId: string; secret: string };
  /** makes somebody the customer of a member over there */
  follows(userid: string, customer: { id: string; name: string; unionId?: string }): void;
  unfollows(userid: string, id: string): void;
  /** tasks as members see them, in the order they were asked */
  tasks: MassMessage[];
  /** the member presses send: for all who are left, or for these; whoever had as many this month as it has days is passed over */
  confirms(task: MassMessage, ids?: readonly string[]): void;
  /** passings as they were asked for, call by call */
  passings: { call: string; ids: string[] }[];
  /** the member has left the company over there */
  leaves(userid: string): void;
  /** the customer says no to a new member */
  refuses(id: string): void;
  /** everything WeCom refuses or breaks on next: an HTTP status, 'lost' after having processed it, or an errcode */
  fail(path: string, how: number | 'lost' | { errcode: number }): void;
  close(): Promise<void>;
}

export interface MassMessage {
  msgid: string;
  sender: string;
  body: Record<string, unknown>;
  fates: Map<string, 0 | 1 | 2 | 3>;
  over: boolean;
}

const PAGE = 2;

export async function serveWecom(clock: { now: Date }): Promise<WecomDouble> {
  const tokens = new Map<string, number>();
  const people = new Map<string, { name: string; unionId?: string; by: Map<string, number> }>();
  const monthly = new Map<string, number>();
  const failures: { path: string; how: number | 'lost' | { errcode: number } }[] = [];
  const ok = { errcode: 0, errmsg: 'ok' };
  const no = (errcode: number, errmsg: string) => ({ errcode, errmsg });
  const seconds = () => Math.floor(clock.now.getTime() / 1_000);
  const outside = (id: string) => {
    const { name, unionId } = people.get(id)!;
    return { external_userid: id, name, type: 1, ...(unionId ? { unionid: unionId } : {}) };
  };
  const followers = () => [...new Set([...people.values()].flatMap((p) => [...p.by.keys()]))].sort();

  const answer = (path: string, query: URLSearchParams, body: Record<string, unknown>): object => {
    if (path === '/cgi-bin/gettoken') {
      if (query.get('corpid') !== double.corp.corpId) return no(40013, 'invalid corpid');
      if (query.get('corpsecret') !== double.corp.secret) return no(40001, 'invalid credential');
      const access_token = randomUUID();
      tokens.set(access_token, clock.now.getTime() + 7_200_000);
      return { ...ok, access_token, expires_in: 7_200 };
    }
    const until = tokens.get(query.get('access_token') ?? '');
    if (!query.get('access_token')) return no(41001, 'access_token missing');
    if (until === undefined) return no(40014, 'invalid access_token');
    if (until <= clock.now.getTime()) return no(42001, 'access_token expired');
    const call = calls[path.slice('/cgi-bin/'.length)];
    return call ? call(body, query) : no(404, `no such call: ${path}`);
  };

  interface Pass {
    id: string;
    from: string;
    to: string;
    at: number;
    status: 1 | 2 | 3;
  }
  const passes: Pass[] = [];
  const left = new Set<string>();
  const stubborn = new Set<string>();
  /** A hundred in one call, twice in ninety days, and each word of a customer that has the member. */
  const pass = (body: Record<string, unknown>, gone: boolean): object => {
    const [from, to] = [body['handover_userid'] as string, body['takeover_userid'] as string];
    const ids = body['external_userid'] as string[];
    if (ids.length > 100) return no(40058, 'external_userid exceeds 100');
    if (gone !== left.has(from)) return no(40097, 'wrong call for this member');
    double.passings.push({ call: gone ? 'resigned' : 'in service', ids });
    const customer = ids.map((id) => {
      const recent = passes.filter((p) => p.id === id && p.at > clock.now.getTime() - 90 * 86_400_000);
      const errcode = !people.get(id)?.by.has(from) ? 40096 : recent.length >= 2 ? 40128 : 0;
      if (errcode === 0) passes.push({ id, from, to, at: clock.now.getTime(), status: 2 });
      return { external_userid: id, errcode };
    });
    return { ...ok, customer };
  };
  /** It takes effect after a day, unless the customer says no. */
  const passed = (body: Record<string, unknown>): object => {
    for (const p of passes) {
      if (p.status !== 2 || clock.now.getTime() - p.at < 86_400_000) continue;
      p.status = stubborn.has(p.id) ? 3 : 1;
      const by = people.get(p.id)!.by;
      if (p.status === 1 && by.delete(p.from)) by.set(p.to, seconds());
    }
    const mine = passes.filter((p) => p.from === body['handover_userid'] && p.to === body['takeover_userid']);
    const from = Number(body['cursor'] || 0);
    return {
      ...ok,
      customer: mine
        .slice(from, from + 50)
        .map((p) => ({ external_userid: p.id, status: p.status, takeover_time: Math.floor(p.at / 1_000) })),
      next_cursor: from + 50 < mine.length ? String(from + 50) : '',
    };
  };

  const calls: Record<string, (body: Record<string, unknown>, query: URLSearchParams) => object> = {
    'media/upload': () => ({ ...ok, type: 'image', media_id: randomUUID(), created_at: String(seconds()) }),
    'externalcontact/get_follow_user_list': () => ({ ...ok, follow_user: followers() }),
    'externalcontact/batch/get_by_user'(body) {
      const asked = body['userid_list'] as string[];
      if (asked.length > 100) return no(40058, 'userid_list exceeds 100');
      const all = [...people].flatMap(([id, p]) =>
        [...p.by].flatMap(([userid, createtime]) =>
          asked.includes(userid)
            ? [{ external_contact: outside(id), follow_info: { userid, createtime } }]
            : [],
        ),
      );
      const from = Number(body['cursor'] || 0);
      const next = from + PAGE < all.length ? String(from + PAGE) : '';
      return { ...ok, external_contact_list: all.slice(from, from + PAGE), next_cursor: next };
    },
    'externalcontact/get'(_body, query) {
      const id = query.get('external_userid') ?? '';
      const known = people.get(id);
      if (!known || known.by.size === 0) return no(84061, 'not external contact');
      const follow_user = [...known.by].map(([userid, createtime]) => ({ userid, createtime }));
      return { ...ok, external_contact: outside(id), follow_user };
    },
    'externalcontact/add_msg_template'(body) {
      const asked = (body['external_userid'] as string[] | undefined) ?? [];
      const sender = body['sender'] as string;
      if (!body['text'] && !body['attachments']) return no(41088, 'text and attachments are empty');
      if (((body['attachments'] as unknown[] | undefined) ?? []).length > 9) return no(41064, 'too many');
      const theirs = asked.filter((id) => people.get(id)?.by.has(sender));
      if (theirs.length === 0) return no(41048, 'no customer to send');
      const msgid = `msg${randomUUID().replaceAll('-', '')}`;
      const fates = new Map(theirs.map((id) => [id, 0 as const]));
      double.tasks.push({ msgid, sender, body, fates, over: false });
      return { ...ok, fail_list: asked.filter((id) => !theirs.includes(id)), msgid };
    },
    'externalcontact/get_groupmsg_send_result'(body) {
      const task = double.tasks.find((t) => t.msgid === body['msgid'] && t.sender === body['userid']);
      if (!task) return no(41063, 'invalid msgid');
      const all = [...task.fates].map(([external_userid, status]) => ({
        external_userid,
        userid: task.sender,
        status,
        ...(status === 1 ? { send_time: seconds() } : {}),
      }));
      const from = Number(body['cursor'] || 0);
      const next = from + PAGE < all.length ? String(from + PAGE) : '';
      return { ...ok, send_list: all.slice(from, from + PAGE), next_cursor: next };
    },
    'externalcontact/transfer_customer': (body) => pass(body, false),
    'externalcontact/resigned/transfer_customer': (body) => pass(body, true),
    'externalcontact/transfer_result': (body) => passed(body),
    'externalcontact/resigned/transfer_result': (body) => passed(body),
    'externalcontact/cancel_groupmsg_send'(body) {
      const task = double.tasks.find((t) => t.msgid === body['msgid']);
      if (!task || task.over) return no(41093, 'can not cancel');
      task.over = true;
      return ok;
    },
  };

  const server = createServer((request, reply) => {
    void buffer(request).then((bytes) => {
      const url = new URL(request.url ?? '/', 'http://double');
      const json = /json/.test(request.headers['content-type'] ?? '') && bytes.length > 0;
      const broken = failures.findIndex((f) => f.path === url.pathname);
      const how = broken < 0 ? undefined : failures.splice(broken, 1)[0]!.how;
      if (typeof how === 'number') return reply.writeHead(how).end('broken');
      const body = json ? (JSON.parse(bytes.toString('utf8')) as Record<string, unknown>) : {};
      const said =
        typeof how === 'object' ? no(how.errcode, 'refused') : answer(url.pathname, url.searchParams, body);
      if (how === 'lost') return request.socket.destroy();
      return reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));

  const double: WecomDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    corp: { corpId: 'ww5823bf96d3bd56c7', secret: randomUUID() },
    tasks: [],
    passings: [],
    leaves: (userid) => void left.add(userid),
    refuses: (id) => void stubborn.add(id),
    follows(userid, { id, name, unionId }) {
      const known = people.get(id) ?? { name, ...(unionId ? { unionId } : {}), by: new Map() };
      known.by.set(userid, seconds());
      people.set(id, known);
    },
    unfollows: (userid, id) => void people.get(id)?.by.delete(userid),
    confirms(task, ids = [...task.fates.keys()]) {
      if (task.over) throw new Error('this task was taken back');
      const now = clock.now;
      const days = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 0)).getUTCDate();
      for (const id of ids) {
        if (task.fates.get(id) !== 0) continue;
        const month = `${id} ${now.toISOString().slice(0, 7)}`;
        const had = monthly.get(month) ?? 0;
        if (!people.get(id)?.by.has(task.sender)) task.fates.set(id, 2);
        else if (had >= days) task.fates.set(id, 3);
        else {
          monthly.set(month, had + 1);
          task.fates.set(id, 1);
        }
      }
    },
    fail: (path, how) => void failures.push({ path, how }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return double;
}
