import { identity } from '@teahouse/contract/identity';
import { generateSecret, generateURI } from 'otplib';
import QRCode from 'qrcode';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { seal } from '../../kernel/seal.ts';
import { actingMember } from '../../kernel/work.ts';
import { TOTP_PURPOSE } from './totp.ts';

export const beginTotp = implementRaw(identity.beginTotp, async (call) => {
  const secret = generateSecret();
  const names = await call.work(async (work) => {
    const me = actingMember(work);
    const kept = await work.sql(
      `insert into totps (member_id, sealed, active, created_at) values ($1, $2, false, $3)
       on conflict (corp_id, member_id) do update set sealed = excluded.sealed, created_at = excluded.created_at, last_step = 0
         where not totps.active returning member_id`,
      [me, seal(call.ports.secret, TOTP_PURPOSE, secret), work.now],
    );
    if (kept.length === 0) return fail('identity.totp_in_use');
    const [row] = await work.sql<{ corp: string; login: string }>(
      `select c.name corp, coalesce(m.email, m.userid) login from corps c join members m on m.corp_id = $1 and m.id = $2
        where c.corp_id = $1`,
      [work.corpId, me],
    );
    return row!;
  });
  const uri = generateURI({ issuer: names.corp, label: names.login, secret });
  return { secret, uri, qr: await QRCode.toString(uri, { type: 'svg', margin: 1 }) };
});
