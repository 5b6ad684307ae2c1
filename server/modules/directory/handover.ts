import { memberChanged, memberMoved } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { keepingCounts } from './count-members.ts';
import { adminScope, memberToAdminister } from './directory.access.ts';
import { briefsOf, NAMES } from './directory.present.ts';
import { holdTree, refuseManagerCycle } from './hold-tree.ts';

/** Of the directory alone; other modules list what is theirs under endpoints of their own, and the page shows them together. */
export const getHandover = implement(directoryAdmin.getHandover, async (work, { memberId }) => {
  await memberToAdminister(work, await adminScope(work), memberId);
  const reports = await work.sql<{ id: MemberId }>(
    `select id from members where corp_id = $1 and manager_id = $2 and status <> 'left' order by pinyin, id`,
    [work.corpId, memberId],
  );
  const led = await work.sql<{ id: DepartmentId; names: string[] }>(
    `select d.id, ${NAMES} names from department_members x join departments d on d.corp_id = $1 and d.id = x.department_id
      where x.corp_id = $1 and x.member_id = $2 and x.leader order by d.no`,
    [work.corpId, memberId],
  );
  return {
    reports: await briefsOf(
      work,
      reports.map((r) => r.id),
    ),
    led,
  };
});

export const handOver = implement(directoryAdmin.handOver, async (work, { memberId, to, only }) => {
  const scope = await adminScope(work);
  await holdTree(work);
  await memberToAdminister(work, scope, memberId, true);
  const heir = await memberToAdminister(work, scope, to);
  if (to === memberId || heir.status === 'left' || heir.status === 'disabled')
    fail('directory.member_not_found');
  const reports = only === 'departments' ? [] : await giveReports(work, memberId, to);
  const led = only === 'reports' ? [] : await giveDepartments(work, memberId, to);
  await work.audit({
    action: 'directory.handed_over',
    object: memberId,
    detail: { to, reports: reports.length, led: led.length },
  });
  if (led.length) await work.emit(memberMoved, { memberId: to, departments: led });
  for (const id of [to, memberId, ...reports]) await work.emit(memberChanged, { memberId: id });
  return { reports: reports.length, led: led.length };
});

async function giveReports(work: Work, memberId: MemberId, to: MemberId): Promise<MemberId[]> {
  // The heir may be one of the reports: then they report to whom the leaver reported.
  await work.sql(
    `update members heir set manager_id = gone.manager_id from members gone
      where heir.corp_id = $1 and gone.corp_id = $1 and heir.id = $3 and gone.id = $2 and heir.manager_id = gone.id`,
    [work.corpId, memberId, to],
  );
  const reports = await work.sql<{ id: MemberId }>(
    `update members set manager_id = $3, changed_at = $4 where corp_id = $1 and manager_id = $2 and id <> $3 returning id`,
    [work.corpId, memberId, to, work.now],
  );
  for (const { id } of reports) await refuseManagerCycle(work, id, to);
  return reports.map((r) => r.id);
}

async function giveDepartments(work: Work, memberId: MemberId, to: MemberId): Promise<DepartmentId[]> {
  const led = await work.sql<{ department_id: DepartmentId }>(
    `update department_members set leader = false where corp_id = $1 and member_id = $2 and leader returning department_id`,
    [work.corpId, memberId],
  );
  await keepingCounts(work, [to], () =>
    work.sql(
      `insert into department_members (corp_id, department_id, member_id, leader) select $1, d, $2, true from unnest($3::text[]) d
     on conflict (corp_id, department_id, member_id) do update set leader = true`,
      [work.corpId, to, led.map((d) => d.department_id)],
    ),
  );
  return led.map((d) => d.department_id);
}
