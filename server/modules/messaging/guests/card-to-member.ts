import type { MemberId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import type { Shift } from '../../../kernel/shift.ts';
import { system } from '../../../kernel/work.ts';
import { guestChat } from './guest-chat.ts';
import { postAs } from './post-as.ts';
import { nameSpeaker } from './speakers.ts';

type CardBody = Extract<Draft, { k: 'card' }>['b'];

/**
 * Puts a card into the chat that this member has with a part of the house (`id`), which speaks under `name` in the member's language.
 * The same `cid` is the same card, however often it is asked for.
 */
export async function cardToMember(
  shift: Shift,
  { id, name }: { id: string; name: string },
  memberId: MemberId,
  { cid, b }: { cid: string; b: CardBody },
): Promise<void> {
  const chatId = await shift.work(async (work) => {
    await nameSpeaker(work, { id, kind: 'app', name, avatar: null });
    return await guestChat(work, { id, name }, 'app', memberId);
  }, system);
  await shift.work((work) => postAs(work, { speakerId: id, chatId, cid, draft: { k: 'card', b } }), system);
}
