import * as z from 'zod';
import type { ForeignCall } from '../../kernel/http/foreign.ts';
import { tokenFor } from '../../modules/apps/index.ts';
import type { FeishuOpenCall } from './call.ts';
import { bodyOf } from './envelope.ts';
import { FeishuError } from './feishu.errors.ts';

const words = z.preprocess((v) => v ?? '', z.coerce.string());
const Sent = z.object({ app_id: words, app_secret: words });

/** An app goes by `cli_` and its number; the bare number, its id and the company's code are taken too. */
export const bareAppId = (appId: string) => appId.replace(/^cli_/, '');

/** The token of an app for its id and secret. */
export async function tokenOf(
  call: ForeignCall,
  shown: { app_id?: unknown; app_secret?: unknown },
): Promise<{ token: string; expire: number }> {
  const { app_id: id, app_secret: secret } = Sent.parse(shown);
  if (id === '' || secret === '') throw new FeishuError(10003, 'invalid param');
  const found = await tokenFor(call, bareAppId(id), secret);
  if (found === 'elsewhere') throw new FeishuError(99991401, 'ip is denied by app setting');
  if (found === 'disabled') throw new FeishuError(99991662, 'app is not enabled');
  if (found === 'unknown') throw new FeishuError(10014, 'app secret invalid');
  return { token: found.token, expire: found.expiresIn };
}

const internal = (kind: string, give: (token: string) => object): FeishuOpenCall => ({
  method: 'POST',
  path: `/open-apis/auth/v3/${kind}/internal`,
  async open(call) {
    const { token, expire } = await tokenOf(call, bodyOf(call));
    return { expire, ...give(token) };
  },
});

/** One token of ours is both: what it opens is the app's either way. */
export const tokenCalls: readonly FeishuOpenCall[] = [
  internal('tenant_access_token', (token) => ({ tenant_access_token: token })),
  internal('app_access_token', (token) => ({ app_access_token: token, tenant_access_token: token })),
];
