// A customer inside WeChat's own browser is known by the account they follow there. WeChat tells an id, and nothing else is asked for.
import { channels } from '@teahouse/contract/channels';
import type { CustomerId } from '@teahouse/contract/ids';
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { fail } from '../../../kernel/fail.ts';
import { implement, implementRaw, type RawCall } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { actingCustomer, prove } from '../../customers/index.ts';
import { type AccountRow, allAccounts, lineOf } from '../account.ts';
import { serverOf } from './call-wechat.ts';

/** the way there and back takes seconds */
const LIFE_MS = 10 * 60_000;

/** The account customers are known by: the first of the company. */
const accountFor = async (work: Work): Promise<AccountRow | undefined> =>
  (await allAccounts(work)).find((a) => a.kind === 'wechat');

export const wechatSignIn = implement(channels.wechatSignIn, async (work) => ({
  offered: (await accountFor(work)) !== undefined,
}));

export const askWechat = implementRaw(channels.askWechat, async (call, { key, page }) => {
  const { account, me } = await call.work(async (work) => ({
    account: await accountFor(work),
    me: actingCustomer(work).id,
  }));
  if (!account) return fail('customers.way_not_offered');
  const trip = `${call.now.getTime() + LIFE_MS}.${page}`;
  const site = call.ports.settings.publicUrl ?? `${call.request.protocol}://${call.request.host}`;
  const query = new URLSearchParams({
    appid: account.settings['appId'] ?? '',
    redirect_uri: `${site}/api/c/${encodeURIComponent(key)}/wechat/said`,
    response_type: 'code',
    scope: 'snsapi_base',
    state: `${trip}.${sealOf(call, me, trip)}`,
  });
  // WeChat's browser wants these in this order, and the fragment at the end.
  return await call.reply.redirect(
    `https://open.weixin.qq.com/connect/oauth2/authorize?${query.toString()}#wechat_redirect`,
  );
});

const Said = z.looseObject({
  openid: z.string().optional(),
  unionid: z.string().optional(),
  errcode: z.number().optional(),
});

export const wechatSaid = implementRaw(channels.wechatSaid, async (call, { key, code, state }) => {
  const { account, me } = await call.work(async (work) => ({
    account: await accountFor(work),
    me: actingCustomer(work).id,
  }));
  if (!account) return fail('customers.way_not_offered');
  const page = pageOf(call, me, state);
  if (!code || !page) return fail('customers.wrong_code');
  const line = lineOf(call, account);
  const query = new URLSearchParams({
    appid: line.fields['appId'] ?? '',
    secret: line.fields['appSecret'] ?? '',
    code,
    grant_type: 'authorization_code',
  });
  const answer = await line.fetch(`${serverOf(line)}/sns/oauth2/access_token?${query.toString()}`, {
    redirects: 0,
  });
  const { openid, unionid } = Said.parse(JSON.parse(answer.body.toString('utf8')));
  // A code that was used or is too old names nobody.
  if (!openid) return fail('customers.wrong_code');
  await call.work(async (work) => {
    const address = unionid ?? `${account.id} ${openid}`;
    const [known] = await work.sql<{ id: CustomerId }>(
      `select customer_id id from channel_contacts where corp_id = $1 and ((account_id = $2 and outside_id = $3) or union_id = $4)
        order by account_id = $2 desc limit 1`,
      [work.corpId, account.id, openid, unionid ?? null],
    );
    if (known) await prove(work, { customerId: known.id, way: 'wechat', address });
    await prove(work, { customerId: me, way: 'wechat', address });
  });
  return await call.reply.redirect(`/${page}/${encodeURIComponent(key)}`);
});

/** Bound to the customer who set out, so that nobody can be sent back as somebody else. */
const sealOf = ({ ports }: RawCall, me: CustomerId, trip: string): string =>
  createHmac('sha256', ports.secret).update(`wechat sign-in ${me} ${trip}`).digest('base64url');

/** Where this customer set out; undefined for somebody else's way back, and for one that took too long. */
function pageOf(call: RawCall, me: CustomerId, state: string): string | undefined {
  const [until = '', page = '', seal = ''] = state.split('.');
  const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(call, me, `${until}.${page}`))];
  const mine = given.length === right.length && timingSafeEqual(given, right);
  return mine && Number(until) > call.now.getTime() ? page : undefined;
}
