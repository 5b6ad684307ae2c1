import type { ChangeEvent, MessageEvent } from './realtime.ts';

/**
 * What a change does to the message it points at. Server rows, client stores and tests all use this one function, so a fresh
 * fetch and a replayed log cannot differ. Applying the same event again changes nothing (`s <= v`).
 */
export function applyChange(m: MessageEvent, e: ChangeEvent): MessageEvent {
  if (e.s <= (m.v ?? m.s)) return m;
  const next = { ...m, v: e.s };
  if (m.rc !== undefined) return next; // nothing changes a recalled message but its version
  switch (e.t) {
    case 'edit': {
      const { at: _, ...rest } = next;
      return { ...rest, b: e.b, ed: e.ts, ...(e.at ? { at: e.at } : {}) };
    }
    case 'recall': {
      const { at: _a, rx: _r, pin: _p, ed: _e, ...rest } = next;
      return { ...rest, b: {}, rc: e.u };
    }
    case 'react': {
      const others = (m.rx?.[e.e] ?? []).filter((u) => u !== e.u);
      const { [e.e]: _, ...rest } = m.rx ?? {};
      const now = e.on ? [...others, e.u] : others;
      return { ...next, rx: now.length ? { ...rest, [e.e]: now } : rest };
    }
    case 'pin': {
      const { pin: _, ...rest } = next;
      return e.on ? { ...rest, pin: e.u } : rest;
    }
  }
}
