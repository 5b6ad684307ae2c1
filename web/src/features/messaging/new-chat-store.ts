import { create } from 'zustand';

/** Whether the new-chat dialog is asked for, and for what. */
export const useNewChat = create<{ asked: 'direct' | 'group' | null; with: string[] }>(() => ({
  asked: null,
  with: [],
}));
export const askNewChat = (asked: 'direct' | 'group', withMembers: string[] = []): void =>
  useNewChat.setState({ asked, with: withMembers });
