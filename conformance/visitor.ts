// A customer's phone at our public pages: it has a cookie and a key of its own and no account.
import { randomUUID } from 'node:crypto';

export interface Visitor {
  /** Opens a contact-me code, or the code of a group or of a service desk, as printed or as the address of its picture; fails where the page refuses. */
  open(link: string): Promise<void>;
  /** Writes into the chat the last code led to. */
  say(text: string): Promise<void>;
  /** What can be read in that chat. */
  reads(): Promise<string[]>;
  /** Likes and comments every moment it is shown; resolves with how many there were. Moments are shown where a contact-me code leads. */
  praise(text: string): Promise<number>;
}

const verbs = { c: 'scan', g: 'join', s: 'enter' };

/** `url`: the base address of the running product. */
export function visitorAt(url: string): Visitor {
  const device = randomUUID();
  let cookie = '';
  let key = '';
  let chatId = '';
  let served = false;
  const call = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${url}/api${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return (await answer.json()) as Record<string, unknown>;
  };
  return {
    async open(link) {
      const [, kind, code] = /\/([cgs])\/([^/]+)(?:\/qr\.png)?$/.exec(new URL(link).pathname) ?? [];
      if (!kind || !code) throw new Error(`no code of ours: ${link}`);
      key = code;
      const answer = await call('POST', `/${kind}/${key}/${verbs[kind as keyof typeof verbs]}`, {
        device,
        locale: 'zh',
      });
      const here = (kind === 's' ? answer['here'] : answer) as { chatId: string };
      chatId = here.chatId;
      served = kind === 'c';
    },
    async say(text) {
      const message = { cid: randomUUID(), draft: { k: 'text', b: { text } } };
      await call('POST', `/c/${key}/chats/${chatId}/messages`, message);
    },
    async reads() {
      const { messages } = await call('GET', `/c/${key}/chats/${chatId}/messages`);
      return (messages as { body: { text?: string } }[]).flatMap((m) => m.body.text ?? []);
    },
    async praise(text) {
      if (!served) return 0;
      const { moments } = await call('GET', `/c/${key}/moments`);
      for (const { id } of moments as { id: string }[]) {
        await call('PUT', `/c/${key}/moments/${id}/like`, { liked: true });
        await call('POST', `/c/${key}/moments/${id}/comments`, { cid: randomUUID(), text });
      }
      return (moments as unknown[]).length;
    },
  };
}
