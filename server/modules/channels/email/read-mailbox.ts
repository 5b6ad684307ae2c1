import { ImapFlow } from 'imapflow';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { Arrival, Line } from '../adapter.ts';
import { cutQuote } from './cut-quote.ts';
import { securityOf } from './security.ts';

const AT_ONCE = 20;
const MOST_BYTES = 25 * 1024 * 1024;

/** Opens the inbox, runs, and hangs up. Throws what the server said. */
export async function withMailbox<T>(line: Line, run: (box: ImapFlow) => Promise<T>): Promise<T> {
  const { imapHost = '', imapPort, user = '', password = '' } = line.fields;
  const { tls, port } = securityOf(line, { tls: 993, plain: 143 });
  const box = new ImapFlow({
    host: await line.reach(imapHost),
    servername: imapHost,
    port: Number(imapPort ?? port),
    secure: tls === 'tls',
    ...(tls === 'none' ? { doSTARTTLS: false } : tls === 'starttls' ? { doSTARTTLS: true } : {}),
    auth: { user, pass: password },
    logger: false,
    connectionTimeout: 10_000,
    socketTimeout: 30_000,
  });
  // A line that breaks is told by whatever was asked on it.
  box.on('error', () => undefined);
  await box.connect();
  try {
    await box.mailboxOpen('INBOX', { readOnly: true });
    return await run(box);
  } finally {
    await box.logout().catch(() => box.close());
  }
}

/** What came after the cursor (`validity:uid`). A mailbox is joined where it stands: older mail stays where it is. */
export async function readMailbox(
  line: Line,
  cursor: string,
): Promise<{ arrivals: Arrival[]; cursor: string; more: boolean }> {
  return await withMailbox(line, async (box) => {
    if (!box.mailbox) throw new Error('no inbox');
    const validity = String(box.mailbox.uidValidity);
    const newest = box.mailbox.uidNext - 1;
    const [was, uid] = cursor.split(':');
    // Numbers of another count say nothing about these.
    if (was !== validity) return { arrivals: [], cursor: `${validity}:${newest}`, more: false };
    const from = Number(uid) + 1;
    if (from > newest) return { arrivals: [], cursor, more: false };
    const last = Math.min(newest, from + AT_ONCE - 1);
    const arrivals: Arrival[] = [];
    for await (const mail of box.fetch(
      `${from}:${last}`,
      { uid: true, size: true, source: { maxLength: MOST_BYTES }, internalDate: true },
      { uid: true },
    )) {
      // `n:*` also answers with the last one before n.
      if (mail.uid < from || !mail.source) continue;
      const arrival = arrivalOf(line, await simpleParser(mail.source), mail.internalDate);
      if (arrival) arrivals.push({ ...arrival, key: `${validity} ${mail.uid}` });
    }
    return { arrivals, cursor: `${validity}:${last}`, more: last < newest };
  });
}

function arrivalOf(
  line: Line,
  mail: ParsedMail,
  came: Date | string | undefined,
): Omit<Arrival, 'key'> | undefined {
  const sender = mail.from?.value[0];
  const address = sender?.address?.toLowerCase();
  if (!address || address === line.fields['address']?.toLowerCase()) return undefined;
  // Machines that answer machines never stop.
  const header = (name: string) => {
    const value = mail.headers.get(name);
    return typeof value === 'string' ? value : '';
  };
  const auto = (header('auto-submitted') || 'no').toLowerCase();
  const bulk = /^(bulk|list|junk|auto_reply)$/i.test(header('precedence'));
  if (!auto.startsWith('no') || bulk || mail.headers.has('list-id')) return undefined;
  const said = cutQuote(mail.text ?? '');
  const subject = mail.subject ?? '';
  const begins = !mail.inReplyTo && subject && !said.startsWith(subject);
  const references = [mail.references ?? [], mail.messageId ?? []].flat().slice(-20);
  return {
    from: address,
    email: address,
    name: sender?.name || address.split('@')[0],
    at: new Date(came ?? line.now),
    what: 'message',
    text: asksToLeave(subject) ? 'unsubscribe' : begins ? `${subject}\n\n${said}`.trim() : said || subject,
    media: mail.attachments
      .filter((a) => !a.related || a.contentDisposition === 'attachment')
      .slice(0, 10)
      .map((a) => ({
        kind: a.contentType.startsWith('image/') ? ('image' as const) : ('file' as const),
        name: a.filename ?? 'attachment',
        bytes: a.content,
      })),
    thread: { messageId: mail.messageId ?? '', references, subject },
  };
}

/** What the unsubscribe button of mail programs sends. */
const asksToLeave = (subject: string) => /^(unsubscribe|退订)$/i.test(subject.trim());
