// A program offers the customer of a desk something lasting, such as a colleague of their own, and takes the offer back.
import type { ChatId, DeskId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import { uuidOf } from '../../../kernel/ids.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { postAs, postedAs, recallAs } from '../../messaging/index.ts';
import { holdDesk, lastSession } from '../desk.access.ts';
import { happen, holdSession } from '../session/happen.ts';
import { CLOSED } from '../session/state.ts';

const WINDOW_MS = 48 * 3_600_000;
const HOLD_BACK = 5;

interface Place {
  deskId: DeskId;
  chatId: ChatId;
}

/** Says an offer, at most five in a session. Fails with desk.not_heard, desk.session_over or desk.said_enough. */
export async function offerAt(shift: Shift, { deskId, chatId }: Place, draft: Draft): Promise<void> {
  const cid = await shift.work(async (work) => {
    await holdDesk(work, deskId);
    const [chat] = await work.sql(
      'select from desk_chats where corp_id = $1 and chat_id = $2 and heard_at > $3',
      [work.corpId, chatId, new Date(work.now.getTime() - WINDOW_MS)],
    );
    if (!chat) fail('desk.not_heard');
    const last = await lastSession(work, chatId);
    if (!last || last.state === CLOSED) return fail('desk.session_over');
    const offers = await offered(work, last.id);
    if (offers.length >= HOLD_BACK) fail('desk.said_enough');
    const fresh = uuidOf(`offer ${last.id} ${offers.length}`);
    const session = await holdSession(work, last.id);
    await happen(work, session, { kind: 'offered', at: work.now.getTime() }, { detail: { cid: fresh } });
    return fresh;
  });
  await shift.work((work) => postAs(work, { speakerId: deskId, chatId, cid, draft }));
}

/** Takes every offer of the newest session back. */
export async function takeOffersBack(shift: Shift, { deskId, chatId }: Place): Promise<void> {
  await shift.work(async (work) => {
    const last = await lastSession(work, chatId);
    if (!last) return;
    for (const cid of await offered(work, last.id)) {
      const seq = await postedAs(work, chatId, deskId, cid);
      if (seq !== undefined) await recallAs(work, chatId, seq);
    }
  });
}

async function offered(work: Parameters<typeof holdDesk>[0], sessionId: string): Promise<string[]> {
  const rows = await work.sql<{ cid: string }>(
    `select detail->>'cid' cid from desk_events where corp_id = $1 and session_id = $2 and kind = 'offered' order by n`,
    [work.corpId, sessionId],
  );
  return rows.map((r) => r.cid);
}
