// One tooltip for the whole page: anything with data-tip gets it on hover and on keyboard focus.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { keyName } from '../lib/key-names.ts';

interface Shown {
  target: Element;
  text: string;
  keys: string | undefined;
}

export function Tips() {
  const [shown, setShown] = useState<Shown | null>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const find = (event: Event) =>
      event.target instanceof Element ? event.target.closest('[data-tip]') : null;
    const show = (target: Element) =>
      setShown({
        target,
        text: target.getAttribute('data-tip') ?? '',
        keys: target.getAttribute('data-tip-keys') ?? undefined,
      });
    const hide = () => {
      clearTimeout(timer);
      setShown(null);
    };
    const over = (event: PointerEvent) => {
      const target = event.pointerType === 'touch' ? null : find(event);
      clearTimeout(timer);
      if (target) timer = setTimeout(() => target.isConnected && show(target), 450);
      else setShown(null);
    };
    const focus = (event: FocusEvent) => {
      const target = find(event);
      if (target?.matches(':focus-visible')) show(target);
    };
    const key = (event: KeyboardEvent) => event.key === 'Escape' && hide();
    document.addEventListener('pointerover', over);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('focusin', focus);
    document.addEventListener('focusout', hide);
    document.addEventListener('keydown', key);
    window.addEventListener('scroll', hide, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', over);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('keydown', key);
      window.removeEventListener('scroll', hide, true);
    };
  }, []);

  useLayoutEffect(() => {
    const el = box.current;
    if (!el || !shown) return;
    const at = shown.target.getBoundingClientRect();
    const own = el.getBoundingClientRect();
    const rail = shown.target.closest('[data-tip-side="right"]') !== null;
    const left = rail ? at.right + 8 : at.left + at.width / 2 - own.width / 2;
    const below = at.bottom + 6 + own.height < window.innerHeight;
    const top = rail
      ? at.top + at.height / 2 - own.height / 2
      : below
        ? at.bottom + 6
        : at.top - own.height - 6;
    el.style.left = `${Math.max(6, Math.min(left, window.innerWidth - own.width - 6))}px`;
    el.style.top = `${Math.max(6, top)}px`;
  }, [shown]);

  if (!shown?.text) return null;
  return (
    <div
      ref={box}
      role="presentation"
      aria-hidden
      className="pointer-events-none fixed top-0 left-0 z-60 flex max-w-72 animate-appear items-center gap-2 rounded-chip bg-text px-2 py-1 text-small text-surface shadow-2"
    >
      {shown.text}
      {shown.keys && <span className="opacity-75">{keyName(shown.keys)}</span>}
    </div>
  );
}
