import type { AppDetails } from '../app-details.ts';

/**
 * May codes and pages of this app live at this address? Where the company has named no trusted domain, everywhere: unmodified
 * programs bring none. A named domain holds for itself and what lies below it; a named port for that port alone.
 */
export function isTrusted({ trustedDomain }: Pick<AppDetails, 'trustedDomain'>, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, host, username, password } = new URL(address);
  if (!/^https?:$/.test(protocol) || username || password) return false;
  if (trustedDomain === '') return true;
  const wanted = trustedDomain.toLowerCase();
  const given = wanted.includes(':') ? host : hostname;
  return given === wanted || given.endsWith(`.${wanted}`);
}
