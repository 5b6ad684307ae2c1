import type { MemberId } from '@teahouse/contract/ids';
import { verifySync } from 'otplib';
import { unseal } from '../../kernel/seal.ts';
import type { Work } from '../../kernel/work.ts';

export const TOTP_PURPOSE = 'totp';
const PERIOD = 30;

/**
 * Whether a code is right, of this half minute or one beside it, and newer than every code accepted before. A right code is used
 * up by asking. `state` says whether the secret must already be in use or is just being set up.
 */
export async function useTotp(
  work: Work,
  secret: Buffer,
  memberId: MemberId,
  code: string,
  state: 'active' | 'fresh' = 'active',
): Promise<boolean> {
  // Held to the commit, so that one code shown twice at the same moment counts once.
  const [row] = await work.sql<{ sealed: string; last_step: number }>(
    'select sealed, last_step from totps where corp_id = $1 and member_id = $2 and active = $3 for update',
    [work.corpId, memberId, state === 'active'],
  );
  const key = row && unseal(secret, TOTP_PURPOSE, row.sealed);
  const token = code.replaceAll(/\s/g, '');
  if (!key || !/^\d{6}$/.test(token)) return false;
  const seen = verifySync({
    secret: key,
    token,
    epoch: Math.floor(work.now.getTime() / 1000),
    period: PERIOD,
    epochTolerance: PERIOD,
    ...(row.last_step > 0 ? { afterTimeStep: row.last_step } : {}),
  });
  if (!seen.valid || !('timeStep' in seen)) return false;
  await work.sql('update totps set last_step = $3, active = true where corp_id = $1 and member_id = $2', [
    work.corpId,
    memberId,
    seen.timeStep,
  ]);
  return true;
}
