import * as z from 'zod';
import { appDetails } from '../../modules/apps/index.ts';
import { type FeishuOutsideCall, feishuOutsideCall } from './call.ts';
import { answer } from './envelope.ts';

/** What programs ask first to learn who they are. Its answer stands beside `code`, not under `data`. */
const info = feishuOutsideCall({
  method: 'GET',
  path: '/open-apis/bot/v3/info',
  input: z.object({}),
  async act(shift, _input, { app }) {
    const { name, allowedIps } = await shift.work((work) => appDetails(work, app.id));
    return answer({
      code: 0,
      msg: 'ok',
      bot: {
        activate_status: 2,
        app_name: name,
        avatar_url: '',
        ip_white_list: allowedIps,
        open_id: `ou_${app.id.slice(4)}`,
      },
    });
  },
});

export const botCalls: readonly FeishuOutsideCall[] = [info];
