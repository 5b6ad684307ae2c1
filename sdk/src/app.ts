// For programs of a company: the typed client, signed in with an app's secret instead of a person's cookie.
import type { StoredFile } from '../../contract/src/files.ts';
import { type Api, ApiError, createClient, readAnswer, Unreachable } from './client.ts';

export interface AppOptions {
  /** where the installation is: 'https://tea.example.com' */
  base: string;
  /** CorpId, as the console shows it */
  corpId: string;
  agentId: number;
  secret: string;
  fetch?: typeof fetch;
  /** 'en' or 'zh': the language of refusals */
  language?: string;
  /** milliseconds since 1970 (tests) */
  now?: () => number;
}

/** What an app has left in its minute, as the last answer said. */
export interface Quota {
  limit: number;
  remaining: number;
  /** seconds until all of it comes back */
  reset: number;
}

export interface ConnectedApp {
  /** every endpoint as a function; those not open to apps answer common.not_for_apps */
  api: Api;
  /** Bytes as a file of the installation, to be named in messages. Up to what one request may hold; more goes through `api.files`. */
  upload(name: string, bytes: Uint8Array): Promise<StoredFile>;
  /** The same `fetch` the calls use, with the token: for bytes, as of `/api/files/:fileId`. */
  fetch: typeof fetch;
  /** undefined before the first answer */
  quota(): Quota | undefined;
}

interface HeldToken {
  token: Promise<string>;
  /** milliseconds since 1970 */
  until: number;
}

/** A token is renewed so many milliseconds before its end. */
const EARLY_MS = 60_000;
const renewable = new Set(['common.token_expired', 'common.token_unknown']);

/**
 * Connects an app. The token is fetched with the first call, kept, and fetched again when it ends or is taken back. Calls throw ApiError
 * or Unreachable; a wrong secret is ApiError apps.wrong_secret.
 */
export function connectApp(options: AppOptions): ConnectedApp {
  const request = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));
  const now = options.now ?? Date.now;
  const language = { 'accept-language': options.language ?? 'en' };
  let quota: Quota | undefined;
  let held: HeldToken | undefined;

  async function fetchToken(): Promise<{ access_token: string; expires_in: number }> {
    const { corpId, agentId, secret } = options;
    let answer: Response;
    try {
      answer = await request(`${options.base}/api/oauth/token`, {
        method: 'POST',
        headers: { ...language, 'content-type': 'application/json' },
        body: JSON.stringify({ corpId, agentId, secret }),
      });
    } catch (error) {
      throw new Unreachable(error);
    }
    return (await readAnswer(answer)) as { access_token: string; expires_in: number };
  }

  /** Calls at the same moment share one token; one that could not be had is asked for again. */
  function tokenAtHand(): HeldToken {
    if (held && now() < held.until) return held;
    const asked = now();
    const mine: HeldToken = {
      until: Number.POSITIVE_INFINITY,
      token: fetchToken().then(
        ({ access_token, expires_in }) => {
          mine.until = asked + expires_in * 1_000 - EARLY_MS;
          return access_token;
        },
        (error: unknown) => {
          if (held === mine) held = undefined;
          throw error;
        },
      ),
    };
    return (held = mine);
  }

  async function withToken(...[url, init]: Parameters<typeof fetch>): Promise<Response> {
    for (let again = false; ; again = true) {
      const mine = tokenAtHand();
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${await mine.token}`);
      const answer = await request(url, { ...init, headers });
      quota = quotaOf(answer.headers) ?? quota;
      if (answer.status !== 401 || again || !(await asksForAnother(answer))) return answer;
      if (held === mine) held = undefined;
    }
  }

  const api = createClient({ base: options.base, fetch: withToken, headers: () => language });
  return {
    api,
    async upload(name, bytes) {
      const { uploadId } = await api.files.startUpload({ name, size: bytes.byteLength });
      const answer = await withToken(`${options.base}/api/uploads/${uploadId}`, {
        method: 'PATCH',
        headers: { ...language, 'content-type': 'application/octet-stream', 'upload-offset': '0' },
        body: bytes.slice(),
      });
      const { file } = (await readAnswer(answer)) as { file: StoredFile };
      return file;
    },
    fetch: withToken,
    quota: () => quota,
  };
}

/** The token has ended, or was taken back: another one may do. */
async function asksForAnother(answer: Response): Promise<boolean> {
  try {
    await readAnswer(answer.clone());
    return false;
  } catch (error) {
    return error instanceof ApiError && renewable.has(error.code);
  }
}

function quotaOf(headers: Headers): Quota | undefined {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((what) =>
    headers.get(`ratelimit-${what}`),
  );
  return limit && remaining && reset
    ? { limit: Number(limit), remaining: Number(remaining), reset: Number(reset) }
    : undefined;
}
