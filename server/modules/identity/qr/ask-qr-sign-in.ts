import type { MemberId } from '@teahouse/contract/ids';
import { qrSignIn } from '@teahouse/contract/qr-sign-in';
import { fail } from '../../../kernel/fail.ts';
import { takeBackKeys } from '../../../kernel/front-desk.ts';
import { implementRaw } from '../../../kernel/module.ts';
import { system } from '../../../kernel/work.ts';
import { finishSignIn } from '../finish-sign-in.ts';
import { QR_YES, waitingOf } from './qr-tickets.ts';

export const askQrSignIn = implementRaw(qrSignIn.askQrSignIn, async (call, { ticket }) => {
  const found = await call.ports.frontDesk.whoseKey(QR_YES, waitingOf(call, ticket));
  if (!found) return { state: 'waiting' as const };
  const { corpId, opens, holder } = found;
  const sessionId = opens.split(' ')[0]!;
  const by = await call.ports.openWork(corpId, system, async (work) => {
    const taken = await takeBackKeys(work, { kind: QR_YES, opens });
    if (taken === 0) return fail('identity.ticket_expired');
    if (sessionId === 'refused') return undefined;
    // The phone's own session still stands; what it gives is as strong, and ends no later.
    const [phone] = await work.sql<{ strong: boolean; until: Date }>(
      `select s.strong, s.expires_at until from sessions s
         join members m on m.corp_id = $1 and m.id = s.member_id and m.status = 'active'
        where s.corp_id = $1 and s.id = $2 and s.member_id = $3 and s.expires_at > $4`,
      [corpId, sessionId, holder, work.now],
    );
    return phone ?? fail('identity.ticket_expired');
  });
  if (!by) return { state: 'refused' as const };
  await finishSignIn(call, corpId, holder as MemberId, { way: 'qr', ...by });
  return { state: 'done' as const };
});
