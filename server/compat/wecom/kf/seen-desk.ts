import type { ChatId, DeskId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { chatAtDesk, deskForProgram, type DeskFacts } from '../../../modules/desk/index.ts';
import { deskIdOf } from '../customers/outer-ids.ts';
import { knownCustomer } from '../customers/seen-customer.ts';
import { need } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';

/** The desk behind an open_kfid: 95000 where it is none, 95004 where it is gone or another company's. */
export async function seenDesk(work: Work, kfid: string | undefined): Promise<DeskFacts> {
  const id = deskIdOf(need(kfid, 95000));
  if (!id) throw new WecomError(95000);
  return await deskForProgram(work, id);
}

/** The chat of a person with a desk; 40096 for who has never been there. */
export async function seenChat(
  work: Work,
  kfid: string | undefined,
  external: string | undefined,
): Promise<{ deskId: DeskId; chatId: ChatId }> {
  const { id: deskId } = await seenDesk(work, kfid);
  const chatId = await chatAtDesk(work, deskId, await knownCustomer(work, external));
  if (!chatId) throw new WecomError(40096);
  return { deskId, chatId };
}
