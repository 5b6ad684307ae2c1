import type { Proof } from '@teahouse/contract/identity';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { RawCall } from '../../kernel/module.ts';
import { system } from '../../kernel/work.ts';
import { memberOfPasskey } from './passkey-check.ts';
import { passwordFits } from './password.ts';
import { useRecoveryCode } from './recovery-codes.ts';
import { secondStep } from './sign-in-paces.ts';
import { useTotp } from './totp.ts';

/** Checks a proof that this member sits there; wrong ones are counted. Throws identity.wrong_*, locked or ticket_expired. */
export async function prove(
  call: RawCall,
  use: 'second-step' | 'confirm',
  corpId: string,
  memberId: MemberId,
  proof: Proof,
): Promise<void> {
  if (proof.kind === 'passkey') {
    await memberOfPasskey(call, use, corpId, memberId, proof);
    return;
  }
  const tries = [secondStep, `${proof.kind} ${memberId}`] as const;
  if (!(await call.ports.throttles.take([...tries]))) return fail('identity.locked');
  if (proof.kind === 'password') {
    if (!(await passwordFits(await hashOf(call, corpId, memberId), proof.password)))
      return fail('identity.wrong_password');
  } else {
    const right = await call.ports.openWork(corpId, system, (work) =>
      proof.kind === 'totp'
        ? useTotp(work, call.ports.secret, memberId, proof.code)
        : useRecoveryCode(work, memberId, proof.code),
    );
    if (!right) return fail('identity.wrong_code');
  }
  await call.ports.throttles.giveBack([...tries]);
}

async function hashOf(call: RawCall, corpId: string, memberId: MemberId): Promise<string | null> {
  const [row] = await call.ports.openWork(corpId, system, (work) =>
    work.sql<{ hash: string | null }>(
      'select password_hash hash from credentials where corp_id = $1 and member_id = $2',
      [work.corpId, memberId],
    ),
  );
  return row?.hash ?? null;
}
