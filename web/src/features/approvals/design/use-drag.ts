import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import type { Place } from './form-edits.ts';

export interface Dragged {
  /** path of a control, or `new:` and a line of the palette */
  what: string;
  label: string;
  x: number;
  y: number;
  over: Place | null;
}

const FAR = 6;

/**
 * Dragging by mouse, pen or finger. Lists carry `data-drop-list` (a table's id or ''), their rows `data-drop-row`. Escape lets go;
 * everything dragging does can be done with buttons and keys too.
 */
export function useDrag(
  fits: (what: string, table: string) => boolean,
  drop: (what: string, at: Place) => void,
) {
  const [drag, setDrag] = useState<Dragged | null>(null);
  const latest = useRef({ fits, drop });
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => {
    latest.current = { fits, drop };
  });
  useEffect(() => () => stop.current?.(), []);

  const start = useCallback((e: ReactPointerEvent, what: string, label: string) => {
    if (e.button !== 0) return;
    const from = { x: e.clientX, y: e.clientY };
    let moving = false;
    const over = (m: PointerEvent) =>
      placeUnder(m.clientX, m.clientY, (table) => latest.current.fits(what, table));
    const move = (m: PointerEvent) => {
      if (!moving && Math.hypot(m.clientX - from.x, m.clientY - from.y) < FAR) return;
      moving = true;
      scrollNear(m);
      setDrag({ what, label, x: m.clientX, y: m.clientY, over: over(m) });
    };
    const end = (m: PointerEvent) => {
      stop.current?.();
      const at = moving ? over(m) : null;
      if (at) latest.current.drop(what, at);
    };
    const key = (k: KeyboardEvent) => k.key === 'Escape' && stop.current?.();
    const cancel = () => stop.current?.();
    stop.current?.();
    stop.current = () => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', key);
      stop.current = null;
      setDrag(null);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', cancel);
    addEventListener('keydown', key);
  }, []);
  return { drag, start };
}

/** Where in which list the pointer stands: before the first row whose middle lies below it. */
function placeUnder(x: number, y: number, fits: (table: string) => boolean): Place | null {
  let list = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop-list]');
  while (list && !fits(list.dataset['dropList'] ?? ''))
    list = list.parentElement?.closest<HTMLElement>('[data-drop-list]');
  if (!list) return null;
  const rows = [...list.querySelectorAll<HTMLElement>('[data-drop-row]')].filter(
    (row) => row.parentElement?.closest('[data-drop-list]') === list,
  );
  const at = rows.findIndex((row) => {
    const box = row.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  return { table: list.dataset['dropList'] || null, index: at === -1 ? rows.length : at };
}

/** A list longer than the screen follows a pointer that nears its edge. */
function scrollNear(m: PointerEvent) {
  const pane = document.elementFromPoint(m.clientX, m.clientY)?.closest<HTMLElement>('[data-drop-scroll]');
  if (!pane) return;
  const box = pane.getBoundingClientRect();
  if (m.clientY < box.top + 48) pane.scrollBy(0, -14);
  else if (m.clientY > box.bottom - 48) pane.scrollBy(0, 14);
}
