import { useLocation, useSearchParams } from 'wouter';
import { refreshSession } from '../../lib/session.ts';

/** Goes in after signing in: to where the member was heading, else to the chats. */
export function useEnter(): () => Promise<void> {
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  return async () => {
    await refreshSession();
    const next = search.get('next') ?? '/chats';
    // A page of the server's own: it sends on to the program that asked who this is.
    if (/^\/(connect|wwlogin|wwopen)\/[\w/]+\?/.test(next)) return window.location.replace(next);
    // A path of ours, never another site.
    navigate(/^\/[^/\\]/.test(next) ? next : '/chats', { replace: true });
  };
}
