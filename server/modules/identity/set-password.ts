import type { MemberId } from '@teahouse/contract/ids';
import { handOutKey, takeBackKeys } from '../../kernel/front-desk.ts';
import type { Work } from '../../kernel/work.ts';

export const loginKey = (login: string) => login.trim().toLowerCase();

/** Stores a password hash (made outside the transaction: it takes tens of milliseconds). */
export async function setPasswordHash(work: Work, memberId: MemberId, hash: string): Promise<void> {
  await work.db
    .insertInto('credentials')
    .values({ member_id: memberId, password_hash: hash, changed_at: work.now })
    .onConflict((c) =>
      c.columns(['corp_id', 'member_id']).doUpdateSet({ password_hash: hash, changed_at: work.now }),
    )
    .execute();
}

/** Makes the names a member may sign in with known at the front desk: userid, mail and mobile as they stand now. */
export async function refreshLogins(work: Work, memberId: MemberId): Promise<void> {
  await takeBackKeys(work, { kind: 'login', holder: memberId });
  const [m] = await work.sql<{ userid: string; email: string | null; mobile: string | null; status: string }>(
    'select userid, email, mobile, status from members where corp_id = $1 and id = $2',
    [work.corpId, memberId],
  );
  if (!m || m.status === 'left') return;
  for (const login of new Set([m.userid, m.email, m.mobile].filter((x) => x !== null).map(loginKey)))
    await handOutKey(work, 'login', { secret: login, opens: memberId, holder: memberId, shared: true });
}
