// Which language the page speaks: the member's setting, else what this device last used, else the browser's.
import { keep, kept } from './device-settings.ts';

export type Locale = 'zh' | 'en';

const listeners = new Set<() => void>();
const isLocale = (v: string | null): v is Locale => v === 'zh' || v === 'en';

function initial(): Locale {
  const stored = kept('locale');
  if (isLocale(stored)) return stored;
  return typeof navigator !== 'undefined' && !/^zh/i.test(navigator.language) ? 'en' : 'zh';
}

let current: Locale = initial();

export const locale = (): Locale => current;
/** The BCP 47 tag for Intl. */
export const localeTag = (): string => (current === 'zh' ? 'zh-CN' : 'en-GB');

/** Switches the page's language at once, and remembers it on this device. */
export function setLocale(next: Locale): void {
  if (next === current) return;
  current = next;
  keep('locale', next);
  document.documentElement.lang = localeTag();
  for (const listener of listeners) listener();
}

export function onLocale(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
