import * as z from 'zod';
import { system } from '../../kernel/work.ts';
import { appById, issueToken } from '../../modules/apps/index.ts';
import { type WecomOpenCall, wecomOpenCall } from './call.ts';
import { bodyOf } from './envelope.ts';
import { mustBeOpen } from './let-in.ts';
import { WecomError } from './wecom.errors.ts';

const Sent = z.object({ corpid: z.coerce.string().default(''), corpsecret: z.coerce.string().default('') });

/** A company and an app's secret for a token: the same one while it is fresh. */
export const getToken: WecomOpenCall = wecomOpenCall({
  path: '/cgi-bin/gettoken',
  async open(call) {
    const { request, ports } = call;
    const { corpid, corpsecret: secret } = Sent.parse({ ...bodyOf(call), ...request.query });
    if (corpid === '') throw new WecomError(41002);
    if (secret === '') throw new WecomError(41004);
    const known = corpid.startsWith('ww')
      ? (await ports.frontDesk.whoseKey('corp_code', corpid))?.corpId
      : corpid;
    const found = await ports.frontDesk.whoseKey('app_secret', secret);
    if (!found || found.corpId !== known) throw new WecomError(known ? 40001 : 40013);
    return await ports.openWork(found.corpId, system, async (work) => {
      const app = await appById(work, found.opens);
      if (!app) throw new WecomError(40001);
      mustBeOpen(app, call);
      const { token, expiresIn } = await issueToken(work, ports.secret, app.id);
      return { access_token: token, expires_in: expiresIn };
    });
  },
});
