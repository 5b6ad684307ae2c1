import type { App } from '../modules/apps/index.ts';
import { wecomClient } from './wecom-client.ts';
import type { Company, World } from './world.ts';

export interface FeishuReply {
  code: number;
  msg: string;
  // Shapes differ by path; tests look at what they need.
  data: Record<string, never>;
}

/** A foreign program of Feishu's kind with a tenant token, talking to the real door over HTTP. */
export interface FeishuClient {
  token: string;
  app: Pick<App, 'id' | 'no'>;
  secret: string;
  /** 'GET contact/v3/scopes', with a JSON body where one is given */
  ask(what: string, body?: object): Promise<FeishuReply>;
  raw(what: string, init?: RequestInit): Promise<Response>;
}

/** The program of a new app, or of the directory's own secret. */
export async function feishuClient(
  world: World,
  company: Company,
  which: Parameters<typeof wecomClient>[2],
): Promise<FeishuClient> {
  const { app, secret } = await wecomClient(world, company, which);
  const asked = await fetch(`${world.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    body: JSON.stringify({ app_id: `cli_${app.no}`, app_secret: secret }),
  });
  const { tenant_access_token: token } = (await asked.json()) as { tenant_access_token: string };
  const raw = (what: string, init?: RequestInit) => {
    const [method = '', path = ''] = what.split(' ');
    return fetch(`${world.url}/open-apis/${path}`, {
      ...init,
      method,
      headers: { authorization: `Bearer ${token}`, ...init?.headers },
    });
  };
  return {
    token,
    app,
    secret,
    raw,
    async ask(what, body) {
      const answer = await raw(what, body === undefined ? {} : { body: JSON.stringify(body) });
      return (await answer.json()) as FeishuReply;
    },
  };
}
