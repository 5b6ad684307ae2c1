// Typed words per feature. `zh.ts` is the source of keys; `en.ts` must have the same shape, so a missing word does not compile.
import { use, useSyncExternalStore } from 'react';
import { locale, onLocale, type Locale } from './locale.ts';

type Word = string | ((...args: never[]) => string);
export interface Words {
  [key: string]: Word | Words;
}

export interface Texts<T> {
  /** The words of the current language; suspends until their chunk is here. */
  (): T;
  /** Fetches the words of a language ahead of need. */
  load(which?: Locale): Promise<T>;
  /** The words outside of components; throws when they were never loaded. */
  now(): T;
}

/** Ties a feature to its two catalogues: `export const useTexts = texts({ zh: …, en: … })`. */
export function texts<T extends Words>(sources: { zh: () => Promise<T>; en: () => Promise<T> }): Texts<T> {
  const loading = new Map<Locale, Promise<T>>();
  const loaded = new Map<Locale, T>();
  function load(which: Locale = locale()): Promise<T> {
    const known = loading.get(which);
    if (known) return known;
    const started = sources[which]().then((words) => {
      loaded.set(which, words);
      // React reads these two: a promise that says so is taken at once, without suspending.
      Object.assign(started, { status: 'fulfilled', value: words });
      return words;
    });
    loading.set(which, started);
    // A failed download may be tried again.
    void started.catch(() => loading.delete(which));
    return started;
  }
  function useWords(): T {
    const which = useSyncExternalStore(onLocale, locale);
    // Asked the same way whether the words are here or not: a component that was suspended by `use` is rendered again, and
    // React loses count of its hooks where the second time goes without.
    return use(load(which));
  }
  return Object.assign(useWords, {
    load,
    now() {
      const words = loaded.get(locale()) ?? [...loaded.values()][0];
      if (!words) throw new Error('These words were asked for before they were loaded');
      return words;
    },
  });
}

const rules = new Map<string, Intl.PluralRules>();
/** English plural: plural(n, 'message', 'messages') -> '3 messages'. */
export function plural(n: number, one: string, other: string): string {
  const rule = rules.get('en') ?? new Intl.PluralRules('en');
  rules.set('en', rule);
  return `${n.toLocaleString('en')} ${rule.select(n) === 'one' ? one : other}`;
}
