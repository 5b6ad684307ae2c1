// A small server that stands for an app: it proves itself, opens what it is told, and can be slow, silent, failing or lying.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Told {
  /** x-teahouse-delivery */
  delivery: string;
  /** the body as it came */
  outer: string;
  /** decrypted */
  plain: string;
  /** the receiver named inside */
  receiver: string;
  signed: boolean;
}

export interface Receiver {
  url: string;
  token: string;
  aesKey: string;
  told: Told[];
  /** plain texts so far, those that contain `word` */
  heard(word?: string): string[];
  /** what to do with the next tellings; undefined: answer 200 and nothing */
  answer: ((told: Told, response: ServerResponse) => void) | undefined;
  /** what to do with a request for a proof; undefined: give it */
  prove: ((plain: string, response: ServerResponse) => void) | undefined;
  /** the envelope of a passive answer, signed */
  sealed(inner: string, change?: { timestamp?: number; format?: 'xml' | 'json'; receiver?: string }): string;
  close(): Promise<void>;
}

export async function receiveCallbacks(receiver: string): Promise<Receiver> {
  const token = 'TeahouseToken01';
  const aesKey = randomBytes(33).toString('base64').replaceAll(/[+/]/g, 'A').slice(0, 43);
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const sign = (...parts: string[]) =>
    createHash('sha1')
      .update([token, ...parts].toSorted().join(''))
      .digest('hex');
  const open = (encrypted: string) => {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
    const bytes = padded.subarray(0, -padded.at(-1)!);
    const end = 20 + bytes.readUInt32BE(16);
    return { plain: bytes.subarray(20, end).toString(), receiver: bytes.subarray(end).toString() };
  };

  const opens = (encrypted: string) => {
    try {
      return open(encrypted).receiver === receiver;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  };

  const server = createServer((request, response) => {
    const query = new URL(request.url!, 'http://here').searchParams;
    const [given, timestamp, nonce] = ['msg_signature', 'timestamp', 'nonce'].map((n) => query.get(n) ?? '');
    const echo = query.get('echostr');
    if (request.method === 'GET' && echo !== null) {
      // Without the right key it is noise, and longer than it says.
      if (sign(timestamp!, nonce!, echo) !== given || !opens(echo)) return void response.writeHead(400).end();
      const { plain } = open(echo);
      if (me.prove) return me.prove(plain, response);
      return void response.end(plain);
    }
    let outer = '';
    request.setEncoding('utf8').on('data', (part: string) => (outer += part));
    request.on('end', () => {
      const encrypted = outer.startsWith('{')
        ? (JSON.parse(outer) as { encrypt: string }).encrypt
        : /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/.exec(outer)![1]!;
      const told: Told = {
        delivery: String(request.headers['x-teahouse-delivery']),
        outer,
        ...open(encrypted),
        signed: sign(timestamp!, nonce!, encrypted) === given,
      };
      me.told.push(told);
      if (me.answer) me.answer(told, response);
      else response.end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const me: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback?keep=1`,
    token,
    aesKey,
    told: [],
    heard: (word = '') => me.told.map((t) => t.plain).filter((p) => p.includes(word)),
    answer: undefined,
    prove: undefined,
    sealed(
      inner,
      { timestamp = Math.floor(Date.now() / 1000), format = 'xml', receiver: whom = receiver } = {},
    ) {
      const message = Buffer.from(inner);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(message.length);
      const bytes = Buffer.concat([randomBytes(16), length, message, Buffer.from(whom)]);
      const pad = 32 - (bytes.length % 32);
      const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
      const encrypt = Buffer.concat([
        cipher.update(Buffer.concat([bytes, Buffer.alloc(pad, pad)])),
        cipher.final(),
      ]).toString('base64');
      const nonce = String(randomBytes(4).readUInt32BE());
      const msgsignature = sign(String(timestamp), nonce, encrypt);
      return format === 'json'
        ? JSON.stringify({ encrypt, msgsignature, timestamp, nonce })
        : `<xml><Encrypt><![CDATA[${encrypt}]]></Encrypt><MsgSignature><![CDATA[${msgsignature}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return me;
}
