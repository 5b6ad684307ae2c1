import { identity } from '@teahouse/contract/identity';
import type { IdOf } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { factorNeeded } from './second-step.ts';

export const mySecurity = implement(identity.mySecurity, async (work) => {
  const me = actingMember(work);
  const of = [work.corpId, me];
  const [[facts], passkeys, needed] = await Promise.all([
    work.sql<{ password: boolean; totp: boolean; codes: number }>(
      `select exists (select from credentials where corp_id = $1 and member_id = $2 and password_hash is not null) "password",
              exists (select from totps where corp_id = $1 and member_id = $2 and active) totp,
              (select count(*) from recovery_codes where corp_id = $1 and member_id = $2 and used_at is null) codes`,
      of,
    ),
    work.sql<{ id: IdOf<'pk'>; name: string; created_at: Date; used_at: Date | null }>(
      'select id, name, created_at, used_at from passkeys where corp_id = $1 and member_id = $2 order by created_at',
      of,
    ),
    factorNeeded(work, me),
  ]);
  return {
    hasPassword: facts!.password,
    totp: facts!.totp,
    passkeys: passkeys.map((p) => ({
      id: p.id,
      name: p.name,
      createdAt: p.created_at.toISOString(),
      usedAt: p.used_at?.toISOString() ?? null,
    })),
    recoveryCodesLeft: facts!.codes,
    factorNeeded: needed,
  };
});
