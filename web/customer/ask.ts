// The few questions this page asks the server.
import type { OutputOf } from '../../contract/src/define.ts';
import type { customerPage } from '../../contract/src/customer-page.ts';
import { locale } from './words.ts';

export type Here = OutputOf<typeof customerPage.scan>;
export type Message = OutputOf<typeof customerPage.customerPost>;
export type History = OutputOf<typeof customerPage.customerHistory>;
export type Kept = OutputOf<typeof customerPage.customerUpload>;

export const key = decodeURIComponent(location.pathname.split('/')[2] ?? '');
/** /c/… leads to a member, /s/… to a service desk, /g/… into a group. */
export const atDesk = location.pathname.startsWith('/s/');
export const atGroup = location.pathname.startsWith('/g/');
const base = `/api/c/${encodeURIComponent(key)}`;
export const fileUrl = (fileId: string, thumb = false) => `${base}/files/${fileId}${thumb ? '?thumb=1' : ''}`;
/** To WeChat, and back to the page it was asked from. */
export const wechatUrl = `${base}/wechat/ask?page=${location.pathname.charAt(1)}`;
export const awayUrl = (as: 'json' | 'html') => `${base}/take-away?as=${as}`;

/** The server said no: trying the same again will not help. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, text: string) {
    super(text);
    this.code = code;
  }
}

/** Resolves with the answer; rejects with Refused, or with anything else when it is worth trying again. */
export async function ask<T>(
  method: string,
  path: string,
  body?: object | Blob,
  signal?: AbortSignal,
  under = base,
): Promise<T> {
  const headers: Record<string, string> = { 'accept-language': locale };
  if (body) headers['content-type'] = body instanceof Blob ? 'application/octet-stream' : 'application/json';
  const answer = await fetch(under + path, {
    method,
    headers,
    ...(body ? { body: body instanceof Blob ? body : JSON.stringify(body) } : {}),
    ...(signal ? { signal } : {}),
  });
  if (answer.ok) return (await answer.json()) as T;
  const told = (await answer.json().catch(() => ({}))) as { error?: { code: string; text: string } };
  if (answer.status >= 500 || answer.status === 429 || !told.error) throw new Error(String(answer.status));
  throw new Refused(told.error.code, told.error.text);
}

/** The same question to the service desk of this page. */
export const askDesk = <T>(method: string, path: string, body?: object): Promise<T> =>
  ask<T>(method, path, body, undefined, `/api/s/${encodeURIComponent(key)}`);

/** The same about a group, whichever code led to this page. */
export const askGroup = <T>(method: string, path: string, body?: object): Promise<T> =>
  ask<T>(method, path, body, undefined, `/api/g/${encodeURIComponent(key)}`);
