// Input as foreign clients send it: numbers as texts, texts as numbers, empty texts for what is absent.
import * as z from 'zod';
import { WecomError } from './wecom.errors.ts';

export const whole = z.union([
  z.number().int(),
  z
    .string()
    .trim()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
]);

export const words = z.union([z.string(), z.number().transform(String)]);

export const flag = z.union([
  z.boolean(),
  z.literal([0, 1]).transform((n) => n === 1),
  z.enum(['0', '1', 'true', 'false']).transform((s) => s === '1' || s === 'true'),
]);

/** May be absent, null or an empty text, all of which mean absent. */
export const maybe = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), shape.optional());

const empty = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  (typeof value === 'object' && !Array.isArray(value) && Object.values(value as object).every(empty));

/** May be absent as well by every field of it being empty: so clients send it whose structures are fixed. */
export const maybeFilled = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => (empty(value) ? undefined : value), shape.optional());

/** A text that may be absent; an empty one is an empty text. */
export const maybeWords = z.preprocess((value) => (value === null ? undefined : value), words.optional());

/** A list; absent and empty texts are empty lists, and a single thing is a list of one. */
export const listOf = <S extends z.ZodType>(item: S) =>
  z.preprocess(
    (value) =>
      value === undefined || value === null || value === '' ? [] : Array.isArray(value) ? value : [value],
    z.array(item),
  );

/** How many rows a page has: the usual number where none is said; fixed structures say 0 for none. */
export const rows = (said: number | undefined, usual: number, most: number): number =>
  said === undefined || said < 1 ? usual : Math.min(said, most);

/** What a call cannot do without. Raises the vendor's number for its absence. */
export function need<T>(value: T | undefined | null, errcode: number): T {
  if (value === undefined || value === null || value === '') throw new WecomError(errcode);
  return value;
}

/** Refuses a wrong length, counted in characters, with the vendor's number. */
export function fit(text: string, [least, most]: readonly [number, number], errcode: number): string {
  const length = [...text].length;
  if (length < least || length > most) throw new WecomError(errcode);
  return text;
}
