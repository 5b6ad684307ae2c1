import { memberChanged, memberMoved } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { type Place, placeMember } from './add-member.ts';
import { keepingCounts } from './count-members.ts';
import { adminScope, memberToAdminister, ownerForAdmins } from './directory.access.ts';
import { recordsOf } from './directory.present.ts';
import { holdTree } from './hold-tree.ts';
import { checkCustom, checkManager, contactsOf, placesWithin, setTags } from './member-facts.ts';
import { spellingOf } from './spelling.ts';
import { setSince } from './tenures.ts';
import { namingTheTaken } from './unique-members.ts';
import { renewKeys } from './write-keys.ts';

export const changeMember = implement(directoryAdmin.changeMember, async (work, { memberId, ...input }) => {
  const scope = await adminScope(work);
  await holdTree(work);
  const before = await memberToAdminister(work, scope, memberId);
  const contacts = contactsOf(input);
  const login = { userid: input.userid, mobile: contacts.mobile, email: contacts.email };
  const newLogin = (Object.keys(login) as (keyof typeof login)[]).filter(
    (key) => login[key] !== undefined && login[key] !== before[key],
  );
  if (newLogin.length) await ownerForAdmins(work, before);
  if (input.managerId) await checkManager(work, input.managerId, memberId);
  if (input.custom) await checkCustom(work, input.custom);
  const { departments, tags, custom, managerId, since, mobile: _m, email: _e, ...plain } = input;
  const merged = Object.entries({ ...before.custom, ...custom }).filter(([, value]) => value !== '');
  const write = () =>
    namingTheTaken(
      work.db
        .updateTable('members')
        .set({
          ...defined(plain),
          ...contacts,
          ...(input.name === undefined ? {} : spellingOf(input.name)),
          ...(input.userid === undefined ? {} : { userid_made: false }),
          ...(managerId === undefined ? {} : { manager_id: managerId }),
          ...(custom ? { custom: JSON.stringify(Object.fromEntries(merged)) } : {}),
          changed_at: work.now,
        })
        .where('id', '=', memberId)
        .execute(),
    );
  await (input.hidden === undefined ? write() : keepingCounts(work, [memberId], write));
  if (since) await setSince(work, memberId, since);
  if (tags) await setTags(work, memberId, tags);
  if (departments)
    await replaceMember(
      work,
      memberId,
      before.memberships.map((d) => d.id),
      await placesWithin(work, scope, departments, before.memberships),
    );
  await renewKeys(work, [memberId]);
  await work.audit({
    action: 'directory.member_changed',
    object: memberId,
    detail: { name: before.name, fields: Object.keys(defined(input)) },
  });
  await work.emit(memberChanged, { memberId });
  const [record] = await recordsOf(work, [memberId]);
  return record!;
});

/** Puts a member into exactly these places, and tells which departments are touched. */
export async function replaceMember(
  work: Work,
  memberId: MemberId,
  had: readonly DepartmentId[],
  places: readonly Place[],
): Promise<void> {
  await keepingCounts(work, [memberId], async () => {
    await work.db.deleteFrom('department_members').where('member_id', '=', memberId).execute();
    await placeMember(work, memberId, places);
  });
  const touched = [...new Set([...had, ...places.map((p) => p.id)])];
  await work.emit(memberMoved, { memberId, departments: touched });
}

/** The same object without keys that hold undefined, which Kysely would refuse. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never;
}
