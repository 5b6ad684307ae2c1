import { create } from 'zustand';

/** Whether the command palette or the keyboard map is asked for, from anywhere. */
export const paletteStore = create<{ open: boolean; map: boolean }>(() => ({ open: false, map: false }));
