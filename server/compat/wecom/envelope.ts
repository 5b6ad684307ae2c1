import { randomBytes } from 'node:crypto';
import type { ForeignAnswer, ForeignCall } from '../../kernel/http/foreign.ts';
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

export const isAnswer = (a: ForeignAnswer | object): a is ForeignAnswer => 'status' in a && 'body' in a;

export function envelope(errmsg: string, fields: object): ForeignAnswer {
  return json({ errcode: 0, errmsg, ...fields });
}

/** The text follows the vendor's pattern, which log scrapers parse. */
export function failed({ request, now }: ForeignCall, { errcode, message }: WecomError): ForeignAnswer {
  const hint = `${Math.floor(now.getTime() / 1000)}_1_${randomBytes(16).toString('hex')}`;
  const more = `${request.origin}/developers/errors?e=${errcode}`;
  return json({
    errcode,
    errmsg: `${message}, hint: [${hint}], from ip: ${request.ip}, more info at ${more}`,
  });
}

const json = (body: object): ForeignAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: JSON.stringify(body),
});
