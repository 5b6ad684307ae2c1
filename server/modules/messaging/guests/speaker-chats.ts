import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/** A chat into which a speaker was let. */
export interface SpeakerChat {
  id: ChatId;
  title: string;
  /** null where nobody owns it */
  ownerId: MemberId | null;
  /** whom the chat is with; null for a group */
  memberId: MemberId | null;
  open: boolean;
}

/**
 * The chats a speaker was let into, in the order of their ids: `only` one, or at most `most` after `after`, of which `groups` leaves those that
 * are with nobody alone.
 */
export async function speakerChats(
  work: Work,
  speakerId: string,
  {
    only,
    after = '',
    most = 1,
    groups = false,
  }: { only?: ChatId; after?: string; most?: number; groups?: boolean },
): Promise<SpeakerChat[]> {
  return await work.sql<SpeakerChat>(
    `select c.id, c.title, c.owner_id "ownerId", case when c.kind = 'app' then split_part(c.pair, ' ', 2) end "memberId",
            c.archived_at is null open
       from chat_guests g join chats c on c.corp_id = $1 and c.id = g.chat_id
      where g.corp_id = $1 and g.speaker_id = $2 and c.id > $3 and ($4::text is null or c.id = $4) and (not $6 or c.kind <> 'app')
      order by c.id limit $5`,
    [work.corpId, speakerId, after, only ?? null, most, groups],
  );
}
