import { identity } from '@teahouse/contract/identity';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import type { Ports } from '../../kernel/ports.ts';
import { system, type Work } from '../../kernel/work.ts';
import { sendReset } from './send-reset.ts';
import { loginKey } from './set-password.ts';
import { resetFrom, resetTo } from './sign-in-paces.ts';
import { placeOf } from './sign-in-policy.ts';

const MOST_CORPS = 20;

/** A link asked for by a stranger never takes its address from the stranger's request: without a PUBLIC_URL none is sent. */
export const resetsByMail = ({ mail, settings }: Ports): boolean =>
  mail !== undefined && settings.publicUrl !== undefined;

export const forgotPassword = implementRaw(identity.forgotPassword, async (call, { email }) => {
  if (!resetsByMail(call.ports)) return fail('identity.no_reset_by_mail');
  const address = loginKey(email);
  const { ip } = call.request;
  if (!(await call.ports.throttles.take([resetTo, address], [resetFrom, placeOf(ip)])))
    return fail('identity.reset_asked_often');
  // Everything that knows whether the address exists comes after the answer, so its time tells nothing.
  call.reply.raw.once('finish', () => {
    beginReset(call.ports, address, ip).catch((error: unknown) =>
      call.ports.log.warn({ err: error }, 'a forgotten password was not followed up'),
    );
  });
  return {};
});

async function beginReset(ports: Ports, address: string, ip: string): Promise<void> {
  const keys = await ports.frontDesk.whoseKeys('login', address);
  for (const key of keys.slice(0, MOST_CORPS))
    await ports.openWork(key.corpId, system, async (work) => {
      const memberId = key.opens as MemberId;
      if (!(await mayReset(work, memberId, address))) return;
      await work.audit({ action: 'identity.password_reset_asked', object: memberId, detail: { ip } });
      await work.enqueue(sendReset, { memberId });
    });
}

/** Active, really of this address (it might be somebody's account name), and allowed to come in with a password. */
async function mayReset(work: Work, memberId: MemberId, address: string): Promise<boolean> {
  const rows = await work.sql(
    `select from members m where m.corp_id = $1 and m.id = $2 and m.status = 'active' and lower(m.email) = $3
        and (coalesce((select 'password' = any(p.ways) from sign_in_policies p where p.corp_id = $1), true)
             or exists (select from admins a where a.corp_id = $1 and a.member_id = $2 and a.role = 'owner'))`,
    [work.corpId, memberId, address],
  );
  return rows.length > 0;
}
