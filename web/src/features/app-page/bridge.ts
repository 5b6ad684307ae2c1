// What a page of an app may ask of the client, by the names pages know. Nothing is done before the page has shown a signature.
import type { AppId, ChatId, FileId, MemberId } from '../../../../contract/src/ids.ts';
import { api, ApiError, Unreachable } from '../../lib/api.ts';
import type { Person } from '../../ui/member-picker.tsx';
import { sendPicture } from '../../lib/send-picture.ts';
import { memberOf } from './find-members.ts';

export type Args = Record<string, unknown>;
export type Answer = { errMsg: string } & Record<string, unknown>;

/** The page as the client knows it, and what the client can do for it. */
export interface Host {
  appId: AppId;
  /** the chat beside which it is open */
  chatId: ChatId | null;
  me: { id: string; userid: string; name: string; avatar: string | null };
  proved: Set<'company' | 'app'>;
  /** pictures the page uploaded, by their media id */
  files: Map<string, { fileId: FileId; name: string; size: number; mime: string }>;
  navigate: (path: string) => void;
  close: () => void;
  pickPeople: (max: number) => Promise<Person[] | null>;
  pickCustomers: (max: number) => Promise<Person[] | null>;
  confirmSend: (text: string) => Promise<boolean>;
  confirmLocation: () => Promise<boolean>;
}

type Call = (host: Host, args: Args, origin: string) => Promise<Answer | Omit<Answer, 'errMsg'>>;
const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const prove =
  (by: 'company' | 'app'): Call =>
  async (host, args, origin) => {
    const url = text(args['url']);
    // A page without an origin of its own is where its company says; any other shows the address it stands on.
    if (origin !== 'null' && (!URL.canParse(url) || new URL(url).origin !== origin))
      return { errMsg: 'fail invalid url domain' };
    try {
      await api.appPages.provePage({
        appId: host.appId,
        by,
        url,
        timestamp: text(args['timestamp']),
        nonce: text(args['nonceStr']),
        signature: text(args['signature']),
      });
    } catch (error) {
      if (error instanceof ApiError)
        return {
          errMsg: error.code === 'apps.bad_signature' ? 'fail invalid signature' : 'fail invalid url domain',
        };
      throw error;
    }
    host.proved.add(by);
    return {};
  };

/** base64 of 10 MB */
const MOST_PICTURE = Math.ceil((10 * 1024 * 1024) / 3) * 4;

const chatOf = async ({ chatId }: Host) => (chatId ? await api.messaging.getChat({ chatId }) : null);

/** A customer under the id that the server interface of programs uses. */
async function outerId(customerId: string): Promise<string> {
  const answer = await fetch(`/jssdk/external-userid?of=${encodeURIComponent(customerId)}`);
  if (!answer.ok) throw new Unreachable(new Error(`status ${answer.status}`));
  return ((await answer.json()) as { userId: string }).userId;
}

async function userids(people: readonly Person[]) {
  const { members } = await api.directory.getMembers({ ids: people.map((p) => p.id).join(',') });
  return members.map((m) => ({ id: m.userid, name: m.name, avatar: m.avatar ?? '' }));
}

const send: Call = async (host, args) => {
  const content = text((args['text'] as Args | undefined)?.['content']);
  const news = args['news'] as Args | undefined;
  const link = text(news?.['link'] ?? args['link']);
  const title = text(news?.['title'] ?? args['title']);
  const picture = host.files.get(text((args['image'] as Args | undefined)?.['mediaid']));
  if (!content && !picture && !(title && /^https?:\/\//i.test(link)))
    return { errMsg: 'fail nothing to send' };
  const draft = content
    ? ({ k: 'text', b: { text: content } } as const)
    : picture
      ? ({ k: 'image', b: picture } as const)
      : ({ k: 'card', b: { title, text: text(news?.['desc'] ?? args['desc']), url: link } } as const);
  let chatId = host.chatId;
  if (chatId) {
    if (!(await host.confirmSend(content || title))) return { errMsg: 'cancel' };
  } else {
    const people = await host.pickPeople(1);
    if (!people?.[0]) return { errMsg: 'cancel' };
    chatId = (await api.messaging.openDirect({ memberId: people[0].id as MemberId })).id;
  }
  await api.messaging.postMessage({ chatId, cid: crypto.randomUUID(), draft });
  return {};
};

const calls: Record<string, Call> = {
  checkJsApi: async (_host, { jsApiList }) => ({
    checkResult: Object.fromEntries(
      (Array.isArray(jsApiList) ? jsApiList : []).map((name) => [text(name), text(name) in calls]),
    ),
  }),
  getContext: async (host) => {
    const chat = await chatOf(host);
    const entry = !chat
      ? 'normal'
      : chat.kind === 'customer'
        ? 'single_chat_tools'
        : chat.peer
          ? 'chat_attachment'
          : 'group_chat_tools';
    return { entry, shareTicket: '', ...(chat ? { chatId: chat.id } : {}) };
  },
  getCurUser: async ({ me }) => ({ userid: me.userid, name: me.name, avatar: me.avatar ?? '' }),
  getCurExternalChat: async (host) => {
    const chat = await chatOf(host);
    return chat && !chat.peer && chat.kind !== 'customer'
      ? { chatId: chat.id }
      : { errMsg: 'fail no group chat' };
  },
  getCurExternalContact: async (host) => {
    const chat = await chatOf(host);
    return chat?.kind === 'customer' && chat.guest
      ? { userId: await outerId(chat.guest) }
      : { errMsg: 'fail not external contact' };
  },
  selectExternalContact: async (host) => {
    const people = await host.pickCustomers(500);
    if (!people?.length) return { errMsg: 'cancel' };
    return { userIds: await Promise.all(people.map((p) => outerId(p.id))) };
  },
  uploadImage: async (host, { data }) => {
    const [, mime, packed] = /^data:(image\/(?:png|jpeg|gif|webp));base64,([\w+/=]+)$/.exec(text(data)) ?? [];
    if (!mime || !packed || packed.length > MOST_PICTURE)
      return { errMsg: 'fail not a picture of up to 10 MB' };
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const name = `image.${mime.slice(6)}`;
    const fileId = await sendPicture(new Blob([bytes], { type: mime }), name);
    const { mediaId } = await api.appPages.keepPagePicture({ appId: host.appId, fileId });
    host.files.set(mediaId, { fileId, name, size: bytes.length, mime });
    return { serverId: mediaId };
  },
  closeWindow: async (host) => {
    host.close();
    return {};
  },
  openDefaultBrowser: async (_host, { url }) => {
    if (!/^https?:\/\//i.test(text(url))) return { errMsg: 'fail invalid url' };
    window.open(text(url), '_blank', 'noopener,noreferrer');
    return {};
  },
  selectEnterpriseContact: async (host, { mode }) => {
    const people = await host.pickPeople(mode === 'single' ? 1 : 500);
    if (!people?.length) return { errMsg: 'cancel' };
    return { result: { departmentList: [], userList: await userids(people) } };
  },
  openEnterpriseChat: async (host, { userIds, groupName }) => {
    const named = text(userIds).split(';').filter(Boolean);
    const found = await Promise.all(named.map(memberOf));
    const ids = found.filter((id): id is MemberId => id !== undefined && id !== host.me.id);
    if (ids.length === 0 || found.includes(undefined)) return { errMsg: 'fail unknown userid' };
    const chat =
      ids.length === 1
        ? await api.messaging.openDirect({ memberId: ids[0]! })
        : await api.messaging.createGroup({ title: text(groupName), memberIds: ids });
    host.navigate(`/chats/${chat.id}`);
    return { chatId: chat.id };
  },
  openExistedChatWithMsg: async (host, { chatId }) => {
    const { id } = await api.messaging.getChat({ chatId: text(chatId) as ChatId });
    host.navigate(`/chats/${id}`);
    return {};
  },
  openUserProfile: async (host, { userid }) => {
    const id = await memberOf(text(userid));
    if (!id) return { errMsg: 'fail unknown userid' };
    host.navigate(`/members/${id}`);
    return {};
  },
  getLocation: async (host) => {
    if (!(await host.confirmLocation())) return { errMsg: 'cancel' };
    return await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        ({ coords: { latitude, longitude, speed, accuracy } }) =>
          resolve({ latitude, longitude, speed: speed ?? 0, accuracy }),
        (error) => resolve({ errMsg: `fail ${error.message}` }),
      ),
    );
  },
  sendChatMessage: send,
  shareAppMessage: send,
};
calls['selectCorpGroupContact'] = calls['selectEnterpriseContact']!;
const open: Record<string, Call> = { config: prove('company'), agentConfig: prove('app') };

/** Does what a page asks and says how it went, in the words pages know. */
export async function answerPage(host: Host, call: string, args: Args, origin: string): Promise<Answer> {
  const say = (how: string, more: object = {}): Answer => ({ ...more, errMsg: `${call}:${how}` });
  const free = Object.hasOwn(open, call) ? open[call] : undefined;
  const bound = Object.hasOwn(calls, call) ? calls[call] : undefined;
  if (!free && !bound) return say('fail no such api');
  if (!free && host.proved.size === 0) return say('fail no permission, config first');
  try {
    const { errMsg, ...more } = (await (free ?? bound)!(host, args, origin)) as Answer;
    return say(errMsg ?? 'ok', more);
  } catch (error) {
    if (error instanceof ApiError) return say(`fail ${error.message}`);
    throw error;
  }
}
