// WeChat KF (客服): an event says that there is something, messages are fetched with a cursor, answers go out within 48 hours.
import * as z from 'zod';
import { fail } from '../../../kernel/fail.ts';
import { readXml, textIn } from '../../../kernel/read-xml.ts';
import { decryptText, sameSignature, signatureOf } from '../../callbacks/index.ts';
import type { Adapter, Arrival, HookAnswer, HookRequest, Line } from '../adapter.ts';
import { callWecom } from '../call-wecom.ts';
import { asRefusal } from '../tencent.ts';

const REFUSED: HookAnswer = { status: 403, body: '' };
/** who wrote it, as WeChat numbers them */
const FROM_CUSTOMER = 3;
/** states in which programs may send */
const FOR_PROGRAMS = new Set([0, 1]);

export const wechatKf: Adapter = {
  kind: 'wechat_kf',
  fields: [
    { name: 'corpId', secret: false },
    { name: 'secret', secret: true },
    { name: 'openKfid', secret: false },
    { name: 'token', secret: true },
    { name: 'aesKey', secret: true },
    { name: 'server', secret: false, optional: true },
  ],
  windows: { afterMessage: { forMs: 48 * 3_600_000, most: 5 } },
  kinds: new Set(['text', 'card']),
  hook: async (line, request) => readEvent(line, request),
  async pull(line, cursor, hint) {
    const got = Page.parse(
      await callWecom(line, '/cgi-bin/kf/sync_msg', {
        ...(cursor ? { cursor } : {}),
        ...(hint ? { token: hint } : {}),
        limit: 1000,
        open_kfid: line.fields['openKfid'],
      }),
    );
    const arrivals = got.msg_list.flatMap((m) => arrivalOf(m) ?? []);
    const names = await namesOf(line, [...new Set(arrivals.map((a) => a.from))]);
    return {
      arrivals: arrivals.map((a) => ({ ...a, ...names.get(a.from) })),
      cursor: got.next_cursor,
      more: got.has_more === 1,
    };
  },
  async send(line, { to, draft, key }) {
    const open_kfid = line.fields['openKfid'];
    const state = State.parse(
      await callWecom(line, '/cgi-bin/kf/service_state/get', { open_kfid, external_userid: to }),
    );
    // 2, 3, 4: in the queue, with a person in WeCom itself, or over. Programs are turned away there.
    if (!FOR_PROGRAMS.has(state.service_state)) fail('channels.refused', `state ${state.service_state}`);
    const content =
      draft.k === 'text'
        ? { msgtype: 'text', text: { content: draft.b.text } }
        : draft.k === 'card' && draft.b.url
          ? { msgtype: 'link', link: { title: draft.b.title, desc: draft.b.text, url: draft.b.url } }
          : fail('channels.unfit_kind');
    const msgid = key.replaceAll('-', '');
    const sent = await callWecom(line, '/cgi-bin/kf/send_msg', {
      touser: to,
      open_kfid,
      msgid,
      ...content,
    }).catch((error: unknown) => asRefusal(error, refusals));
    return { ref: typeof sent['msgid'] === 'string' ? sent['msgid'] : msgid };
  },
  async check(line) {
    await callWecom(line, '/cgi-bin/kf/account/list', { offset: 0, limit: 1 });
  },
};

const refusals = {
  95001: 'channels.count_used',
  95002: 'channels.window_closed',
  95016: 'channels.refused',
  95018: 'channels.refused',
  84061: 'channels.not_connected',
} as const;

const Message = z.looseObject({
  msgid: z.string(),
  open_kfid: z.string().default(''),
  external_userid: z.string().default(''),
  send_time: z.number(),
  origin: z.number(),
  msgtype: z.string(),
});
const Page = z.looseObject({
  next_cursor: z.string(),
  has_more: z.number().default(0),
  msg_list: z.array(Message).default([]),
});
const State = z.looseObject({ service_state: z.number() });

function arrivalOf(m: z.infer<typeof Message>): Arrival | undefined {
  const at = new Date(m.send_time * 1_000);
  if (m.origin !== FROM_CUSTOMER) return undefined;
  const part = z.looseObject({ content: z.string().optional() }).safeParse(m[m.msgtype]);
  const text = part.success ? part.data.content : undefined;
  return { key: m.msgid, from: m.external_userid, at, what: 'message', text: text ?? `[${m.msgtype}]` };
}

async function namesOf(
  line: Line,
  ids: readonly string[],
): Promise<Map<string, { name?: string; unionId?: string }>> {
  const people = z.looseObject({
    customer_list: z
      .array(
        z.looseObject({
          external_userid: z.string(),
          nickname: z.string().optional(),
          unionid: z.string().optional(),
        }),
      )
      .default([]),
  });
  const found = new Map<string, { name?: string; unionId?: string }>();
  for (let i = 0; i < ids.length; i += 100) {
    const got = people.parse(
      await callWecom(line, '/cgi-bin/kf/customer/batchget', { external_userid_list: ids.slice(i, i + 100) }),
    );
    for (const c of got.customer_list)
      found.set(c.external_userid, {
        ...(c.nickname ? { name: c.nickname } : {}),
        ...(c.unionid ? { unionId: c.unionid } : {}),
      });
  }
  return found;
}

/** The event carries no message, only a token to fetch with. */
function readEvent(line: Line, { method, query, body }: HookRequest): HookAnswer {
  const { token = '', aesKey = '', corpId = '' } = line.fields;
  const { timestamp = '', nonce = '', msg_signature: signature = '', echostr = '' } = query;
  const encrypted = method === 'GET' ? echostr : textIn(readXml(body), 'Encrypt');
  if (!encrypted || !sameSignature(signatureOf(token, timestamp, nonce, encrypted), signature))
    return REFUSED;
  const text = decryptText({ token, aesKey, receiver: corpId }, encrypted);
  if (text === undefined) return REFUSED;
  if (method === 'GET') return { status: 200, body: text };
  const xml = readXml(text);
  if (textIn(xml, 'Event') !== 'kf_msg_or_event') return { status: 200, body: 'success' };
  return { status: 200, body: 'success', pull: { hint: textIn(xml, 'Token') } };
}
