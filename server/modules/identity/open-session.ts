import type { MemberId } from '@teahouse/contract/ids';
import { handOutKey } from '../../kernel/front-desk.ts';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { noteActive } from './active-days.ts';
import { policyOf } from './sign-in-policy.ts';

export interface SignedInBy {
  way: 'password' | 'passkey' | 'sso' | 'invitation' | 'qr';
  /** two factors were shown, or a passkey, or the identity provider answers for it */
  strong: boolean;
  /** it ends no later than this */
  until?: Date;
}

/** A signed-in device: a session row and the secret for its cookie. Ends when the company's policy says so. */
export async function openSession(
  work: Work,
  memberId: MemberId,
  from: { agent?: string; ip?: string } = {},
  by: SignedInBy = { way: 'password', strong: false },
): Promise<{ id: string; secret: string; expiresAt: Date }> {
  const id = newId('ses');
  const { sessionHours } = await policyOf(work);
  const longest = work.now.getTime() + sessionHours * 3_600_000;
  const expiresAt = new Date(Math.min(longest, by.until?.getTime() ?? longest));
  await work.db
    .insertInto('sessions')
    .values({
      id,
      member_id: memberId,
      agent: (from.agent ?? '').slice(0, 300),
      ip: from.ip ?? '',
      way: by.way,
      strong: by.strong,
      created_at: work.now,
      seen_at: work.now,
      confirmed_at: work.now,
      expires_at: expiresAt,
    })
    .execute();
  await noteActive(work, [memberId]);
  const secret = await handOutKey(work, 'session', { opens: id, holder: memberId, expiresAt });
  return { id, secret, expiresAt };
}
