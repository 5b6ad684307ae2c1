// What an administrator typed and has not saved: kept while they look at other pages, gone when they sign out.
import { create } from 'zustand';
import { onSignOut } from '../../lib/session.ts';

const useDrafts = create<Record<string, unknown>>(() => ({}));
onSignOut(async () => useDrafts.setState({}, true));

/** The draft under a name, or what was saved where there is none. */
export function useDraft<T>(name: string, saved: T): [T, (next: T | null) => void, boolean] {
  const draft = useDrafts((s) => s[name]) as T | null | undefined;
  const value = draft ?? saved;
  return [
    value,
    (next) => useDrafts.setState({ [name]: next }),
    JSON.stringify(value) !== JSON.stringify(saved),
  ];
}
