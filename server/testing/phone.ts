// A customer's phone: a cookie jar and a key of its own, without an account.
import type { ChatId } from '@teahouse/contract/ids';
import type { Endpoint, OutputOf, SentInputOf } from '@teahouse/contract/define';
import { customerPage } from '@teahouse/contract/customer-page';
import type { House } from '../kernel/house.ts';

export interface Phone {
  cookie: string;
  device: string;
  key: string;
  call<E extends Endpoint>(
    endpoint: E,
    input: Omit<SentInputOf<E>, 'key'>,
  ): Promise<{ status: number; body: OutputOf<E> & { error?: { code: string } } }>;
  scan(): Promise<OutputOf<typeof customerPage.scan>>;
  say(chatId: ChatId, text: string, cid?: string): Promise<OutputOf<typeof customerPage.customerPost>>;
}

/** `link` as printed on the code, or its last part. */
export function phoneAt(house: House, link: string): Phone {
  const phone: Phone = {
    cookie: '',
    device: crypto.randomUUID(),
    key: link.split('/').at(-1)!,
    async call(endpoint, input) {
      const rest: Record<string, unknown> = { ...input, key: phone.key };
      const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => {
        const value = encodeURIComponent(String(rest[name]));
        delete rest[name];
        return value;
      });
      const get = endpoint.method === 'GET';
      const query = new URLSearchParams(
        Object.entries(rest).map(([k, v]): [string, string] => [k, String(v)]),
      ).toString();
      const answer = await house.http.inject({
        method: endpoint.method,
        url: `/api${path}${get ? `?${query}` : ''}`,
        headers: { cookie: phone.cookie, 'accept-language': 'zh' },
        ...(get ? {} : { payload: rest }),
      });
      const set = String(answer.headers['set-cookie'] ?? '');
      if (set) phone.cookie = set.split(';')[0]!;
      const json = String(answer.headers['content-type']).includes('json');
      return { status: answer.statusCode, body: (json ? answer.json() : answer.body) as never };
    },
    async scan() {
      const { status, body } = await phone.call(customerPage.scan, { device: phone.device });
      if (status !== 200) throw new Error(`scan: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    async say(chatId, text, cid = crypto.randomUUID()) {
      const draft = { k: 'text' as const, b: { text } };
      const { status, body } = await phone.call(customerPage.customerPost, { chatId, cid, draft });
      if (status !== 200) throw new Error(`say: ${status} ${JSON.stringify(body)}`);
      return body;
    },
  };
  return phone;
}
