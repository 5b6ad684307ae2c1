import { appTokens } from '@teahouse/contract/apps';
import type { OutputOf } from '@teahouse/contract/define';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { system } from '../../kernel/work.ts';
import { allowedFrom } from './allowed-from.ts';
import { appById } from './app.ts';
import { issueToken } from './app-token.ts';
import { corpCode } from './corp-code.ts';

/** Wrong secrets of one address by the minute. */
const guesses = { name: 'app secret guesses', most: 30, perMs: 60_000 };

/** A token for our own interface. Every try counts until it turns out right, so that secrets cannot be tried in bulk. */
export const getToken = implementRaw(appTokens.getToken, async ({ ports, request }, input) => {
  const [id, secret] = basicOf(request.headers.authorization) ?? [undefined, input.secret ?? ''];
  if (!(await ports.throttles.take([guesses, request.ip]))) return fail('common.too_many');
  const found = await ports.frontDesk.whoseKey('app_secret', secret);
  if (!found) return fail('apps.wrong_secret');
  const answer = await ports.openWork(found.corpId, system, async (work) => {
    const app = await appById(work, found.opens);
    const named =
      id !== undefined
        ? id === app?.id
        : [found.corpId, corpCode(found.corpId)].includes(input.corpId ?? '') && input.agentId === app?.no;
    if (!app || !named) return fail('apps.wrong_secret');
    if (!app.enabled) return fail('common.app_off');
    if (!allowedFrom(app.allowedIps, request.ip)) return fail('common.app_elsewhere');
    const { token, expiresIn } = await issueToken(work, ports.secret, app.id);
    return {
      access_token: token,
      token_type: 'bearer',
      expires_in: expiresIn,
      scope: app.scopes.join(' '),
    } satisfies OutputOf<typeof appTokens.getToken>;
  });
  await ports.throttles.giveBack([guesses, request.ip]);
  return answer;
});

/** Client id and secret as OAuth clients send them (RFC 6749, 2.3.1). */
function basicOf(header: string | undefined): [id: string, secret: string] | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  return [id, secret.join(':')];
}
