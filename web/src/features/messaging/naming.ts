import { useEffect } from 'react';
import { usePeople, usePerson, wantPeople } from '../../lib/people.ts';
import { myId } from '../../lib/session.ts';
import type { Chat, MessageEvent } from './model.ts';
import { useMessagingWords } from './words.ts';

/** Names for sentences: mine is "you". Follows people as they become known. */
export function useNaming(ids: readonly (string | undefined)[] = []) {
  const words = useMessagingWords();
  const byId = usePeople((s) => s.byId);
  const key = ids.join();
  useEffect(() => wantPeople(key.split(',').filter(Boolean)), [key]);
  return {
    words,
    nameOf: (id: string) => (id === myId() ? words.you : (byId[id]?.name ?? words.unknownPerson)),
  };
}

/** What a chat is called and whose face it wears. */
export function useChatFace(chat: Chat | undefined) {
  const words = useMessagingWords();
  const peer = usePerson(chat?.peer ?? chat?.guest);
  if (!chat) return { id: '', title: '', avatar: null, hint: '' };
  if (chat.peer)
    return {
      id: chat.peer,
      title: peer?.name ?? words.unknownPerson,
      avatar: peer?.avatar ?? null,
      hint: peer?.position ?? '',
    };
  if (chat.guest)
    return {
      id: chat.guest,
      title: peer?.name ?? (chat.title || words.unknownPerson),
      avatar: peer?.avatar ?? null,
      hint: chat.kind === 'app' ? words.app : '',
    };
  return {
    id: chat.id,
    title: chat.title || words.unnamed,
    avatar: null,
    hint: words.people(chat.memberCount),
  };
}

/** Whether I reacted to this message so. */
export function myReaction(m: MessageEvent, emoji: string): boolean {
  return m.rx?.[emoji]?.includes(myId()) ?? false;
}
