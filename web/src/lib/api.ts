// The one client of this page: speaks the page's language and notices when the session has ended.
import { createClient, ApiError, Unreachable } from '../../../sdk/src/client.ts';
import { locale } from './locale.ts';

export { ApiError, Unreachable };

const ended = new Set<() => void>();
/** Calls back when the server says that nobody is signed in any more. */
export function onSessionEnd(listener: () => void): () => void {
  ended.add(listener);
  return () => ended.delete(listener);
}

const enrolling = new Set<() => void>();
/** Calls back when the server wants a second factor set up before anything else. */
export function onEnrolNeeded(listener: () => void): () => void {
  enrolling.add(listener);
  return () => enrolling.delete(listener);
}

export const api = createClient({
  headers: () => ({ 'accept-language': locale() }),
  onError: (error) => {
    if (error.code === 'common.not_signed_in') for (const listener of ended) listener();
    if (error.code === 'common.second_factor_needed') for (const listener of enrolling) listener();
  },
});

/** What to tell the member about a failure: the server's sentence, or that the network is away. */
export function failureText(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  if (error instanceof Unreachable)
    return locale() === 'zh' ? '网络不可用，请稍后再试' : 'The network is away; please try again later';
  throw error;
}

/** The faults of a form by field name, for Field's `error`. */
export function fieldFaults(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(error.fields.map((f) => [f.path, f.text]));
}
