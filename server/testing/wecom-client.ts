import { system } from '../kernel/work.ts';
import { type App, builtInSecret, corpCode, createApp } from '../modules/apps/index.ts';
import type { Company, World } from './world.ts';

export interface Reply extends Record<string, unknown> {
  errcode: number;
  errmsg: string;
}

/** A foreign program with a token, talking to the real door over HTTP. */
export interface WecomClient {
  token: string;
  app: Pick<App, 'id' | 'no'>;
  secret: string;
  /** `body` goes by POST as JSON, without it by GET; `path` may carry a query */
  ask(path: string, body?: object | string): Promise<Reply>;
  raw(path: string, init?: RequestInit): Promise<Response>;
}

type AppFacts = Parameters<typeof createApp>[2];

/** The program of a built-in secret, or a new self-built app. */
export async function wecomClient(
  world: World,
  company: Company,
  which: 'contacts' | 'customers' | Omit<AppFacts, 'kind'>,
): Promise<WecomClient> {
  const key = world.house.ports.secret;
  const { secret, app } = await world.house.openWork(company.id, system, async (work) => {
    if (typeof which === 'string') return await builtInSecret(work, key, which);
    const made = await createApp(work, key, { kind: 'self_built', ...which });
    return { app: made, secret: made.secret };
  });
  const asked = await fetch(
    `${world.url}/cgi-bin/gettoken?corpid=${corpCode(company.id)}&corpsecret=${secret}`,
  );
  const { access_token: token } = (await asked.json()) as { access_token: string };
  const raw = (path: string, init?: RequestInit) =>
    fetch(`${world.url}/cgi-bin/${path}${path.includes('?') ? '&' : '?'}access_token=${token}`, init);
  return {
    token,
    app,
    secret,
    raw,
    async ask(path, body) {
      const init =
        body === undefined
          ? {}
          : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
      return (await (await raw(path, init)).json()) as Reply;
    },
  };
}
