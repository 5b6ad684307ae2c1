import type { Draft } from '@teahouse/contract/realtime';
import { buffer } from 'node:stream/consumers';
import { Failure, fail } from '../../kernel/fail.ts';
import type { Shift } from '../../kernel/shift.ts';
import { system } from '../../kernel/work.ts';
import { bytesOfFile, fileById } from '../files/index.ts';
import { accountById, lineOf, noteHealth } from './account.ts';
import { type Letter, NotTaken } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { claim, type Hand, noteNotSent, noteSent } from './claim.ts';

/**
 * Hands one message to an account, once for its key; the rules of the channel are asked in the same breath. Returns what the other side
 * calls it. A Failure is final, `NotTaken` may be tried again, after anything else it is not known whether it arrived.
 */
export async function handOut(
  shift: Shift,
  hand: Hand,
  { draft, marketing }: { draft: Draft; marketing: boolean },
): Promise<string> {
  const row = await shift.work((work) => accountById(work, hand.accountId), system);
  const adapter = adapterOf(row.kind);
  if (!adapter.kinds.has(draft.k)) fail('channels.unfit_kind');
  const file = await fileOf(shift, draft);
  const claimed = await shift.work((work) => claim(work, adapter.windows, hand), system);
  if ('sent' in claimed) return claimed.sent;
  const letter: Letter = {
    to: hand.outsideId,
    draft,
    thread: claimed.contact.thread,
    key: hand.key,
    marketing,
    ...(file ? { file } : {}),
  };
  try {
    const sent = await adapter.send(lineOf(shift, row), letter);
    await shift.work(async (work) => {
      await noteSent(work, hand, sent);
      await noteHealth(work, row.id);
    }, system);
    return sent.ref;
  } catch (error) {
    const said = error instanceof Failure || error instanceof NotTaken;
    await shift.work(async (work) => {
      if (said) await noteNotSent(work, hand, String(error));
      if (!(error instanceof Failure)) await noteHealth(work, row.id, error);
    }, system);
    throw error;
  }
}

/** The bytes a draft refers to, undefined where it refers to none. */
export async function fileOf(shift: Shift, draft: Draft): Promise<Letter['file']> {
  if (draft.k !== 'image' && draft.k !== 'file' && draft.k !== 'voice' && draft.k !== 'video')
    return undefined;
  const file = await shift.work((work) => fileById(work, draft.b.fileId), system);
  if (!file) return fail('channels.unfit_kind');
  const bytes = await buffer(await bytesOfFile(shift, file.id));
  return { name: file.name, mime: file.mime, bytes };
}
