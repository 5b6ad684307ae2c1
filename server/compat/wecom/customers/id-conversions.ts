// Ids of customers as other systems know them.
import type { CustomerId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import { customerOfWechat } from '../../../modules/channels/index.ts';
import { followsOfCustomer, rootOfCustomer } from '../../../modules/customers/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { maybe, need, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { externalUserid } from './outer-ids.ts';
import { knownCustomer } from './seen-customer.ts';

/** Somebody none of whose members the app may see sounds like somebody who was never here. */
async function seenByApp(work: Work, app: App, id: CustomerId | undefined): Promise<CustomerId> {
  const rootId = id && (await rootOfCustomer(work, id));
  const [follow] = rootId ? await followsOfCustomer(work, app.visible, { rootId, limit: 1 }) : [];
  if (!rootId || !follow) throw new WecomError(84061);
  return rootId;
}

const ofWechat = {
  scope: 'customers.read',
  input: z.object({ unionid: maybe(words), openid: maybe(words) }),
} as const;

async function byUnion(work: Work, app: App, unionid: string | undefined, openid: string | undefined) {
  const unionId = need(unionid, 40058);
  return externalUserid(
    await seenByApp(work, app, await customerOfWechat(work, { unionId, openId: openid ?? '' })),
  );
}

const fromUnion = wecomCall({
  path: '/cgi-bin/externalcontact/unionid_to_external_userid',
  ...ofWechat,
  async run(work, { unionid, openid }, { app }) {
    return { external_userid: await byUnion(work, app, unionid, openid) };
  },
});

/** Nobody waits to become a customer here: who is none yet has no pending id either. */
const convertUnion = wecomCall({
  path: '/cgi-bin/idconvert/unionid_to_external_userid',
  ...ofWechat,
  async run(work, { unionid, openid }, { app }) {
    return { external_userid: await byUnion(work, app, unionid, openid), pending_id: '' };
  },
});

/** Programs of the company and those of a provider know a customer by the same id. */
const toService = wecomCall({
  path: '/cgi-bin/externalcontact/to_service_external_userid',
  scope: 'customers.read',
  input: z.object({ external_userid: maybe(words) }),
  async run(work, { external_userid: external }, { app }) {
    const id = await seenByApp(work, app, await knownCustomer(work, external));
    return { external_userid: externalUserid(id) };
  },
});

export const idCalls: readonly WecomCall[] = [fromUnion, convertUnion, toService];
