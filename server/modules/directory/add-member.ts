import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { memberJoined } from '@teahouse/contract/directory';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { keepingCounts } from './count-members.ts';
import { spellingOf } from './spelling.ts';
import { namingTheTaken } from './unique-members.ts';
import { writeKeys } from './write-keys.ts';

export interface Place {
  id: DepartmentId;
  leader?: boolean;
  main?: boolean;
  order?: number;
}

export interface NewMember {
  userid: string;
  name: string;
  email?: string | null;
  mobile?: string | null;
  alias?: string;
  position?: string;
  gender?: '' | 'male' | 'female';
  phone?: string;
  address?: string;
  managerId?: MemberId | null;
  hidden?: boolean;
  custom?: Record<string, string>;
  /** the userid was made from the name */
  useridMade?: boolean;
  /** the first one is the main one, unless a place says otherwise */
  departments: readonly (DepartmentId | Place)[];
  status?: 'invited' | 'active';
}

/**
 * One more member. Facts are taken as they are: callers that face people check formats and scope first. Refuses a userid, mobile
 * or mail that another member has.
 */
export async function addMember(work: Work, member: NewMember): Promise<MemberId> {
  const id = newId('mbr');
  const status = member.status ?? 'active';
  const found = {
    id,
    userid: member.userid,
    name: member.name,
    alias: member.alias ?? '',
    email: member.email ?? null,
    mobile: member.mobile ?? null,
  };
  await namingTheTaken(
    work.db
      .insertInto('members')
      .values({
        ...found,
        ...spellingOf(member.name),
        position: member.position ?? '',
        gender: member.gender ?? '',
        phone: member.phone ?? '',
        address: member.address ?? '',
        manager_id: member.managerId ?? null,
        hidden: member.hidden ?? false,
        userid_made: member.useridMade ?? false,
        custom: JSON.stringify(member.custom ?? {}),
        status,
        activated_at: status === 'active' ? work.now : null,
        created_at: work.now,
        changed_at: work.now,
      })
      .execute(),
  );
  await keepingCounts(work, [id], () => placeMember(work, id, member.departments));
  await writeKeys(work, [found], true);
  await work.emit(memberJoined, { memberId: id });
  return id;
}

/** Writes the departments of a member who has none. */
export async function placeMember(
  work: Work,
  memberId: MemberId,
  departments: readonly (DepartmentId | Place)[],
): Promise<void> {
  if (departments.length === 0) return;
  const places: Place[] = departments.map((d) => (typeof d === 'string' ? { id: d } : d));
  const main = Math.max(
    0,
    places.findIndex((p) => p.main),
  );
  await work.db
    .insertInto('department_members')
    .values(
      places.map((p, i) => ({
        department_id: p.id,
        member_id: memberId,
        leader: p.leader ?? false,
        main: i === main,
        sort: p.order ?? 0,
      })),
    )
    .execute();
}
