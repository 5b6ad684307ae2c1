import { type CustomerMessage, customerPage } from '@teahouse/contract/customer-page';
import type { CustomerId } from '@teahouse/contract/ids';
import { implementRaw } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { pageOf } from '../messaging/index.ts';
import { actingCustomer, customerChat, type MyChat, samePerson } from './customer.access.ts';
import { customerMessages } from './customer-message.ts';
import { heldOf } from './held-about-me.ts';
import { hereOf } from './here.ts';
import { escaped } from './poster.ts';

export const takeAway = implementRaw(customerPage.takeAway, async (call, { as }) => {
  const held = await call.work(everythingAboutMe);
  const name = `my-data.${as}`;
  call.reply.headers({
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
  });
  call.reply.type(as === 'json' ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8');
  return Buffer.from(as === 'json' ? JSON.stringify(held, null, 2) : pageToRead(held));
});

/** Facts, notes of members, history, every message, and what modules above keep: repairs, comments, offers. */
async function everythingAboutMe(work: Work) {
  const me = actingCustomer(work);
  const person = await samePerson(work, me.id);
  const { chats, chatId: _, email: __, ...about } = await hereOf(work, me.id, me.codeId);
  const { holders, history, ...facts } = await heldOf(work, person);
  const talks = [];
  for (const chat of chats)
    talks.push({
      with: chat.memberName,
      muted: chat.muted,
      messages: await everyMessage(work, chat.chatId, person, await customerChat(work, chat.chatId)),
    });
  return { ...about, ...facts, notes: holders, history, ...(await work.heldAbout(person)), chats: talks };
}

async function everyMessage(
  work: Work,
  chatId: `chat_${string}`,
  person: readonly CustomerId[],
  { group, since }: MyChat,
) {
  const all: CustomerMessage[] = [];
  let before: number | undefined;
  for (;;) {
    const page = await pageOf(work, chatId, { before, limit: 500 });
    const speaker = page.events.find((e) => person.some((id) => id === e.u))?.u as CustomerId | undefined;
    all.unshift(
      ...(await customerMessages(work, chatId, page.events, {
        customerId: speaker ?? person[0]!,
        group,
        since,
      })),
    );
    before = page.events[0]?.s;
    if (!page.more || before === undefined || before <= since) return all;
  }
}

function pageToRead(held: Awaited<ReturnType<typeof everythingAboutMe>>): string {
  const row = (k: string, v: unknown) => `<tr><th>${escaped(k)}</th><td>${escaped(plain(v))}</td></tr>`;
  const table = (facts: object) =>
    `<table>${Object.entries(facts)
      .map(([k, v]) => row(k, v))
      .join('')}</table>`;
  const { notes, history, chats, ...about } = held;
  return `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(held.corpName)}</title>
<style>body{font:15px/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}th{text-align:left;padding-right:1rem;vertical-align:top;font-weight:500}</style></head><body>
<h1>${escaped(held.corpName)}</h1>${table(about)}
${notes.map(table).join('<hr>')}
<h2>History · 经过</h2>${history.map((h) => `<p>${escaped(h.at)} ${escaped(h.kind)} ${escaped(h.detail)}</p>`).join('')}
${chats
  .map(
    (c) =>
      `<h2>${escaped(c.with)}</h2>${c.messages
        .map(
          (m) =>
            `<p><b>${escaped(m.mine ? about.name : (m.from ?? c.with))}</b> <small>${new Date(m.at).toISOString()}</small><br>${escaped(plain(m.body['text'] ?? m.body['name'] ?? m.kind))}</p>`,
        )
        .join('')}`,
  )
  .join('')}</body></html>`;
}

const plain = (v: unknown): string => {
  if (v === null || v === undefined) return '';
  if (v instanceof Date) return v.toISOString();
  if (Array.isArray(v)) return v.map(plain).join(typeof v[0] === 'object' ? '; ' : ', ');
  if (typeof v === 'object')
    return Object.entries(v)
      .flatMap(([k, x]) => (plain(x) ? `${k}: ${plain(x)}` : []))
      .join(', ');
  return String(v as string | number | boolean);
};
