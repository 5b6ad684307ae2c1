import { randomBytes } from 'node:crypto';
import type { ForeignAnswer, ForeignCall } from '../../kernel/http/foreign.ts';
import { quotaHeaders } from '../../kernel/http/quota-headers.ts';
import { TooOften } from './let-in.ts';
import { WecomError } from './wecom.errors.ts';

const MOST_JSON = 1024 * 1024;

/** The JSON of a body, whatever its content type says; {} where there is none. */
export function bodyOf({ request }: ForeignCall): Record<string, unknown> {
  if (request.body.length === 0) return {};
  if (request.body.length > MOST_JSON) throw new WecomError(40206);
  try {
    const text = request.body.toString('utf8').replace(/^\uFEFF/, '');
    const parsed = JSON.parse(text) as unknown;
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new WecomError(40058, 'invalid Request Parameter, Warning: wrong json format.');
}

/** No text of ours holds a NUL, escaped or bare; the database would refuse it much later. Uploads are bytes and may. */
export function refuseNul({ request }: ForeignCall): void {
  const inQuery = Object.values(request.query).some((value) => value.includes('\u0000'));
  const isForm =
    String(request.headers['content-type'] ?? '').startsWith('multipart/') ||
    request.body.subarray(0, 2).toString('latin1') === '--';
  const inBody =
    !isForm &&
    request.body.length <= MOST_JSON &&
    /\0|(?<!\\)(?:\\\\)*\\u0000/.test(request.body.toString('latin1'));
  if (inQuery || inBody) throw new WecomError(40033);
}

export const isAnswer = (a: ForeignAnswer | object): a is ForeignAnswer => 'status' in a && 'body' in a;

export function envelope(errmsg: string, fields: object): ForeignAnswer {
  return json({ errcode: 0, errmsg, ...fields });
}

/** The text follows the vendor's pattern, which log scrapers parse. */
export function failed({ request, now }: ForeignCall, error: WecomError): ForeignAnswer {
  const { errcode, message } = error;
  const hint = `${Math.floor(now.getTime() / 1000)}_1_${randomBytes(16).toString('hex')}`;
  const more = `${request.origin}/developers/errors?e=${errcode}`;
  const answer = json({
    errcode,
    errmsg: `${message}, hint: [${hint}], from ip: ${request.ip}, more info at ${more}`,
  });
  if (!(error instanceof TooOften)) return answer;
  const quota = quotaHeaders(error.meter, now);
  return {
    ...answer,
    headers: { ...answer.headers, ...quota, 'retry-after': quota['x-ratelimit-reset'] ?? '60' },
  };
}

const json = (body: object): ForeignAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: JSON.stringify(body),
});
