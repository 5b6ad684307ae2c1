import { locale } from '../../lib/locale.ts';
import type { FormWords } from './zh.ts';

/** A name in the reader's language, where the company gave one. */
export const said = (chinese: string, en: string | null | undefined): string =>
  locale() === 'en' && en ? en : chinese;
export const labelOf = (c: { label: string; en?: string | null | undefined }): string => said(c.label, c.en);

/** A span's decimal length with its unit: '1.5' -> 1.5 天. */
export const lengthText = (words: FormWords, unit: string | undefined, length: string): string =>
  unit === 'hour' ? words.hours(length) : words.days(length);
