import { qrSignIn } from '@teahouse/contract/qr-sign-in';
import QRCode from 'qrcode';
import { fail } from '../../../kernel/fail.ts';
import { newSecret } from '../../../kernel/ids.ts';
import { implementRaw } from '../../../kernel/module.ts';
import { relyingParty } from '../passkey-check.ts';
import { qrFrom } from '../sign-in-paces.ts';
import { placeOf } from '../sign-in-policy.ts';
import { deviceOf, qrTickets } from './qr-tickets.ts';

export const startQrSignIn = implementRaw(qrSignIn.startQrSignIn, async (call) => {
  const { ip } = call.request;
  if (!(await call.ports.throttles.take([qrFrom, placeOf(ip)]))) return fail('common.too_many');
  const device = deviceOf(call.request.headers['user-agent'] ?? '');
  const guest = { id: newSecret(), device, ip, at: call.now.getTime() };
  const { ticket, code, expiresAt } = qrTickets(call, guest);
  const url = `${relyingParty(call).origin}/scan/${code}`;
  const qr = await QRCode.toString(url, { type: 'svg', margin: 1, errorCorrectionLevel: 'L' });
  return { ticket, url, qr, expiresAt: expiresAt.toISOString() };
});
