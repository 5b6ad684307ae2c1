// What floats above the page: asked for from anywhere, drawn by the overlay host, whose code comes on idle or first need.
import type { ReactNode } from 'react';
import { create } from 'zustand';

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  /** shortcut shown at the right */
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** present: the item is a check mark */
  checked?: boolean;
  onSelect: () => void;
}
export type MenuEntry = MenuItem | 'line' | { title: string };
export type Anchor = Element | { x: number; y: number };

interface MenuAsk {
  at: Anchor;
  label: string;
  items: MenuEntry[];
  /** drawn above the items, e.g. a row of quick reactions */
  head?: ((close: () => void) => ReactNode) | undefined;
}
interface PopoverAsk {
  at: Anchor;
  label: string;
  content: (close: () => void) => ReactNode;
}
interface DialogAsk {
  title: string;
  text?: ReactNode;
  action?: string;
  danger?: boolean;
  /** present: the dialog asks for words */
  input?: { label: string; value?: string; multiline?: boolean; maxLength?: number; required?: boolean };
  answer: (value: string | null) => void;
}
export interface ToastAsk {
  id: number;
  text: string;
  tone: 'plain' | 'danger' | 'ok';
  action?: { label: string; run: () => void } | undefined;
}
interface Overlays {
  menu: MenuAsk | null;
  popover: PopoverAsk | null;
  dialog: DialogAsk | null;
  toasts: ToastAsk[];
}

export const useOverlays = create<Overlays>(() => ({ menu: null, popover: null, dialog: null, toasts: [] }));
const set = useOverlays.setState;

export const openMenu = (menu: MenuAsk): void => set({ menu, popover: null });
export const closeMenu = (): void => set({ menu: null });
export const openPopover = (popover: PopoverAsk): void => set({ popover, menu: null });
export const closePopover = (): void => set({ popover: null });

/** Asks yes or no; false when dismissed. */
export function confirm(ask: {
  title: string;
  text?: ReactNode;
  action?: string;
  danger?: boolean;
}): Promise<boolean> {
  return new Promise((resolve) =>
    set({ dialog: { ...ask, answer: (value) => (set({ dialog: null }), resolve(value !== null)) } }),
  );
}

/** Asks for words; null when dismissed. */
export function ask(
  asked: Omit<DialogAsk, 'answer'> & { input: NonNullable<DialogAsk['input']> },
): Promise<string | null> {
  return new Promise((resolve) =>
    set({ dialog: { ...asked, answer: (value) => (set({ dialog: null }), resolve(value)) } }),
  );
}

let nextToast = 1;
/** Shows a line for some seconds; one that offers an action stays longer. */
export function toast(
  text: string,
  options: { tone?: ToastAsk['tone']; action?: ToastAsk['action'] } = {},
): void {
  const id = nextToast++;
  set((s) => ({
    toasts: [
      ...s.toasts.filter((t) => t.text !== text).slice(-2),
      { id, text, tone: options.tone ?? 'plain', action: options.action },
    ],
  }));
  setTimeout(() => dropToast(id), options.action ? 10_000 : options.tone === 'danger' ? 7_000 : 3_500);
}
export const dropToast = (id: number): void => set((s) => ({ toasts: s.toasts.filter((t) => t.id !== id) }));
