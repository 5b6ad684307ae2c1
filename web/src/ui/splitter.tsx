import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { keep, kept } from '../lib/device-settings.ts';
import { useUiWords } from './words.ts';

/** A width the member may change, remembered on this device. */
export function usePaneWidth(key: 'list-width' | 'side-width', normal: number, min: number, max: number) {
  const [width, setWidth] = useState(() => {
    const stored = Number(kept(key));
    return stored >= min && stored <= max ? stored : normal;
  });
  const set = (next: number) => {
    const fitting = Math.round(Math.min(max, Math.max(min, next)));
    setWidth(fitting);
    keep(key, String(fitting));
  };
  return { width, set, min, max, normal };
}

/** The line between two panes: drag it, or move it with the arrow keys; a double click puts it back. */
export function Splitter({
  pane,
  side = 'left',
}: {
  pane: ReturnType<typeof usePaneWidth>;
  side?: 'left' | 'right';
}) {
  const words = useUiWords();
  const start = useRef<{ x: number; width: number } | null>(null);
  const sign = side === 'left' ? 1 : -1;
  const onKeyDown = (e: KeyboardEvent) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[e.key];
    if (!step) return;
    e.preventDefault();
    pane.set(pane.width + step * sign);
  };
  const onPointerDown = (e: PointerEvent<HTMLDivElement>) => {
    e.currentTarget.setPointerCapture(e.pointerId);
    start.current = { x: e.clientX, width: pane.width };
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={words.resize}
      aria-valuenow={pane.width}
      aria-valuemin={pane.min}
      aria-valuemax={pane.max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={() => pane.set(pane.normal)}
      onPointerDown={onPointerDown}
      onPointerMove={(e) =>
        start.current && pane.set(start.current.width + (e.clientX - start.current.x) * sign)
      }
      onPointerUp={() => {
        start.current = null;
      }}
      className="relative z-1 w-px shrink-0 cursor-col-resize bg-line transition-colors duration-120 after:absolute after:inset-y-0 after:-left-1 after:w-2 hover:bg-accent focus-visible:bg-accent focus-visible:outline-1"
    />
  );
}
