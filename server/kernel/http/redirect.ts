import type { ForeignAnswer, ForeignRequest } from './foreign.ts';

/** Sends a browser on; nothing keeps the answer. */
export const redirect = (location: string): ForeignAnswer => ({
  status: 302,
  headers: { location, 'cache-control': 'no-store' },
  body: '',
});

/** Sends whoever is not signed in to the page where they do, from which they come back. */
export function toSignIn({ path, query }: Pick<ForeignRequest, 'path' | 'query'>): ForeignAnswer {
  const next = `${path}?${new URLSearchParams(query).toString()}`;
  return redirect(`/sign-in?next=${encodeURIComponent(next)}`);
}

/** The address with more in its query, the rest as it was written. */
export function withQuery(address: string, more: Record<string, string>): string {
  const [before, ...fragment] = address.split('#');
  const glue = before!.includes('?') ? (/[?&]$/.test(before!) ? '' : '&') : '?';
  const hash = fragment.length ? `#${fragment.join('#')}` : '';
  return before + glue + new URLSearchParams(more).toString() + hash;
}
