import { system } from '../work.ts';
import type { Module } from '../module.ts';
import type { Desk } from './admit.ts';

/**
 * Who may show a page in a frame, as a browser wants it said: "*", or the sites that were listed; undefined: nobody. Such a page shows
 * a customer's own chat and nothing that a click could give away.
 */
export function frameRules(
  modules: readonly Module[],
  { frontDesk, openWork }: Pick<Desk, 'frontDesk' | 'openWork'>,
): (url: string) => Promise<string | undefined> {
  const pages = modules.flatMap((m) => m.framed ?? []);
  return async (url) => {
    const page = pages.find(({ under }) => url.startsWith(under));
    if (!page) return undefined;
    const secret = url.slice(page.under.length).split(/[?/#]/)[0] ?? '';
    const key = await frontDesk.whoseKey(page.key, secret);
    if (!key) return '*';
    const sites = await openWork(key.corpId, system, (work) => page.sites(work, key.opens));
    return sites.length === 0 ? '*' : ["'self'", ...sites].join(' ');
  };
}
