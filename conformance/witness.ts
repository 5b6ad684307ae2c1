// A member of the company who reads and writes through our own API, and so sees what foreign programs really did.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, createClient } from '../sdk/src/client.ts';
import type { AppScope } from '../contract/src/app-scopes.ts';
import type { Chat } from '../contract/src/messaging-shapes.ts';

export interface Witness {
  /** everything this person may do */
  api: Api;
  /** Everybody, with userid. */
  people(): Promise<{ userid: string; name: string; email: string | null }[]>;
  openGroup(title: string): Promise<void>;
  /** The newest event of my chats that holds this text; undefined after the time has passed. */
  saw(text: string, waitMs?: number): Promise<object | undefined>;
  /** Writes to an app, by its name, where it has written before. */
  say(appName: string, text: string): Promise<void>;
  /** Follows an address of ours as this person's browser would; resolves with where it sends them. */
  follow(url: string): Promise<string>;
  /** Lets an app, by its number, do more than it may already. */
  allow(agentId: number, scopes: readonly AppScope[]): Promise<void>;
  signInAgain(): Promise<void>;
}

interface Login {
  login: string;
  password: string;
  corpId: string;
}

/** Fails where the password is refused. */
export async function signIn(url: string, login: Login): Promise<Witness> {
  let cookie = await session(url, login);
  const api = createClient({ base: url, headers: () => ({ cookie }) });

  const found = async (text: string): Promise<object | undefined> => {
    const wanted = JSON.stringify(text).slice(1, -1);
    const { chats } = await api.messaging.listChats({});
    for (const chat of chats) {
      const { events } = await api.messaging.listMessages({ chatId: chat.id, limit: 200 });
      const event = events.findLast((e) => JSON.stringify(e).includes(wanted));
      if (event) return event;
    }
    return undefined;
  };
  const chatWith = async (appName: string): Promise<Chat | undefined> => {
    const { chats } = await api.messaging.listChats({});
    const guests = chats.filter((c) => c.guest !== null);
    if (guests.length === 0) return undefined;
    const { speakers } = await api.messaging.getSpeakers({ ids: guests.map((c) => c.guest).join(',') });
    const app = speakers.find((s) => s.name === appName);
    return app && guests.find((c) => c.guest === app.id);
  };

  return {
    api,
    async people() {
      const { members } = await api.directoryAdmin.adminMembers({ limit: 100 });
      return members.map(({ userid, name, email }) => ({ userid, name, email }));
    },
    async openGroup(title) {
      const { members } = await api.directoryAdmin.adminMembers({ limit: 100 });
      const me = await api.identity.me({});
      const memberIds = members.map((m) => m.id).filter((id) => id !== me.member.id);
      await api.messaging.createGroup({ title, memberIds });
    },
    async saw(text, waitMs = 5_000) {
      const end = Date.now() + waitMs;
      for (;;) {
        const event = await found(text);
        if (event || Date.now() > end) return event;
        await sleep(100);
      }
    },
    async say(appName, text) {
      const chat = await chatWith(appName);
      if (!chat) throw new Error(`${appName} has no chat with this member`);
      await api.messaging.postMessage({
        chatId: chat.id,
        cid: randomUUID(),
        draft: { k: 'text', b: { text } },
      });
    },
    async follow(address) {
      const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' });
      const to = answer.headers.get('location');
      if (!to) throw new Error(`${address} answered ${answer.status} and sends nobody anywhere`);
      return to;
    },
    async allow(agentId, scopes) {
      const { apps } = await api.appsAdmin.adminApps({});
      const app = apps.find((a) => a.no === agentId);
      if (!app) throw new Error(`there is no app ${agentId}`);
      await api.appsAdmin.changeApp({
        appId: app.id,
        scopes: [...new Set([...(app.scopes as AppScope[]), ...scopes])],
      });
    },
    async signInAgain() {
      cookie = await session(url, login);
    },
  };
}

/** A cookie for this person. Fails where the password is refused. */
export async function session(url: string, login: Login): Promise<string> {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(login),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (!answer.ok || !cookie) throw new Error(`cannot sign in: ${answer.status} ${await answer.text()}`);
  return cookie;
}
