import type { DepartmentId, JoinLinkId, JoinRequestId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { adminScope, departmentToAdminister } from '../directory/index.ts';

export interface LinkRow {
  id: JoinLinkId;
  department_id: DepartmentId;
  needs_approval: boolean;
  sealed: string;
  uses: number;
  expires_at: Date;
  closed_at: Date | null;
  names: string[] | null;
  path: string | null;
}

const LINKS = `select l.id, l.department_id, l.needs_approval, l.sealed, l.uses, l.expires_at, l.closed_at, d.path,
       (select jsonb_agg((select up.name from departments up where up.corp_id = $1 and up.id = step.id) order by step.level)
          from unnest(string_to_array(trim(both '/' from d.path), '/')) with ordinality step (id, level)) names
  from join_links l left join departments d on d.corp_id = $1 and d.id = l.department_id where l.corp_id = $1`;

/** The links into departments the actor administers, newest first. */
export async function myLinks(work: Work): Promise<LinkRow[]> {
  const scope = await adminScope(work);
  const rows = await work.sql<LinkRow>(`${LINKS} order by l.created_at desc, l.id desc limit 200`, [
    work.corpId,
  ]);
  return rows.filter((r) => scope === null || scope.some((top) => r.path?.startsWith(top)));
}

/** A link into a department the actor administers. */
export async function linkToAdminister(work: Work, id: JoinLinkId): Promise<LinkRow> {
  const [row] = await work.sql<LinkRow>(`${LINKS} and l.id = $2`, [work.corpId, id]);
  if (!row) return fail('joining.link_not_found');
  await departmentToAdminister(work, await adminScope(work), row.department_id);
  return row;
}

export interface RequestRow {
  id: JoinRequestId;
  department_id: DepartmentId;
  name: string;
  mobile: string | null;
  email: string | null;
  password_hash: string | null;
  state: 'waiting' | 'approved' | 'refused';
}

/** A request for a department the actor administers, held until the work is done. */
export async function requestToDecide(work: Work, id: JoinRequestId): Promise<RequestRow> {
  const [row] = await work.sql<RequestRow>(
    `select id, department_id, name, mobile, email, password_hash, state from join_requests
      where corp_id = $1 and id = $2 for update`,
    [work.corpId, id],
  );
  if (!row) return fail('joining.request_not_found');
  await departmentToAdminister(work, await adminScope(work), row.department_id);
  if (row.state !== 'waiting') return fail('joining.already_decided');
  return row;
}

/** The link behind the key a stranger has shown. */
export async function linkShown(work: Work): Promise<{
  id: JoinLinkId;
  department_id: DepartmentId;
  needs_approval: boolean;
  department: string;
  corp: string;
}> {
  const [row] = await work.sql<Awaited<ReturnType<typeof linkShown>>>(
    `select l.id, l.department_id, l.needs_approval, d.name department, c.name corp
       from join_links l join departments d on d.corp_id = $1 and d.id = l.department_id join corps c on c.corp_id = $1
      where l.corp_id = $1 and l.id = $2 and l.closed_at is null`,
    [work.corpId, work.actor.id],
  );
  return row ?? fail('common.not_found');
}
