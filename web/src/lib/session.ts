// Who is signed in on this page. The last answer is kept on the device, so the app opens without a network.
import type { Me } from '../../../contract/src/identity.ts';
import { create } from 'zustand';
import { api, ApiError, onEnrolNeeded, onSessionEnd, Unreachable } from './api.ts';
import { suggestLocale } from './locale.ts';

interface Session {
  /** unknown until the first answer, on a device that has seen nobody yet */
  state: 'unknown' | 'in' | 'out';
  me: Me | null;
}
const key = 'teahouse.me';

function remembered(): Me | null {
  try {
    const text = globalThis.localStorage?.getItem(key);
    return text ? (JSON.parse(text) as Me) : null;
  } catch {
    return null;
  }
}

const first = remembered();
if (first) suggestLocale(first.locale);
export const useSession = create<Session>(() => ({ state: first ? 'in' : 'unknown', me: first }));

/** Whether the member went, or was only signed out: what they wrote and did not send waits for their return then. */
export type Goodbye = 'left' | 'signed-out';
const leaving = new Set<(why: Goodbye) => Promise<void>>();
/** Runs when the member's data must leave this device. */
export function onSignOut(clear: (why: Goodbye) => Promise<void>): () => void {
  leaving.add(clear);
  return () => leaving.delete(clear);
}

/** Asks the server who is signed in. Without a network the remembered member stays. */
export async function refreshSession(): Promise<void> {
  try {
    const me = await api.identity.me({});
    const before = useSession.getState().me;
    if (before && before.member.id !== me.member.id) await clearDevice('signed-out');
    localStorage.setItem(key, JSON.stringify(me));
    suggestLocale(me.locale);
    useSession.setState({ state: 'in', me });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return; // onSessionEnd has done it
    if (error instanceof Unreachable || error instanceof ApiError) {
      if (useSession.getState().state === 'unknown') useSession.setState({ state: 'out', me: null });
      return;
    }
    throw error;
  }
}

async function clearDevice(why: Goodbye): Promise<void> {
  localStorage.removeItem(key);
  await Promise.all([...leaving].map((clear) => clear(why)));
  if ('caches' in globalThis)
    for (const name of await caches.keys()) if (!name.startsWith('shell-')) await caches.delete(name);
}

/** Ends the session here and on the server; local data of the member is deleted first, whatever the network does. */
export async function signOut(): Promise<void> {
  const end = api.identity.signOut({}).catch((error: unknown) => {
    if (!(error instanceof Unreachable || error instanceof ApiError)) throw error;
  });
  await clearDevice('left');
  await end;
  useSession.setState({ state: 'out', me: null });
}

onSessionEnd(() => {
  if (useSession.getState().state === 'out') return;
  // First, for the pages that hold the data go away with the state.
  void clearDevice('signed-out');
  useSession.setState({ state: 'out', me: null });
});

onEnrolNeeded(() => {
  if (useSession.getState().me?.mustEnrol === false) void refreshSession();
});

/** The signed-in member; pages behind the sign-in use it without a null check. */
export function useMe(): Me {
  const me = useSession((s) => s.me);
  if (!me) throw new Error('Nobody is signed in');
  return me;
}
export const myId = (): string => useSession.getState().me?.member.id ?? '';
