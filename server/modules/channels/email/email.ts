// A mailbox: read by IMAP, answered by SMTP. Mail knows neither window nor counter.
import type { Adapter } from '../adapter.ts';
import { readMailbox, withMailbox } from './read-mailbox.ts';
import { sendMail, withPost } from './send-mail.ts';

export const email: Adapter = {
  kind: 'email',
  fields: [
    { name: 'address', secret: false },
    { name: 'imapHost', secret: false },
    { name: 'imapPort', secret: false, optional: true },
    { name: 'smtpHost', secret: false },
    { name: 'smtpPort', secret: false, optional: true },
    { name: 'security', secret: false, optional: true },
    { name: 'user', secret: false },
    { name: 'password', secret: true },
  ],
  windows: {},
  kinds: new Set(['text', 'image', 'file', 'voice', 'video', 'card']),
  pull: readMailbox,
  send: sendMail,
  async check(line) {
    await withMailbox(line, async () => undefined);
    await withPost(line, (post) => post.verify());
  },
};
