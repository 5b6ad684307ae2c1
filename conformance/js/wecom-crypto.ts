// The vendor's own cryptography: what we sign and encrypt, it must accept.
import { createHash } from 'node:crypto';
import { decrypt, encrypt, getJsApiSignature, getSignature } from '@wecom/crypto';
import { receiving } from './receive.ts';
import { ask, must, setting, trying, until } from './record.ts';

const { token, aesKey, corpId, mark } = setting;

/** Receives this app's callbacks and opens them; `ticket` is one the app was given. */
export async function wecomCrypto(ticket: string): Promise<void> {
  const attempt = trying('@wecom/crypto');
  const opened: { message: string; id: string }[] = [];
  const receiver = await receiving(async ({ method, url, body }) => {
    const query = new URL(url, 'http://here').searchParams;
    const cipher =
      method === 'GET'
        ? query.get('echostr')!
        : /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/.exec(body.toString())![1]!;
    const signature = getSignature(token, query.get('timestamp')!, query.get('nonce')!, cipher);
    must(signature === query.get('msg_signature'), 'the signature is another');
    const plain = decrypt(aesKey, cipher);
    opened.push(plain);
    if (method === 'GET') return plain.message;
    if (!plain.message.includes('回声')) return '';
    const reply = encrypt(aesKey, passive(plain.message), corpId);
    const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), '42'];
    const signed = getSignature(token, timestamp, nonce, reply);
    return `<xml><Encrypt><![CDATA[${reply}]]></Encrypt><MsgSignature><![CDATA[${signed}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`;
  });
  await attempt('callback URL verification', async () => {
    await ask('/callback', { url: receiver.url });
    // Right behind the check may come what the lane before this one has done.
    must(opened[0]?.id === corpId, opened);
  });
  await attempt('callback text message', async () => {
    await ask('/say', { text: `密文 ${mark} ]]> & 🍵` });
    const { message, id } = await until('the message', () =>
      opened.find((o) => o.message.includes(`密文 ${mark}`)),
    );
    must(id === corpId && message.includes('<MsgType><![CDATA[text]]></MsgType>'), message);
  });
  await attempt('callback passive reply', async () => {
    await ask('/say', { text: `回声 ${mark}` });
    await until('the message', () => opened.find((o) => o.message.includes(`回声 ${mark}`)));
    return `山谷里的 ${mark}`;
  });
  receiver.close();
  await attempt('get_jsapi_ticket signature', async () => {
    const page = 'https://tea.example/page?a=1';
    const { timestamp, nonceStr, signature } = getJsApiSignature({ url: page, ticket });
    const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${page}`;
    must(ticket !== '' && signature === createHash('sha1').update(text).digest('hex'), signature);
  });
}

function passive(message: string): string {
  const from = /<FromUserName><!\[CDATA\[(.*?)\]\]>/.exec(message)![1];
  return `<xml><ToUserName><![CDATA[${from}]]></ToUserName><FromUserName><![CDATA[${corpId}]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[山谷里的 ${mark}]]></Content></xml>`;
}
