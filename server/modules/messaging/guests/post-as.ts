import type { ChatId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import type { Work } from '../../../kernel/work.ts';
import { appendLane, type Post, type Posted } from '../log/append-lane.ts';
import { filesIn } from '../messages/draft-files.ts';

export interface SpokenPost {
  /** an id that `nameSpeaker` has named and `letSpeak` let into this chat */
  speakerId: string;
  chatId: ChatId;
  /** repeats with the same id from the same speaker are the same message */
  cid: string;
  draft: Post['draft'];
  at?: MessageEvent['at'];
  /** seq of the message it answers */
  re?: number | undefined;
}

/** Posts as somebody who has no seat: an app, a robot, a customer. The caller has checked that they may. */
export function postAs(work: Work, { speakerId, chatId, cid, draft, at, re }: SpokenPost): Promise<Posted> {
  return work.commitTogether(appendLane, {
    key: chatId,
    sender: speakerId,
    seated: false,
    cid,
    draft,
    ...(draft.k === 'system' ? {} : { files: filesIn(draft) }),
    ...(at?.length ? { at } : {}),
    ...(re === undefined ? {} : { re }),
  });
}
