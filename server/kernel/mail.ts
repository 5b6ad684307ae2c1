import { createTransport } from 'nodemailer';
import type { Settings } from './settings.ts';

export interface Mail {
  to: string;
  subject: string;
  /** plain text; we send no HTML, so nothing in a mail can be made to look like something else */
  text: string;
  headers?: Record<string, string>;
}

export interface Mailer {
  /** Resolves when the mail server has taken it. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** The mail server of the settings, or undefined where there is none. */
export function openMailer(settings: Settings): Mailer | undefined {
  if (!settings.smtpUrl) return undefined;
  const transport = createTransport({
    url: settings.smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, headers }) {
      await transport.sendMail({
        from: settings.mailFrom,
        // As an object: a list smuggled into one address stays one address, and is refused.
        to: { name: '', address: to },
        subject,
        text,
        headers: { 'auto-submitted': 'auto-generated', ...headers },
      });
    },
    close: () => transport.close(),
  };
}
