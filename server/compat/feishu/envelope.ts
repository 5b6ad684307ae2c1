import type { ForeignAnswer, ForeignCall } from '../../kernel/http/foreign.ts';
import { FeishuError } from './feishu.errors.ts';

const MOST = 1024 * 1024;
const bad = () => new FeishuError(9499, 'Bad Request');

/** No text of ours holds a NUL; the database would refuse it much later. */
export function refuseNul({ request }: ForeignCall): void {
  if (/%00/.test(request.path) || Object.values(request.query).some((v) => v.includes('\0'))) throw bad();
}

/** The JSON of a body, whatever its content type says; {} where there is none. */
export function bodyOf({ request }: ForeignCall): Record<string, unknown> {
  const text = request.body.toString('utf8').replace(/^\uFEFF/, '');
  if (request.body.length > MOST || /\\u0000|\0/.test(text)) throw bad();
  try {
    const parsed = text ? (JSON.parse(text) as unknown) : {};
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw bad();
}

/** Always 200: clients read `code`, and several throw on anything else before they have read it. */
export const answer = (body: object): ForeignAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

export const isAnswer = (a: ForeignAnswer | object): a is ForeignAnswer => 'status' in a && 'body' in a;
