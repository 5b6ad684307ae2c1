import type { MemberId } from '@teahouse/contract/ids';
import { handOutKey } from '../../kernel/front-desk.ts';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';

const DAYS_30 = 30 * 24 * 3_600_000;

/** A signed-in device: a session row and the secret for its cookie. */
export async function openSession(
  work: Work,
  memberId: MemberId,
  from: { agent?: string; ip?: string } = {},
): Promise<{ id: string; secret: string; expiresAt: Date }> {
  const id = newId('ses');
  const expiresAt = new Date(work.now.getTime() + DAYS_30);
  await work.db
    .insertInto('sessions')
    .values({
      id,
      member_id: memberId,
      agent: (from.agent ?? '').slice(0, 300),
      ip: from.ip ?? '',
      created_at: work.now,
      seen_at: work.now,
      expires_at: expiresAt,
    })
    .execute();
  const secret = await handOutKey(work, 'session', { opens: id, holder: memberId, expiresAt });
  return { id, secret, expiresAt };
}
