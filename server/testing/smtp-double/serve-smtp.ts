// A tiny mail server that takes everything and shows it decoded.
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Mailed {
  from: string;
  to: string[];
  /** lower-case names, decoded */
  headers: Map<string, string>;
  text: string;
}

export interface SmtpDouble {
  url: string;
  mails: Mailed[];
  /** recipients that are refused */
  unknown: Set<string>;
  close(): Promise<void>;
}

export async function serveSmtp(): Promise<SmtpDouble> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    let pending = '';
    let data: string[] | undefined;
    let envelope = { from: '', to: [] as string[] };
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 double ESMTP');
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        if (data) {
          if (line !== '.') {
            data.push(line.replace(/^\.\./, '.'));
            continue;
          }
          double.mails.push({ ...envelope, ...parsed(data.join('\r\n')) });
          data = undefined;
          envelope = { from: '', to: [] };
          say('250 taken');
          continue;
        }
        const verb = line.slice(0, 4).toUpperCase();
        const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
        if (verb === 'EHLO' || verb === 'HELO') say('250 double');
        else if (verb === 'MAIL') {
          envelope = { from: address, to: [] };
          say('250 ok');
        } else if (verb === 'RCPT') {
          if (double.unknown.has(address)) say('550 nobody of that name');
          else {
            envelope.to.push(address);
            say('250 ok');
          }
        } else if (verb === 'DATA') {
          data = [];
          say('354 go on');
        } else if (verb === 'AUTH') say('235 in');
        else if (verb === 'QUIT') {
          say('221 bye');
          socket.end();
        } else say('250 ok');
      }
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const double: SmtpDouble = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails: [],
    unknown: new Set(),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
  return double;
}

function parsed(raw: string): Pick<Mailed, 'headers' | 'text'> {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const at = line.indexOf(':');
    headers.set(line.slice(0, at).toLowerCase(), decodedWords(line.slice(at + 1).trim()));
  }
  const body = rest.join('\r\n\r\n');
  const how = headers.get('content-transfer-encoding')?.toLowerCase();
  const bytes =
    how === 'base64'
      ? Buffer.from(body, 'base64')
      : how === 'quoted-printable'
        ? fromQuoted(body.replaceAll(/=\r\n/g, ''))
        : Buffer.from(body, 'latin1');
  return { headers, text: bytes.toString('utf8').replaceAll('\r\n', '\n') };
}

/** RFC 2047 */
function decodedWords(text: string): string {
  return text
    .replaceAll(/(\?=)\s+(=\?)/g, '$1$2')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, how: string, word: string) =>
      (how.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64')
        : fromQuoted(word.replaceAll('_', ' '))
      ).toString('utf8'),
    );
}

const fromQuoted = (text: string) =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
