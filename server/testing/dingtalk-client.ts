import type { App } from '../modules/apps/index.ts';
import { type Reply, wecomClient } from './wecom-client.ts';
import type { Company, World } from './world.ts';

/** A foreign program of DingTalk's kind with a token, talking to the real door over HTTP. */
export interface DingtalkClient {
  token: string;
  app: Pick<App, 'id' | 'no'>;
  secret: string;
  /** '/topapi/v2/user/get' by POST, as JSON */
  ask(path: string, body: object): Promise<Reply & { result: Record<string, unknown> }>;
}

export async function dingtalkClient(
  world: World,
  company: Company,
  which: Parameters<typeof wecomClient>[2],
): Promise<DingtalkClient> {
  const { app, secret } = await wecomClient(world, company, which);
  const asked = await fetch(`${world.url}/gettoken?appkey=${app.no}&appsecret=${secret}`);
  const { access_token: token } = (await asked.json()) as { access_token: string };
  return {
    token,
    app,
    secret,
    async ask(path, body) {
      const answer = await fetch(`${world.url}${path}?access_token=${token}`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return (await answer.json()) as Awaited<ReturnType<DingtalkClient['ask']>>;
    },
  };
}
