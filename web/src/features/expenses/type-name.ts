import { locale } from '../../lib/locale.ts';

/** The name of a kind of expense in the language of the page, where the company gave one. */
export const typeName = (t: { name: string; en: string | null }): string =>
  locale() === 'en' && t.en ? t.en : t.name;
