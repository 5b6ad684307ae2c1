// WeCom customer contact (企业微信客户联系) as upstream: its customers are ours, and what we would tell them is a task its members confirm there.
import * as z from 'zod';
import { fail } from '../../../kernel/fail.ts';
import { readXml, textIn, type XmlElement } from '../../../kernel/read-xml.ts';
import { decryptText, sameSignature, signatureOf } from '../../callbacks/index.ts';
import type { Adapter, Arrival, HookAnswer, HookRequest, Line } from '../adapter.ts';
import { TencentError } from '../tencent.ts';
import { callWecom } from '../call-wecom.ts';
import { Follow, readContacts } from './read-contacts.ts';
import { askToPass, passFates } from './transfers.ts';
import { askMembers, fatesOf, takeBack } from './tasks.ts';

const REFUSED: HookAnswer = { status: 403, body: '' };
/** not a customer of anybody any more */
const GONE = 84061;

export const wecom: Adapter = {
  kind: 'wecom',
  fields: [
    { name: 'corpId', secret: false },
    { name: 'secret', secret: true },
    { name: 'token', secret: true },
    { name: 'aesKey', secret: true },
    { name: 'server', secret: false, optional: true },
  ],
  windows: {},
  kinds: new Set(['text', 'card', 'image', 'file']),
  hook: async (line, request) => await readEvent(line, request),
  pull: readContacts,
  // A member's answer is written in WeCom itself; programs have no call for it.
  send: () => Promise.resolve(fail('channels.by_hand')),
  tasks: { most: 10_000, ask: askMembers, fates: fatesOf, takeBack },
  transfers: { most: 100, often: { times: 2, days: 90 }, ask: askToPass, fates: passFates },
  async check(line) {
    await callWecom(line, '/cgi-bin/externalcontact/get_follow_user_list');
  },
};

async function readEvent(line: Line, { method, query, body }: HookRequest): Promise<HookAnswer> {
  const { token = '', aesKey = '', corpId = '' } = line.fields;
  const { timestamp = '', nonce = '', msg_signature: signature = '', echostr = '' } = query;
  const encrypted = method === 'GET' ? echostr : textIn(readXml(body), 'Encrypt');
  if (!encrypted || !sameSignature(signatureOf(token, timestamp, nonce, encrypted), signature))
    return REFUSED;
  const text = decryptText({ token, aesKey, receiver: corpId }, encrypted);
  if (text === undefined) return REFUSED;
  if (method === 'GET') return { status: 200, body: text };
  const arrival = await arrivalIn(line, readXml(text));
  return { status: 200, body: 'success', ...(arrival ? { arrivals: [arrival] } : {}) };
}

/** Whatever changed, WeCom is asked who follows this customer now: events come twice, late and in any order. */
async function arrivalIn(line: Line, xml: XmlElement | undefined): Promise<Arrival | undefined> {
  if (!xml || textIn(xml, 'Event') !== 'change_external_contact') return undefined;
  const from = textIn(xml, 'ExternalUserID');
  if (!from) return undefined;
  const at = new Date(Number(textIn(xml, 'CreateTime')) * 1_000);
  const key = `${from} ${textIn(xml, 'CreateTime')} ${textIn(xml, 'ChangeType')}`;
  const got = await callWecom(
    line,
    `/cgi-bin/externalcontact/get?external_userid=${encodeURIComponent(from)}`,
  ).catch((error: unknown) => {
    if (error instanceof TencentError && error.errcode === GONE) return undefined;
    throw error;
  });
  const known = got && Known.parse(got);
  const by = known?.follow_user.find((f) => f.userid === textIn(xml, 'UserID')) ?? known?.follow_user[0];
  if (!known || !by) return { key, from, at, what: 'left' };
  const { name, unionid } = known.external_contact;
  return {
    key,
    from,
    at,
    name,
    what: 'entry',
    owner: by.userid,
    thread: { userid: by.userid },
    ...(unionid ? { unionId: unionid } : {}),
  };
}

const Known = z.looseObject({
  external_contact: z.looseObject({ name: z.string().default(''), unionid: z.string().optional() }),
  follow_user: z.array(Follow).default([]),
});
