// Feishu's own SDK: tenant token, messages, contacts. Its app id and secret are those of our app.
import { createReadStream } from 'node:fs';
import * as lark from '@larksuiteoapi/node-sdk';
import { must, setting, trying } from './record.ts';

const { url, agentId, secret, member, mark } = setting;
const silent = () => undefined;
const logger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };

export async function larkNodeSdk(): Promise<void> {
  const attempt = trying('@larksuiteoapi/node-sdk');
  const client = new lark.Client({ appId: `cli_${agentId}`, appSecret: secret, domain: url, logger });
  const good = (answer: { code?: number | undefined; msg?: string | undefined }) =>
    must(answer.code === 0, answer);

  await attempt('/open-apis/auth/v3/tenant_access_token/internal', async () => {
    const answer = await client.auth.v3.tenantAccessToken.internal({
      data: { app_id: `cli_${agentId}`, app_secret: secret },
    });
    good(answer);
    must('tenant_access_token' in answer, answer);
  });
  await attempt('/open-apis/im/v1/messages', async () => {
    good(
      await client.im.v1.message.create({
        params: { receive_id_type: 'user_id' },
        data: { receive_id: member, msg_type: 'text', content: JSON.stringify({ text: `飞书文字 ${mark}` }) },
      }),
    );
    return `飞书文字 ${mark}`;
  });
  await attempt('/open-apis/im/v1/images', async () => {
    const image = createReadStream(setting.picture);
    const answer = await client.im.v1.image.create({ data: { image_type: 'message', image } });
    must(Boolean(answer?.image_key), answer);
  });
  await attempt('/open-apis/contact/v3/users/:user_id', async () => {
    const answer = await client.contact.v3.user.get({
      path: { user_id: setting.colleague },
      params: { user_id_type: 'user_id' },
    });
    good(answer);
    must(answer.data?.user?.name === '张三', answer);
  });
}
