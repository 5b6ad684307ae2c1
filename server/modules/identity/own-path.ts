const HERE = 'https://here.invalid';

/** The path, query and fragment of an address inside this installation; undefined for any other, and for our own interface. */
export function ownPath(given: string | undefined): string | undefined {
  if (given === undefined || !/^\/(?![/\\])/.test(given) || !URL.canParse(given, HERE)) return undefined;
  const url = new URL(given, HERE);
  if (url.origin !== HERE || /^\/api(\/|$)/i.test(url.pathname)) return undefined;
  return url.pathname.startsWith('//') ? undefined : `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in page with what went wrong; it still knows where the member was heading. */
export function backToSignIn(trouble: string, next: string | undefined): string {
  const path = ownPath(next);
  return `/sign-in?sso=${trouble}${path === undefined ? '' : `&next=${encodeURIComponent(path)}`}`;
}
