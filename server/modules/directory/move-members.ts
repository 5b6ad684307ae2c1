import { memberChanged } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { implement } from '../../kernel/module.ts';
import { replaceMember } from './change-member.ts';
import { adminScope, departmentToAdminister, memberToAdminister } from './directory.access.ts';
import { holdTree } from './hold-tree.ts';
import { placesWithin } from './member-facts.ts';

export const moveMembers = implement(directoryAdmin.moveMembers, async (work, { memberIds, from, to }) => {
  const scope = await adminScope(work);
  await holdTree(work);
  await departmentToAdminister(work, scope, to);
  if (from) await departmentToAdminister(work, scope, from);
  // In one order everywhere, so two moves of the same people wait for each other instead of locking each other out.
  for (const memberId of [...new Set(memberIds)].toSorted()) {
    const { memberships } = await memberToAdminister(work, scope, memberId);
    const stays = memberships.filter((d) => d.id !== to && from !== undefined && d.id !== from);
    const left = memberships.find((d) => d.id === (from ?? memberships[0]?.id));
    const there = memberships.find((d) => d.id === to);
    const places = [
      ...stays.map((d) => ({ id: d.id, leader: d.leader, main: d.main, order: d.sort })),
      {
        id: to,
        leader: there?.leader ?? false,
        main: (there?.main ?? false) || (left?.main ?? true),
        order: there?.sort ?? 0,
      },
    ];
    await replaceMember(
      work,
      memberId,
      memberships.map((d) => d.id),
      await placesWithin(work, scope, places, memberships),
    );
    await work.audit({
      action: 'directory.member_moved',
      object: memberId,
      detail: { from: from ?? null, to },
    });
    await work.emit(memberChanged, { memberId });
  }
  return {};
});
