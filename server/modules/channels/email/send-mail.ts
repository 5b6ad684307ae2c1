import type { Draft } from '@teahouse/contract/realtime';
import { createTransport, type Transporter } from 'nodemailer';
import * as z from 'zod';
import { fail } from '../../../kernel/fail.ts';
import { type Letter, type Line, NotTaken } from '../adapter.ts';
import { securityOf } from './security.ts';

const Thread = z.looseObject({
  messageId: z.string().default(''),
  references: z.array(z.string()).default([]),
  subject: z.string().default(''),
});

/** Lends the connection to the mail server for as long as `run` takes. */
export async function withPost<T>(line: Line, run: (post: Transporter) => Promise<T>): Promise<T> {
  const { smtpHost = '', smtpPort, user = '', password = '' } = line.fields;
  const { tls, port } = securityOf(line, { tls: 465, plain: 587 });
  const post = createTransport({
    host: await line.reach(smtpHost),
    port: Number(smtpPort ?? port),
    secure: tls === 'tls',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { servername: smtpHost },
    auth: { user, pass: password },
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    return await run(post);
  } finally {
    post.close();
  }
}

/** An answer in the thread of what it answers. Its id follows from the key, so that mail programs show a repeat once. */
export async function sendMail(
  line: Line,
  { to, draft, file, thread, key, marketing }: Letter,
): Promise<{ ref: string; thread: Record<string, unknown> }> {
  const { address = '' } = line.fields;
  const { messageId, references, subject } = Thread.parse(thread);
  const ref = `<${key}@${address.split('@')[1] ?? 'localhost'}>`;
  const text = wordsOf(draft);
  const title = subject
    ? /^re:/i.test(subject)
      ? subject
      : `Re: ${subject}`
    : text.split('\n')[0]!.slice(0, 78);
  const mail = {
    from: address,
    to: { name: '', address: to },
    subject: title,
    text,
    messageId: ref,
    ...(messageId ? { inReplyTo: messageId, references: references.length ? references : [messageId] } : {}),
    ...(file ? { attachments: [{ filename: file.name, content: file.bytes, contentType: file.mime }] } : {}),
    ...(marketing
      ? { headers: { 'List-Unsubscribe': `<mailto:${address}?subject=unsubscribe>`, Precedence: 'bulk' } }
      : {}),
  };
  await withPost(line, (post) => post.sendMail(mail)).catch(said);
  return { ref, thread: { references: [...references, ref].slice(-20) } };
}

function wordsOf(draft: Draft): string {
  if (draft.k === 'text') return draft.b.text;
  if (draft.k === 'card') return [draft.b.title, draft.b.text, draft.b.url].filter(Boolean).join('\n\n');
  return draft.k === 'forward' ? draft.b.title : draft.b.name;
}

/** 5xx is final, 4xx and an unreached server may be tried again; a line that broke after the mail was handed over is neither. */
function said(error: unknown): never {
  const { responseCode, code, command } = error as { responseCode?: number; code?: string; command?: string };
  if (code === 'EAUTH') throw new NotTaken(String(error));
  if (responseCode !== undefined && responseCode >= 500) fail('channels.refused', String(error));
  const early = command === 'CONN' || code === 'ECONNECTION' || code === 'EDNS';
  if (early || (responseCode !== undefined && responseCode >= 400)) throw new NotTaken(String(error));
  throw error;
}
