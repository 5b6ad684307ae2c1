import { type CustomerMessage, customerPage } from '@teahouse/contract/customer-page';
import type { CustomerId } from '@teahouse/contract/ids';
import { implementRaw } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { pageOf } from '../messaging/index.ts';
import { actingCustomer, customerChat, type MyChat, samePerson } from './customer.access.ts';
import { customerMessages } from './customer-message.ts';
import { hereOf } from './here.ts';
import { escaped } from './poster.ts';

/** What another module holds about a person, as lines of plain facts. */
type Held = (work: Work, customerIds: readonly CustomerId[]) => Promise<object[]>;
const others = new Map<string, Held>();

/** Modules above this one say here what they hold about a customer, under the name it has in what the customer takes away. */
export function alsoHeld(name: string, held: Held): void {
  others.set(name, held);
}

export const takeAway = implementRaw(customerPage.takeAway, async (call, { as }) => {
  const held = await call.work(heldAboutMe);
  const name = `my-data.${as}`;
  call.reply.headers({
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store',
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
  });
  call.reply.type(as === 'json' ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8');
  return Buffer.from(as === 'json' ? JSON.stringify(held, null, 2) : pageToRead(held));
});

/** Facts, notes of members, history and every message. What a member wrote about somebody is theirs to see, too. */
async function heldAboutMe(work: Work) {
  const me = actingCustomer(work);
  const person = await samePerson(work, me.id);
  const { chats, chatId: _, ...about } = await hereOf(work, me.id, me.codeId);
  const notes = await work.sql<Record<string, unknown>>(
    `select m.name member, f.remark, f.description, f.company, f.stage, f.personal "memberTags", f.channel, f.added_at "addedAt",
            f.mobiles,
            array(select g.name || '/' || t.name from customer_follow_tags x join customer_tags t on t.corp_id = $1 and t.id = x.tag_id
                    join customer_tag_groups g on g.corp_id = $1 and g.id = t.group_id
                   where x.corp_id = $1 and x.customer_id = f.customer_id and x.member_id = f.member_id) tags
       from customer_follows f join members m on m.corp_id = $1 and m.id = f.member_id
      where f.corp_id = $1 and f.customer_id = any($2) order by f.added_at`,
    [work.corpId, person],
  );
  const history = await work.sql<{ at: Date; kind: string; detail: string }>(
    'select at, kind, detail from customer_events where corp_id = $1 and customer_id = any($2) order by no',
    [work.corpId, person],
  );
  const [mobile] = await work.sql<{ mobile: string | null }>(
    'select mobile from customers where corp_id = $1 and id = $2',
    [work.corpId, me.id],
  );
  const talks = [];
  for (const chat of chats)
    talks.push({
      with: chat.memberName,
      muted: chat.muted,
      messages: await everyMessage(work, chat.chatId, person, await customerChat(work, chat.chatId)),
    });
  const records: Record<string, object[]> = {};
  for (const [name, held] of others) records[name] = await held(work, person);
  return { ...about, records, mobile: mobile?.mobile ?? null, notes, history, chats: talks };
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

function pageToRead(held: Awaited<ReturnType<typeof heldAboutMe>>): string {
  const row = (k: string, v: unknown) => `<tr><th>${escaped(k)}</th><td>${escaped(plain(v))}</td></tr>`;
  const table = (facts: object) =>
    `<table>${Object.entries(facts)
      .map(([k, v]) => row(k, v))
      .join('')}</table>`;
  const { notes, history, chats, records, ...about } = held;
  return `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(held.corpName)}</title>
<style>body{font:15px/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}th{text-align:left;padding-right:1rem;vertical-align:top;font-weight:500}</style></head><body>
<h1>${escaped(held.corpName)}</h1>${table(about)}
${notes.map(table).join('<hr>')}
${Object.entries(records)
  .map(([name, lines]) => (lines.length ? `<h2>${escaped(name)}</h2>${lines.map(table).join('<hr>')}` : ''))
  .join('')}
<h2>History · 经过</h2>${history.map((h) => `<p>${h.at.toISOString()} ${escaped(h.kind)} ${escaped(h.detail)}</p>`).join('')}
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

const plain = (v: unknown): string =>
  v === null || v === undefined
    ? ''
    : v instanceof Date
      ? v.toISOString()
      : Array.isArray(v)
        ? v.join(', ')
        : typeof v === 'object'
          ? JSON.stringify(v)
          : String(v as string | number | boolean);
