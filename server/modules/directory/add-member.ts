import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { memberJoined } from '@teahouse/contract/directory';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { spellingOf } from './spelling.ts';

export interface NewMember {
  userid: string;
  name: string;
  email?: string | null;
  mobile?: string | null;
  alias?: string;
  position?: string;
  departments: readonly DepartmentId[];
  status?: 'invited' | 'active';
}

/** One more member. Uniqueness of userid, mobile and mail is the database's; callers that face people check first and say which field. */
export async function addMember(work: Work, member: NewMember): Promise<MemberId> {
  const id = newId('mbr');
  await work.db
    .insertInto('members')
    .values({
      id,
      userid: member.userid,
      name: member.name,
      alias: member.alias ?? '',
      ...spellingOf(member.name),
      email: member.email ?? null,
      mobile: member.mobile ?? null,
      position: member.position ?? '',
      status: member.status ?? 'active',
      created_at: work.now,
      changed_at: work.now,
    })
    .execute();
  if (member.departments.length)
    await work.db
      .insertInto('department_members')
      .values(member.departments.map((department_id, i) => ({ department_id, member_id: id, main: i === 0 })))
      .execute();
  await work.emit(memberJoined, { memberId: id });
  return id;
}
