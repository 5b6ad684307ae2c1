// What is going on in the open chat: the quote or edit in the composer, the side panel, what is marked for forwarding.
import { create } from 'zustand';
import { isDesk } from '../../lib/media.ts';
import type { MessageEvent } from './model.ts';

export type SidePanel =
  | { kind: 'info' }
  | { kind: 'search' }
  | { kind: 'thread'; seq: number }
  | { kind: 'readers'; seq: number }
  | { kind: 'versions'; seq: number }
  | { kind: 'pins' };

interface PaneState {
  c: string | null;
  reply: MessageEvent | null;
  edit: MessageEvent | null;
  /** words to put where the caret stands */
  put: string | null;
  panel: SidePanel | null;
  /** null: not choosing */
  marked: ReadonlySet<number> | null;
  /** a message to scroll to and light up */
  target: { seq: number; at: number } | null;
  forwarding: { c: string; seqs: number[]; merged: boolean } | null;
  viewing: { c: string; seq: number } | null;
}
const nothing: PaneState = {
  c: null,
  reply: null,
  edit: null,
  put: null,
  panel: null,
  marked: null,
  target: null,
  forwarding: null,
  viewing: null,
};

export const usePane = create<PaneState>(() => nothing);
export const setPane = usePane.setState;

/** Another chat is on screen; an information panel stays open across chats. */
export function enterPane(c: string): void {
  const { panel } = usePane.getState();
  setPane({ ...nothing, c, panel: panel?.kind === 'info' ? panel : null });
}
/** Scrolls to a message; where a panel covers the chat, the panel makes way. */
export const goToMessage = (seq: number): void =>
  setPane((s) => ({ target: { seq, at: Date.now() }, panel: isDesk() ? s.panel : null }));

export function toggleMarked(seq: number): void {
  setPane((s) => {
    const next = new Set(s.marked);
    if (!next.delete(seq)) next.add(seq);
    return { marked: next };
  });
}
