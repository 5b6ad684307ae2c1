const isApple = () => /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** Writes a shortcut the way this computer's keyboard is labelled: mod+k -> ⌘K or Ctrl K. */
export function keyName(shortcut: string): string {
  const apple = isApple();
  const names: Record<string, string> = {
    mod: apple ? '⌘' : 'Ctrl',
    shift: apple ? '⇧' : 'Shift',
    alt: apple ? '⌥' : 'Alt',
    enter: 'Enter',
    escape: 'Esc',
    up: '↑',
    down: '↓',
  };
  return shortcut
    .split('+')
    .map((key) => names[key] ?? key.toUpperCase())
    .join(apple ? '' : ' ');
}

/** True for the platform's main modifier. */
export const isMod = (event: { metaKey: boolean; ctrlKey: boolean }): boolean =>
  isApple() ? event.metaKey : event.ctrlKey;

/** True while an input method is composing: Enter then picks a word and must not send. Safari says so by keyCode 229 only. */
export const isComposing = (event: {
  isComposing?: boolean;
  keyCode?: number;
  nativeEvent?: unknown;
}): boolean => {
  const native = (event.nativeEvent ?? event) as { isComposing?: boolean; keyCode?: number };
  return native.isComposing === true || native.keyCode === 229;
};
