import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import {
  changeDepartment,
  changeMember,
  createDepartment,
  departmentFacts,
  departmentsByNo,
  disableMember,
  enterMember,
  isUserid,
  memberFacts,
  membersByUserid,
  reactivateMember,
  removeDepartment,
  roomInDepartments,
  whatHolds,
} from '../../directory/index.ts';
import { everybody } from '../visible-range.ts';
import type { MemberRow, PartyRow } from './read-batch.ts';

/** A member as a row of a table says: changed where the userid is known, entered where it is not. */
export async function putMember(work: Work, row: MemberRow, mostNodes: number): Promise<MemberId> {
  const { userid, departmentNos, leaders, orders, disabled, ...facts } = row;
  if (!isUserid(userid) || row.name === '') return fail('common.invalid_input', 'userid or name');
  const known = await departmentsByNo(work, departmentNos);
  const departments = departmentNos.map((no, i) => ({
    id: known.get(no) ?? fail('directory.department_not_found'),
    main: i === 0,
    leader: leaders[i] ?? false,
    order: Number.isSafeInteger(orders[i]) ? orders[i]! : 0,
  }));
  if (departments.length === 0) return fail('directory.department_not_found');
  const memberId = (await membersByUserid(work, [userid])).get(userid.toLowerCase());
  if (!memberId) {
    await roomInDepartments(work, [...known.values()], mostNodes);
    const made = await enterMember(work, { ...facts, userid, departments });
    if (disabled) await disableMember(work, { memberId: made });
    return made;
  }
  const [before] = await memberFacts(work, everybody, [memberId]);
  const fresh = [...known].filter(([no]) => !before!.places.some((p) => p.no === no)).map(([, id]) => id);
  await roomInDepartments(work, fresh, mostNodes);
  const { mobile, ...rest } = facts;
  // A mobile somebody signs in with is theirs to change.
  const contact = before!.activated || mobile === undefined ? {} : { mobile };
  await changeMember(work, { ...rest, ...contact, memberId, departments });
  if (disabled === true && before!.status !== 'disabled') await disableMember(work, { memberId });
  if (disabled === false && before!.status === 'disabled') await reactivateMember(work, { memberId });
  return memberId;
}

/** A department as a row says; answers what was done to it: 1 created, 2 renamed, 4 moved, 8 reordered, added up. */
export async function putParty(
  work: Work,
  { name, no, parentNo, order }: PartyRow,
  mostNodes: number,
): Promise<number> {
  const ids = await departmentsByNo(work, [no, parentNo]);
  const departmentId = ids.get(no);
  const parentId = ids.get(parentNo);
  if (!departmentId) {
    if (!parentId) return fail('directory.department_not_found');
    await roomInDepartments(work, [parentId], mostNodes);
    await createDepartment(work, { parentId, name, nameEn: '', order: order ?? 0, hidden: false, no });
    return 1;
  }
  const [before] = await departmentFacts(work, everybody, { only: departmentId });
  const renamed = name !== before!.name;
  const moved = parentNo !== before!.parentNo && parentId !== undefined;
  const reordered = order !== undefined && order !== before!.order;
  if (moved) await roomInDepartments(work, [parentId], mostNodes);
  if (renamed || moved || reordered)
    await changeDepartment(work, {
      departmentId,
      ...(renamed ? { name } : {}),
      ...(moved ? { parentId } : {}),
      ...(reordered ? { order } : {}),
    });
  return (renamed ? 2 : 0) + (moved ? 4 : 0) + (reordered ? 8 : 0);
}

/** Departments that the table does not name go, from below, as far as nobody is in them. */
export async function removeOtherParties(work: Work, kept: readonly number[]): Promise<void> {
  const named = new Set([1, ...kept]);
  const others = (await departmentFacts(work, everybody)).filter((d) => !named.has(d.no)).toReversed();
  for (const { id } of others) await removeWhenEmpty(work, id);
}

/** Where somebody is still in it, it stays, as with the vendor. */
async function removeWhenEmpty(work: Work, departmentId: DepartmentId): Promise<void> {
  const { members, departments } = await whatHolds(work, departmentId);
  if (!members && !departments) await removeDepartment(work, { departmentId });
}
