import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import {
  type DepartmentFacts,
  departmentFacts,
  departmentsByNo,
  type MemberFacts,
  memberFacts,
  membersByUserid,
} from '../../../modules/directory/index.ts';
import { DingtalkError } from '../dingtalk.errors.ts';

export const noUser = () => new DingtalkError(60121, 'user not found');

/** The id of a member, whether or not the app may see them. */
export async function knownMember(work: Work, userid: string): Promise<MemberId> {
  const id = (await membersByUserid(work, [userid])).get(userid.toLowerCase());
  if (!id) throw noUser();
  return id;
}

/** The member with this userid, whom the app may see. */
export async function seenMember(work: Work, app: App, userid: string): Promise<MemberFacts> {
  const [facts] = await memberFacts(work, app.visible, [await knownMember(work, userid)]);
  if (!facts) throw new DingtalkError(50002, 'the userid is outside the range of the app');
  return facts;
}

export async function knownDepartment(work: Work, no: number): Promise<DepartmentId> {
  const id = (await departmentsByNo(work, [no])).get(no);
  if (!id) throw new DingtalkError(60003, 'department not found');
  return id;
}

/** The department with this number, which the app may see. */
export async function seenDepartment(work: Work, app: App, no: number): Promise<DepartmentFacts> {
  const [facts] = await departmentFacts(work, app.visible, { only: await knownDepartment(work, no) });
  if (!facts) throw new DingtalkError(50004, 'the dept_id is outside the range of the app');
  return facts;
}
