import { localeTag } from '../../lib/locale.ts';

/** 2026年11月2日 / 2 Nov 2026 */
export const day = (ms: number): string =>
  new Intl.DateTimeFormat(localeTag(), { dateStyle: 'medium' }).format(ms);

/** 2026/11/02 14:05:09, of one width, for tables. */
export const second = (ms: number): string =>
  new Intl.DateTimeFormat(localeTag(), {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(ms);

/** 11/02 14:05, for narrow tables. */
export const minute = (ms: number): string =>
  new Intl.DateTimeFormat(localeTag(), {
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(ms)
    .replace(',', '');

export const count = (n: number): string => n.toLocaleString(localeTag());
