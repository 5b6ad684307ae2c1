// Small choices of this device (theme, density, language, pane widths), readable before the first paint.
import { uuid } from './uuid.ts';
type Key =
  | 'push'
  | 'theme'
  | 'density'
  | 'locale'
  | 'list-width'
  | 'device'
  | 'side-width'
  | 'recent-emoji'
  | 'sound'
  | 'punches';

/** The stored value, or null where nothing was stored or storage is blocked. */
export function kept(key: Key): string | null {
  try {
    return globalThis.localStorage?.getItem(`teahouse.${key}`) ?? null;
  } catch {
    return null;
  }
}

/** Stores a value; where storage is blocked the choice lasts as long as the page. */
export function keep(key: Key, value: string | null): void {
  try {
    if (value === null) globalThis.localStorage?.removeItem(`teahouse.${key}`);
    else globalThis.localStorage?.setItem(`teahouse.${key}`, value);
  } catch {
    return;
  }
}

/** A random name for this browser, made once. */
export function deviceId(): string {
  const known = kept('device');
  if (known) return known;
  const made = uuid();
  keep('device', made);
  return made;
}

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'cosy' | 'compact';

export const theme = (): Theme => {
  const stored = kept('theme');
  return stored === 'light' || stored === 'dark' ? stored : 'system';
};
export function setTheme(next: Theme): void {
  keep('theme', next === 'system' ? null : next);
  if (next === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
}

export const density = (): Density => {
  const stored = kept('density');
  return stored === 'comfortable' || stored === 'compact' ? stored : 'cosy';
};
export function setDensity(next: Density): void {
  keep('density', next);
  document.documentElement.dataset['density'] = next;
}
