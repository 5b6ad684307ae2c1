import { qrSignIn } from '@teahouse/contract/qr-sign-in';
import { implementRaw } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { placeHash } from '../finish-sign-in.ts';
import { guestOf } from './qr-tickets.ts';

export const lookAtQrSignIn = implementRaw(qrSignIn.lookAtQrSignIn, async (call, { code }) => {
  const { device, ip, at } = guestOf(call, code);
  const [row] = await call.work((work) =>
    work.sql<{ knownPlace: boolean; corpName: string }>(
      `select name "corpName", exists (select from known_places
                where corp_id = $1 and member_id = $2 and place = $3) "knownPlace"
         from corps where corp_id = $1`,
      [work.corpId, actingMember(work), placeHash(ip)],
    ),
  );
  return { device, ip, askedAt: new Date(at).toISOString(), ...row! };
});
