import type { DepartmentId, MemberId, TagId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import {
  departmentFacts,
  type DepartmentFacts,
  departmentsByNo,
  type MemberFacts,
  memberFacts,
  membersByUserid,
  tagsByNo,
  thoseInSet,
} from '../../../modules/directory/index.ts';
import { WecomError } from '../wecom.errors.ts';

/** The member with this userid, whom the app may see. */
export async function seenMember(work: Work, app: App, userid: string): Promise<MemberFacts> {
  const id = (await membersByUserid(work, [userid])).get(userid.toLowerCase());
  if (!id) throw new WecomError(60111);
  const [facts] = await memberFacts(work, app.visible, [id]);
  if (!facts) throw new WecomError(60011);
  return facts;
}

/** Many members at once, each of whom exists and whom the app may see. */
export async function seenMembers(work: Work, app: App, userids: readonly string[]): Promise<MemberId[]> {
  const known = await membersByUserid(work, userids);
  const ids = [...new Set(userids.map((userid) => known.get(userid.toLowerCase())))];
  if (!ids.every((id) => id !== undefined)) throw new WecomError(60111);
  if ((await thoseInSet(work, app.visible, ids)).length < ids.length) throw new WecomError(60011);
  return ids;
}

/** The department with this number, which the app may see. */
export async function seenDepartment(work: Work, app: App, no: number): Promise<DepartmentFacts> {
  const id = await knownDepartment(work, no, 60003);
  const [facts] = await departmentFacts(work, app.visible, { only: id });
  if (!facts) throw new WecomError(60011);
  return facts;
}

export async function knownDepartment(work: Work, no: number, errcode: number): Promise<DepartmentId> {
  const id = (await departmentsByNo(work, [no])).get(no);
  if (!id) throw new WecomError(errcode);
  return id;
}

export async function knownTag(work: Work, no: number): Promise<TagId> {
  const id = (await tagsByNo(work, [no])).get(no);
  if (!id) throw new WecomError(40068);
  return id;
}

export async function knownMember(work: Work, userid: string, errcode: number): Promise<MemberId> {
  const id = (await membersByUserid(work, [userid])).get(userid.toLowerCase());
  if (!id) throw new WecomError(errcode);
  return id;
}
