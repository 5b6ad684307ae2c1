// The keyboard map: what is registered here works and is shown under `?`.
import { useEffect, useRef } from 'react';
import { isComposing, isMod } from './key-names.ts';

export interface Shortcut {
  /** 'mod+k', 'alt+down', '?', 'j' */
  keys: string;
  label: string;
  group: string;
  run: () => void;
  /** also while typing in a field */
  typing?: boolean;
}
const live = new Set<{ current: Shortcut }>();

export const liveShortcuts = (): Shortcut[] => [...live].map((s) => s.current);

function matches(keys: string, e: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const named: Record<string, string> = {
    up: 'ArrowUp',
    down: 'ArrowDown',
    enter: 'Enter',
    escape: 'Escape',
  };
  const wants = (name: string) => parts.slice(0, -1).includes(name);
  if (wants('mod') !== isMod(e) || wants('alt') !== e.altKey) return false;
  if (key !== '?' && wants('shift') !== e.shiftKey) return false;
  // With Alt held, macOS types other characters: the physical key decides.
  if (wants('alt') && /^\d$/.test(key)) return e.code === `Digit${key}`;
  return e.key.toLowerCase() === (named[key] ?? key).toLowerCase();
}

const isField = (el: EventTarget | null) =>
  el instanceof HTMLElement && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));

function onKeyDown(e: KeyboardEvent) {
  if (e.defaultPrevented || isComposing(e)) return;
  const inField = isField(e.target);
  // The shortcut registered last is the most local one.
  for (const { current } of [...live].reverse()) {
    if (inField && !current.typing && !/mod|alt/.test(current.keys)) continue;
    if (!matches(current.keys, e)) continue;
    e.preventDefault();
    current.run();
    return;
  }
}

/** Registers a shortcut as long as the component is on screen. */
export function useShortcut(shortcut: Shortcut): void {
  const ref = useRef(shortcut);
  useEffect(() => {
    ref.current = shortcut;
  });
  useEffect(() => {
    if (live.size === 0) document.addEventListener('keydown', onKeyDown);
    live.add(ref);
    return () => {
      live.delete(ref);
      if (live.size === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
