// Finding whom an @ means while it is being typed.
import { useEffect, useState } from 'react';
import { api } from '../../lib/api.ts';
import { myId } from '../../lib/session.ts';
import { allowed } from './chat-rules.ts';
import { isGroup } from './chat-rules.ts';
import type { Chat } from './model.ts';
import { later } from './running.ts';
import { useMessagingWords } from './words.ts';

export interface MentionOption {
  id: string;
  name: string;
  role?: string;
}

/** The name begun before the caret: where its @ stands and what follows it. */
export function mentionAt(text: string, caret: number): { start: number; query: string } | null {
  const found = /(?:^|[^\w@])@([^\s@]{0,20})$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1] ?? '';
  return { start: caret - query.length - 1, query };
}

/** Members of the chat whose name fits, everyone first where I may call everyone. */
export function useMentionOptions(chat: Chat, query: string | null): MentionOption[] {
  const words = useMessagingWords();
  const [found, setFound] = useState<{ query: string; options: MentionOption[] }>({ query: '', options: [] });
  const asking = query !== null && isGroup(chat);
  useEffect(() => {
    if (!asking) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      api.messaging
        .listChatMembers({ chatId: chat.id, q: query, limit: 20 }, { signal: stop.signal })
        .then(({ members }) =>
          setFound({
            query,
            options: members
              .filter((m) => m.memberId !== myId())
              .map((m) => ({ id: m.memberId, name: m.name, role: m.role })),
          }),
        )
        .catch((error: unknown) => {
          if (!stop.signal.aborted) later(error);
        });
    }, 80);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asking, chat.id, query]);
  if (!asking) return [];
  const all =
    words.everyone.startsWith(query) && allowed(chat, 'mentionAll')
      ? [{ id: 'all', name: words.everyone }]
      : [];
  return [...all, ...found.options];
}
