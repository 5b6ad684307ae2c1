import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import type { Speaker } from '@teahouse/contract/messaging-shapes';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';

/** Says what somebody from outside is called from now on. The module that owns the id calls it whenever name or face change. */
export async function nameSpeaker(work: Work, { id, kind, name, avatar }: Speaker): Promise<void> {
  await work.sql(
    `insert into speakers (corp_id, id, kind, name, avatar) values ($1, $2, $3, $4, $5)
     on conflict (corp_id, id) do update set name = excluded.name, avatar = excluded.avatar`,
    [work.corpId, id, kind, name, avatar],
  );
}

/** Lets a speaker into a chat: its members learn the name. It posts with `postAs`, without a seat. */
export async function letSpeak(work: Work, chatId: ChatId, speakerId: string): Promise<void> {
  await work.sql(
    'insert into chat_guests (corp_id, chat_id, speaker_id) values ($1, $2, $3) on conflict do nothing',
    [work.corpId, chatId, speakerId],
  );
}

export const getSpeakers = implement(messaging.getSpeakers, async (work, { ids }) => ({
  speakers: await work.sql<Speaker>(
    `select id, kind, name, avatar from speakers x
      where corp_id = $1 and id = any($2) and exists (
        select from chat_guests g join chat_seats s on s.corp_id = $1 and s.chat_id = g.chat_id and s.member_id = $3
         where g.corp_id = $1 and g.speaker_id = x.id)`,
    [work.corpId, ids, actingMember(work)],
  ),
}));
