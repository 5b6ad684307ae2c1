import { readXml, textIn, type XmlElement } from '../../../kernel/read-xml.ts';
import { decryptText, sameSignature, signatureOf } from '../../callbacks/index.ts';
import type { Arrival, HookAnswer, HookRequest, Line } from '../adapter.ts';
import { fetchMedia } from './fetch-media.ts';

const REFUSED: HookAnswer = { status: 403, body: '' };
const TAKEN = 'success';
/** what lets us write for a moment without a word from them */
const ENTRIES = new Set(['subscribe', 'SCAN', 'CLICK', 'VIEW']);

/** Proof of the address, or one message or event, in plain or safe mode. Anything not signed with our token is refused. */
export async function readCallback(line: Line, { method, query, body }: HookRequest): Promise<HookAnswer> {
  const { token = '', aesKey = '', appId = '' } = line.fields;
  const { timestamp = '', nonce = '', signature = '', msg_signature: safe = '', echostr = '' } = query;
  if (method === 'GET')
    return sameSignature(signatureOf(token, timestamp, nonce, ''), signature)
      ? { status: 200, body: echostr }
      : REFUSED;
  let xml = readXml(body);
  const encrypted = textIn(xml, 'Encrypt');
  if (encrypted) {
    if (!aesKey || !sameSignature(signatureOf(token, timestamp, nonce, encrypted), safe)) return REFUSED;
    const text = decryptText({ token, aesKey, receiver: appId }, encrypted);
    xml = text === undefined ? undefined : readXml(text);
    if (!xml) return REFUSED;
  } else if (aesKey || !sameSignature(signatureOf(token, timestamp, nonce, ''), signature)) return REFUSED;
  const arrival = xml && (await arrivalIn(line, xml));
  return { status: 200, body: TAKEN, ...(arrival ? { arrivals: [arrival] } : {}) };
}

async function arrivalIn(line: Line, xml: XmlElement): Promise<Arrival | undefined> {
  const field = (name: string) => textIn(xml, name);
  const from = field('FromUserName');
  const at = new Date(Number(field('CreateTime')) * 1_000);
  if (!from || Number.isNaN(at.getTime())) return undefined;
  const base = { from, at, ...(field('UnionId') ? { unionId: field('UnionId') } : {}) };
  const kind = field('MsgType');
  if (kind === 'event') {
    const event = field('Event');
    const key = `${from} ${field('CreateTime')} ${event}`;
    if (event === 'unsubscribe') return { ...base, key, what: 'left' };
    return ENTRIES.has(event) ? { ...base, key, what: 'entry' } : undefined;
  }
  const said = { ...base, key: field('MsgId'), what: 'message' as const };
  if (kind === 'text') return { ...said, text: field('Content') };
  if (kind === 'image' || kind === 'voice' || kind === 'video' || kind === 'shortvideo')
    return {
      ...said,
      text: field('Recognition') || undefined,
      media: [
        { kind: kind === 'shortvideo' ? 'video' : kind, ...(await fetchMedia(line, field('MediaId'), kind)) },
      ],
    };
  if (kind === 'location')
    return { ...said, text: `${field('Label')} (${field('Location_X')}, ${field('Location_Y')})` };
  if (kind === 'link')
    return { ...said, text: [field('Title'), field('Description'), field('Url')].filter(Boolean).join('\n') };
  return { ...said, text: `[${kind}]` };
}
