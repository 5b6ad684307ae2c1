import type { AdminRight } from '@teahouse/contract/define';
import type { Role } from '@teahouse/contract/identity-admin';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

export interface Administered {
  id: MemberId;
  userid: string;
  name: string;
  email: string | null;
  status: 'invited' | 'active' | 'disabled' | 'left';
  roles: Role[];
}

/** A member the actor's right reaches; a stranger, somebody outside its departments and nobody at all sound the same. */
export async function memberToAdminister(
  work: Work,
  right: AdminRight,
  memberId: MemberId,
): Promise<Administered> {
  const scope = work.actor.kind === 'member' ? work.actor.scopes?.get(right) : undefined;
  const [member] = await work.sql<Administered>(
    `select m.id, m.userid, m.name, m.email, m.status,
            array(select a.role from admins a where a.corp_id = $1 and a.member_id = m.id) roles
       from members m
      where m.corp_id = $1 and m.id = $2
        and ($3::text[] is null or exists (
          select from department_members x join departments d on d.corp_id = $1 and d.id = x.department_id
           where x.corp_id = $1 and x.member_id = m.id
             and exists (select from unnest($3::text[]) s where d.path like '%/' || s || '/%')))`,
    [work.corpId, memberId, scope ?? null],
  );
  return member ?? fail('identity.unknown_member');
}

export async function isOwner(work: Work): Promise<boolean> {
  const rows = await work.sql(`select from admins where corp_id = $1 and member_id = $2 and role = 'owner'`, [
    work.corpId,
    work.actor.id,
  ]);
  return rows.length > 0;
}

/** Some settings concern everybody: a right for a few departments does not reach them. */
export function wholeCompany(work: Work, right: AdminRight): void {
  if (work.actor.kind === 'member' && work.actor.scopes?.has(right)) fail('identity.needs_whole_company');
}
