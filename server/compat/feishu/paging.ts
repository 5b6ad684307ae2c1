import * as z from 'zod';
import { FeishuError } from './feishu.errors.ts';

/** `page_size` and `page_token` of a list whose pages hold at most `most`. */
export const pageInput = (most: number, otherwise: number) => ({
  page_size: z.preprocess(
    (v) => (v === '' || v === undefined || v === null ? otherwise : v),
    z.coerce
      .number()
      .int()
      .transform((n) => Math.min(Math.max(n, 1), most)),
  ),
  page_token: z.preprocess((v) => v ?? '', z.coerce.string()),
});

/** Where a page begins; '' for the first. The token is ours, so anything else is refused. */
export function startOf(token: string): string {
  if (token === '') return '';
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith('p:')) throw new FeishuError(40012, 'page token is invalid error');
  return text.slice(2);
}

/** The same for lists that count. */
export function offsetOf(token: string): number {
  const start = startOf(token) || '0';
  if (!/^\d{1,9}$/.test(start)) throw new FeishuError(40012, 'page token is invalid error');
  return Number(start);
}

/** What a page says about the next one. */
export const nextPage = (start: string | number | undefined) =>
  start === undefined
    ? { has_more: false, page_token: '' }
    : { has_more: true, page_token: Buffer.from(`p:${start}`).toString('base64url') };
