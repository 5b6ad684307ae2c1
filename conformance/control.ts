// What a lane may ask for while it runs: things only an operator or a person can do.
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { agree, openBackOffice } from './back-office.ts';
import type { Installation } from './installation.ts';
import { openShop, type Shop } from './shop.ts';
import { type Visitor, visitorAt } from './visitor.ts';

export interface Control {
  url: string;
  close(): void;
}

/** Answers POSTs of JSON with JSON; 500 and {error} where it did not work. */
export async function openControl(
  installation: Installation,
  app: { name: string; agentId: number; corpId: string; token: string; aesKey: string; mark: string },
): Promise<Control> {
  const { teahouse, witness, corpId, url, threeHoursLater } = installation;
  let shop: Shop | undefined;
  let guest: Visitor | undefined;
  const verbs: Record<string, (asked: Record<string, string>) => Promise<object>> = {
    /** {url, agent}: callbacks of the app, or of another by its number, go there; fails where the address check does */
    '/callback': ({ url: to, agent = String(app.agentId) }) =>
      teahouse(
        ...['app', 'callback', '--corp', corpId, '--agent', agent, '--url', String(to)],
        ...['--token', app.token, '--aes-key', app.aesKey],
      ),
    /** {text}: the member writes to the app */
    async '/say'({ text }) {
      await witness.say(app.name, String(text));
      return {};
    },
    /** {text} -> {found, event} */
    async '/saw'({ text }) {
      const event = await witness.saw(String(text));
      return { found: event !== undefined, event };
    },
    /** {text} -> {found}: whether it can still be read, asked once */
    async '/gone'({ text }) {
      return { found: (await witness.saw(String(text), 0)) !== undefined };
    },
    /** {redirectUri, scope} -> {code, state}: the member's browser opens the authorize address */
    async '/code'({ redirectUri, scope }) {
      const query = new URLSearchParams({
        appid: app.corpId,
        redirect_uri: String(redirectUri),
        response_type: 'code',
        scope: scope ?? 'snsapi_base',
        state: 'tea1',
        agentid: String(app.agentId),
      });
      const to = new URL(await witness.follow(`${url}/connect/oauth2/authorize?${query.toString()}`), url);
      if (!to.searchParams.get('code')) throw new Error(`sent to ${to.href} without a code`);
      return { code: to.searchParams.get('code'), state: to.searchParams.get('state') };
    },
    /** {customers} -> {corpId, secret, userid}: a company of its own with so many customers of one member */
    async '/shop'({ customers }) {
      shop = await openShop(installation, Number(customers));
      return shop.facts;
    },
    /** -> {confirmed}: the member sends what waits for a word of theirs */
    async '/shop/confirm'() {
      return { confirmed: (await shop?.confirm()) ?? 0 };
    },
    /** {link, times}: new customers of the shop open a code, and the last one says hello */
    async '/shop/visit'({ link, times = '1' }) {
      await shop?.visit(String(link), Number(times));
      return {};
    },
    /** {name}: the member opens a group for customers */
    async '/shop/group'({ name }) {
      await shop?.openGroup(String(name));
      return {};
    },
    /** -> {readers}: the member publishes what moments wait; whoever sees one likes and comments it */
    async '/shop/publish'() {
      return { readers: (await shop?.publish()) ?? 0 };
    },
    /** {count}: so many more work in the shop, each with a customer of their own */
    async '/shop/staff'({ count }) {
      await shop?.staff(Number(count));
      return {};
    },
    /** {userid}: somebody leaves the shop */
    async '/shop/leave'({ userid }) {
      await shop?.leave(String(userid));
      return {};
    },
    /** {link, text}: a customer comes to a desk of the company and says this */
    async '/desk/visit'({ link, text }) {
      guest = visitorAt(url);
      await guest.open(String(link));
      await guest.say(String(text));
      return {};
    },
    /** -> {texts}: what that customer can read */
    async '/desk/reads'() {
      return { texts: (await guest?.reads()) ?? [] };
    },
    /** -> {template, journalTemplate, journal}: the owner lets the lane's app into an office that has working hours, leave and a journal */
    async '/office'() {
      await witness.allow(app.agentId, ['office.read', 'office.write', 'journals.read']);
      return { ...(await openBackOffice(witness.api, app.mark)) };
    },
    /** {no}: the owner agrees to a request */
    async '/agree'({ no }) {
      await agree(witness.api, String(no));
      return {};
    },
    async '/later'() {
      await threeHoursLater();
      return {};
    },
  };
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const verb = verbs[request.url ?? ''];
    if (!verb) return void answer(404, { error: 'no such wish' });
    readJson(request)
      .then(verb)
      .then(
        (body) => answer(200, body),
        (error: unknown) => answer(500, { error: error instanceof Error ? error.message : String(error) }),
      );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}

async function readJson(request: IncomingMessage): Promise<Record<string, string>> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const text = Buffer.concat(parts).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, string>);
}
