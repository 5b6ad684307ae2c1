// The typed HTTP client: one function per endpoint of the contract, built from the generated table of methods and paths.
import type { CallOf, Endpoint, OutputOf } from '../../contract/src/define.ts';
import { routes, type Contract } from '../../contract/src/routes.generated.ts';

/** What the server refused: `code` from the contract's closed list, `text` in the caller's language, `status` of HTTP. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** which inputs were wrong, by path, where the code is common.invalid_input */
  readonly fields: readonly { path: string; text: string }[];
  constructor(
    code: string,
    text: string,
    status: number,
    fields: readonly { path: string; text: string }[] = [],
  ) {
    super(text);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

/** The network did not answer at all: nothing is known about whether the call took effect. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server could not be reached', { cause });
    this.name = 'Unreachable';
  }
}

export interface CallOptions {
  signal?: AbortSignal;
}
type Call<E> = E extends Endpoint ? (input: CallOf<E>, options?: CallOptions) => Promise<OutputOf<E>> : never;

export type Api = { [M in keyof Contract]: { [E in keyof Contract[M]]: Call<Contract[M][E]> } };

export interface ClientOptions {
  /** Where /api lives; '' means the page's own origin. */
  base?: string;
  fetch?: typeof fetch;
  /** Sent with every call, e.g. a cookie for programs without a browser, or the wanted language. */
  headers?: () => Record<string, string>;
  /** Told of every refusal, before the caller sees it. */
  onError?: (error: ApiError) => void;
}

/** Fills `:params` from the input and says what remains for the query or the body. */
export function fillPath(
  path: string,
  input: Record<string, unknown>,
): [path: string, rest: Record<string, unknown>] {
  const rest = { ...input };
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return [filled, rest];
}

/** Reads an answer; throws ApiError for anything but success. */
export async function readAnswer(answer: Response): Promise<unknown> {
  const text = await answer.text();
  let body: unknown;
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    throw new ApiError('common.internal', `HTTP ${answer.status}`, answer.status);
  }
  if (answer.ok) return body;
  const { error } = body as {
    error?: { code: string; text: string; fields?: { path: string; text: string }[] };
  };
  throw new ApiError(
    error?.code ?? 'common.internal',
    error?.text ?? `HTTP ${answer.status}`,
    answer.status,
    error?.fields,
  );
}

/** Every endpoint as a function: `api.messaging.listChats({ limit: 50 })`. Throws ApiError or Unreachable. */
export function createClient(options: ClientOptions = {}): Api {
  const base = `${options.base ?? ''}/api`;
  const request = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));

  async function call(
    route: string,
    input: Record<string, unknown>,
    { signal }: CallOptions = {},
  ): Promise<unknown> {
    const [method = 'GET', path = '/'] = route.split(' ');
    const [filled, rest] = fillPath(path, input);
    const inQuery = method === 'GET' || method === 'DELETE';
    const query = new URLSearchParams();
    if (inQuery)
      for (const [k, v] of Object.entries(rest))
        if (v !== undefined)
          query.set(k, v instanceof Date ? v.toISOString() : `${v as string | number | boolean}`);
    const init: RequestInit = {
      method,
      headers: { ...options.headers?.(), ...(inQuery ? {} : { 'content-type': 'application/json' }) },
      credentials: 'same-origin',
      ...(inQuery ? {} : { body: JSON.stringify(rest) }),
      ...(signal ? { signal } : {}),
    };
    let answer: Response;
    try {
      answer = await request(`${base}${filled}${query.size ? `?${query.toString()}` : ''}`, init);
    } catch (error) {
      // A fetch of the caller's own may have heard from the server already.
      if (signal?.aborted || error instanceof ApiError || error instanceof Unreachable) throw error;
      throw new Unreachable(error);
    }
    try {
      return await readAnswer(answer);
    } catch (error) {
      if (error instanceof ApiError) options.onError?.(error);
      throw error;
    }
  }

  const calls = (module: string) =>
    named((name) => async (input: Record<string, unknown>, o?: CallOptions) => {
      const table: RouteTable = module in routes ? routes : (await later()).routes;
      const route = table[module]?.[name];
      if (route === undefined) throw new TypeError(`The contract has no ${module}.${name}`);
      return await call(route, input, o);
    });
  return named(calls) as Api;
}

type RouteTable = Record<string, Record<string, string>>;
const later = () => import('../../contract/src/routes-later.generated.ts');

/** An object that makes each property when it is first asked for. `then` stays out, so it may be awaited. */
function named(make: (name: string) => unknown): object {
  return new Proxy<Record<string, unknown>>(
    {},
    {
      get: (made, name) =>
        typeof name === 'string' && name !== 'then' ? (made[name] ??= make(name)) : undefined,
    },
  );
}
