// What WeChat and WeCom have in common: a token that ends, answers with numbers, and signed callbacks.
import * as z from 'zod';
import { fail } from '../../kernel/fail.ts';
import { type Line, NotTaken } from './adapter.ts';

const Answer = z.looseObject({ errcode: z.number().default(0), errmsg: z.string().default('') });
type Answer = z.infer<typeof Answer>;

/** The number the other side gave, for health and tests. */
export class TencentError extends NotTaken {
  readonly errcode: number;
  constructor(errcode: number, errmsg: string) {
    super(`${errcode} ${errmsg}`);
    this.errcode = errcode;
  }
}

/** out of order, expired, taken over by a newer one */
const STALE = new Set([40001, 40014, 42001]);

export interface TokenSource {
  url: string;
}

/** One call with the shared token; a token that has ended is replaced once. Throws TencentError for any other number. */
export async function callTencent(
  line: Line,
  source: TokenSource,
  path: string,
  body?: object | Buffer,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const root = new URL(source.url).origin;
  const obtain = async () => {
    const got = z
      .looseObject({ access_token: z.string(), expires_in: z.number() })
      .parse(await ask(line, source.url));
    return { token: got.access_token, seconds: got.expires_in };
  };
  let token = await line.token(obtain);
  for (let tries = 0; ; tries++) {
    try {
      const mark = path.includes('?') ? '&' : '?';
      return await ask(line, `${root}${path}${mark}access_token=${encodeURIComponent(token)}`, body, headers);
    } catch (error) {
      if (!(error instanceof TencentError) || !STALE.has(error.errcode) || tries > 0) throw error;
      token = await line.token(obtain, token);
    }
  }
}

async function ask(
  line: Line,
  url: string,
  body?: object | Buffer,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await line.fetch(url, {
    redirects: 0,
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: Buffer.isBuffer(body) ? body : JSON.stringify(body),
        }),
  });
  if (answer.status >= 500 || answer.status === 429) throw new NotTaken(`HTTP ${answer.status}`);
  if (answer.status !== 200) throw new NotTaken(`HTTP ${answer.status}`);
  const said = Answer.parse(JSON.parse(answer.body.toString('utf8')));
  if (said.errcode !== 0) throw new TencentError(said.errcode, said.errmsg);
  return said;
}

/** The numbers that are final: which of ours each of them is. What is not here may be tried again. */
export function asRefusal(
  error: unknown,
  table: Readonly<Record<number, Parameters<typeof fail>[0]>>,
): never {
  const code = error instanceof TencentError ? table[error.errcode] : undefined;
  if (code) fail(code, String(error));
  throw error;
}
