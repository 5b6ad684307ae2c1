import { qrSignIn } from '@teahouse/contract/qr-sign-in';
import { fail } from '../../../kernel/fail.ts';
import { handOutKey } from '../../../kernel/front-desk.ts';
import { implementRaw } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { guestOf, QR_YES, TWO_MINUTES } from './qr-tickets.ts';

export const decideQrSignIn = implementRaw(qrSignIn.decideQrSignIn, async (call, { code, allow }) => {
  const { id, device, ip } = guestOf(call, code);
  if (!(await call.ports.throttles.once('qr sign-in', id, 2 * TWO_MINUTES)))
    return fail('identity.ticket_expired');
  await call.work(async (work) => {
    const { actor } = work;
    const sessionId = actor.kind === 'member' ? actor.sessionId : '';
    await work.audit({
      action: allow ? 'identity.qr_allowed' : 'identity.qr_refused',
      object: actingMember(work),
      detail: { device, ip },
    });
    await handOutKey(work, QR_YES, {
      secret: id,
      opens: `${allow ? sessionId : 'refused'} ${id}`,
      holder: actingMember(work),
      expiresAt: new Date(work.now.getTime() + TWO_MINUTES),
    });
  });
  return {};
});
