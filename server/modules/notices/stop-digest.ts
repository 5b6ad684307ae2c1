import { notices } from '@teahouse/contract/notices';
import type { MemberId } from '@teahouse/contract/ids';
import { implementRaw, type RawCall } from '../../kernel/module.ts';
import { reachOf } from '../directory/index.ts';
import { words } from './words.ts';

/** Mail programs open links to look at them, so opening asks and only the button acts. */
export const askToStopDigest = implementRaw(notices.askToStopDigest, async (call) => {
  const say = words[await localeOf(call)];
  return await page(
    call,
    say.stopTitle,
    `<p>${say.stopAsk}</p><form method="post"><button>${say.stopButton}</button></form>`,
  );
});

export const stopDigest = implementRaw(notices.stopDigest, async (call) => {
  const say = words[await localeOf(call)];
  await call.work(async (work) => {
    await work.sql(
      `insert into notice_settings (corp_id, member_id, digest) values ($1, $2, 'off')
       on conflict (corp_id, member_id) do update set digest = 'off'`,
      [work.corpId, work.actor.id],
    );
  });
  return await page(call, say.stopTitle, `<p>${say.stopped}</p>`);
});

/** The key opens a member's digests and nothing else of theirs. */
async function localeOf(call: RawCall): Promise<'zh' | 'en'> {
  return await call.work(async (work) => {
    const id = work.actor.id as MemberId;
    return (await reachOf(work, [id])).get(id)?.locale ?? 'zh';
  });
}

async function page(call: RawCall, title: string, body: string): Promise<unknown> {
  return await call.reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header(
      'content-security-policy',
      "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
    .send(
      `<!doctype html><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1>${body}`,
    );
}
