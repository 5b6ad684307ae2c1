// Everything the search page finds, by tab.
import type { MemberBrief } from '../../../../contract/src/directory.ts';
import type { Chat } from '../../../../contract/src/messaging-shapes.ts';
import type { MessageEvent } from '../../../../contract/src/realtime.ts';
import { api } from '../../lib/api.ts';
import { learnPeople } from '../../lib/people.ts';

export type Tab = 'messages' | 'people' | 'groups' | 'files';
export interface Hit {
  chatId: string;
  chatTitle: string;
  message: MessageEvent;
}
export interface Results {
  hits: Hit[];
  people: MemberBrief[];
  groups: Chat[];
  more: boolean;
}
export const nothing: Results = { hits: [], people: [], groups: [], more: false };

/** Asks one tab's source; `before` goes on below the oldest message found so far. */
export async function find(tab: Tab, q: string, signal: AbortSignal, before?: string): Promise<Results> {
  if (!q) return nothing;
  switch (tab) {
    case 'people': {
      const { members } = await api.directory.searchMembers({ q, limit: 100 }, { signal });
      learnPeople(members);
      return { ...nothing, people: members };
    }
    case 'groups':
      return { ...nothing, groups: (await api.messaging.searchChats({ q, limit: 50 }, { signal })).chats };
    case 'messages':
    case 'files': {
      const kind = tab === 'files' ? 'file' : 'any';
      const page = await api.messaging.search(
        { q, kind, limit: 30, ...(before ? { before } : {}) },
        { signal },
      );
      return { ...nothing, hits: page.hits, more: page.more };
    }
  }
}
