// A small IMAP server with one inbox (RFC 3501 as far as a reader of new mail goes).
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface ImapDouble {
  port: number;
  user: string;
  password: string;
  /** puts a mail into the inbox; lines may end in \n */
  put(source: string): void;
  /** counts anew, as after a restore */
  renumber(): void;
  close(): Promise<void>;
}

export async function serveImap(clock: { now: Date }): Promise<ImapDouble> {
  const mails: { uid: number; source: Buffer; at: Date }[] = [];
  let validity = 7;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    const say = (line: string | Buffer) => {
      socket.write(line);
      socket.write('\r\n');
    };
    let pending = '';
    let inside = false;
    let proof = '';
    say('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] double');
    const signIn = (tag: string, user: string, password: string) => {
      inside = user === double.user && password === double.password;
      say(inside ? `${tag} OK in` : `${tag} NO [AUTHENTICATIONFAILED] wrong`);
    };
    const answer = (tag: string, verb: string, rest: string): void => {
      if (verb === 'CAPABILITY') {
        say('* CAPABILITY IMAP4rev1 AUTH=PLAIN');
        return say(`${tag} OK`);
      }
      if (verb === 'NOOP') return say(`${tag} OK`);
      if (verb === 'LOGOUT') {
        say('* BYE');
        say(`${tag} OK`);
        return void socket.end();
      }
      if (verb === 'LOGIN') {
        const [user = '', password = ''] = rest.match(/"(?:\\.|[^"])*"|\S+/g) ?? [];
        return signIn(tag, user.replaceAll('"', ''), password.replaceAll('"', ''));
      }
      if (verb === 'AUTHENTICATE') {
        const initial = rest.split(' ')[1];
        if (initial) return plain(tag, initial);
        proof = tag;
        return say('+ ');
      }
      if (!inside) return say(`${tag} NO sign in first`);
      if (verb === 'LIST' || verb === 'LSUB') {
        say(`* ${verb} (\\HasNoChildren) "/" "INBOX"`);
        return say(`${tag} OK`);
      }
      if (verb === 'SELECT' || verb === 'EXAMINE') {
        say(`* ${mails.length} EXISTS`);
        say('* 0 RECENT');
        say('* FLAGS (\\Seen)');
        say(`* OK [UIDVALIDITY ${validity}]`);
        say(`* OK [UIDNEXT ${(mails.at(-1)?.uid ?? 0) + 1}]`);
        return say(`${tag} OK [READ-ONLY]`);
      }
      if (verb === 'UID' && /^FETCH/i.test(rest)) {
        const [, from = '1', to = ''] = /^FETCH (\d+)(?::(\d+|\*))?/i.exec(rest) ?? [];
        const last = to === '*' ? Infinity : Number(to || from);
        for (const [i, m] of mails.entries()) {
          if (m.uid < Number(from) || m.uid > last) continue;
          const name = /BODY(?:\.PEEK)?(\[\])(<0\.\d+>)?/i.exec(rest);
          const label = name?.[2] ? 'BODY[]<0>' : 'BODY[]';
          socket.write(
            `* ${i + 1} FETCH (UID ${m.uid} INTERNALDATE "${imapDate(m.at)}" RFC822.SIZE ${m.source.length} ${label} {${m.source.length}}\r\n`,
          );
          socket.write(m.source);
          say(')');
        }
        return say(`${tag} OK`);
      }
      say(`${tag} BAD ${verb}`);
    };
    const plain = (tag: string, given: string) => {
      const [, user = '', password = ''] = Buffer.from(given, 'base64').toString('utf8').split('\0');
      signIn(tag, user, password);
    };
    socket.on('data', (chunk) => {
      pending += chunk.toString('utf8');
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        if (proof) {
          const tag = proof;
          proof = '';
          plain(tag, line);
          continue;
        }
        const [tag = '*', verb = '', ...rest] = line.split(' ');
        answer(tag, verb.toUpperCase(), rest.join(' '));
      }
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const double: ImapDouble = {
    port: (server.address() as AddressInfo).port,
    user: 'service',
    password: 'the password of the box',
    put: (source) =>
      void mails.push({
        uid: (mails.at(-1)?.uid ?? 0) + 1,
        source: Buffer.from(source.replaceAll(/\r?\n/g, '\r\n')),
        at: clock.now,
      }),
    renumber: () => void validity++,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
  return double;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const imapDate = (at: Date): string => {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(at.getUTCDate())}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
};
