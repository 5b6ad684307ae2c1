import type { MemberId } from '@teahouse/contract/ids';
import { createHash, randomInt } from 'node:crypto';
import type { Work } from '../../kernel/work.ts';

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODES = 10;

/** New codes in place of whatever was there; each is shown once, now, and kept as a hash (16 letters: 79 bits). */
export async function makeRecoveryCodes(work: Work, memberId: MemberId): Promise<string[]> {
  await work.db.deleteFrom('recovery_codes').where('member_id', '=', memberId).execute();
  const codes = Array.from({ length: CODES }, () =>
    Array.from({ length: 4 }, () => Array.from({ length: 4 }, letter).join('')).join('-'),
  );
  await work.db
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ member_id: memberId, code_hash: hashOf(code) })))
    .execute();
  return codes;
}

/** The first codes of a member who has just set up a first factor; none when they hold some already. */
export async function firstRecoveryCodes(work: Work, memberId: MemberId): Promise<string[]> {
  const [held] = await work.sql('select from recovery_codes where corp_id = $1 and member_id = $2 limit 1', [
    work.corpId,
    memberId,
  ]);
  return held ? [] : await makeRecoveryCodes(work, memberId);
}

/** Whether the code is right and unused; it is used up by asking. */
export async function useRecoveryCode(work: Work, memberId: MemberId, code: string): Promise<boolean> {
  const used = await work.sql(
    `update recovery_codes set used_at = $4
      where corp_id = $1 and member_id = $2 and code_hash = $3 and used_at is null returning member_id`,
    [work.corpId, memberId, hashOf(code), work.now],
  );
  return used.length > 0;
}

const letter = () => LETTERS[randomInt(LETTERS.length)]!;
const hashOf = (code: string) =>
  createHash('sha256')
    .update(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .digest('base64url');
