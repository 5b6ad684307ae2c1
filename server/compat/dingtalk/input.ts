// Bodies as the vendor's clients send them: scalars as texts, lists as commas, nothing as nothing.
import * as z from 'zod';
import { DingtalkError } from './dingtalk.errors.ts';

export type Body = Record<string, unknown>;

const Words = z.coerce.string();

/** '' where nothing is given. */
export const text = (body: Body, name: string): string =>
  body[name] === undefined || body[name] === null ? '' : Words.parse(body[name]);

/** Undefined where nothing is given; an empty text is given. */
export const maybeText = (body: Body, name: string): string | undefined =>
  body[name] === undefined || body[name] === null ? undefined : Words.parse(body[name]);

/** A text the call cannot do without. */
export function need(body: Body, name: string): string {
  const given = text(body, name);
  if (given === '') throw new DingtalkError(40035, `missing parameter ${name}`);
  return given;
}

export function number(body: Body, name: string, otherwise?: number): number {
  const given = text(body, name);
  if (given === '' && otherwise !== undefined) return otherwise;
  if (!/^\d{1,15}$/.test(given)) throw new DingtalkError(40035, `invalid parameter ${name}`);
  return Number(given);
}

export const flag = (body: Body, name: string): boolean => ['true', '1'].includes(text(body, name));

/** Words between commas, or a list of them. */
export function csv(body: Body, name: string): string[] {
  const given = body[name];
  const all = Array.isArray(given) ? given.map((v) => Words.parse(v)) : text(body, name).split(',');
  return all.map((s) => s.trim()).filter(Boolean);
}
