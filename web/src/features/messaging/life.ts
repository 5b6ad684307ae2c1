import { useEffect } from 'react';
import { useMe } from '../../lib/session.ts';
import { startSync } from './sync.ts';

/** Keeps chats in step with the server for as long as somebody is signed in. */
export function useMessagingLife(): void {
  const me = useMe().member.id;
  useEffect(() => startSync(me), [me]);
}
