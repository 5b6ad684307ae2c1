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

/** The member chooses a language: the page speaks it at once, and this device remembers it. */
export function setLocale(next: Locale): void {
  keep('locale', next);
  speak(next);
}

/** The language of the member or their company; what was chosen on this device goes before. */
export function suggestLocale(next: Locale): void {
  if (!isLocale(kept('locale'))) speak(next);
}

function speak(next: Locale): void {
  if (next === current) return;
  current = next;
  document.documentElement.lang = localeTag();
  for (const listener of listeners) listener();
}

export function onLocale(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
