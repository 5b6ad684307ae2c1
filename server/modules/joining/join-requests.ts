import { joining, type JoinRequest } from '@teahouse/contract/joining';
import type { MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { addMember, adminScope, freeUserid } from '../directory/index.ts';
import { refreshLogins, setPasswordHash } from '../identity/index.ts';
import { type RequestRow, requestToDecide } from './joining.access.ts';

export const listJoinRequests = implement(joining.listJoinRequests, async (work) => {
  const scope = await adminScope(work);
  const rows = await work.sql<
    Omit<JoinRequest, 'askedAt' | 'departmentNames'> & {
      asked_at: Date;
      names: string[] | null;
      path: string | null;
    }
  >(
    `select r.id, r.name, r.mobile, r.email, r.state, r.asked_at, d.path,
            (select jsonb_agg((select up.name from departments up where up.corp_id = $1 and up.id = step.id) order by step.level)
               from unnest(string_to_array(trim(both '/' from d.path), '/')) with ordinality step (id, level)) names
       from join_requests r left join departments d on d.corp_id = $1 and d.id = r.department_id
      where r.corp_id = $1 order by r.state <> 'waiting', r.asked_at desc limit 500`,
    [work.corpId],
  );
  return {
    requests: rows
      .filter((r) => scope === null || scope.some((top) => r.path?.startsWith(top)))
      .map(({ asked_at, names, path: _, ...r }) => ({
        ...r,
        departmentNames: names ?? [],
        askedAt: asked_at.toISOString(),
      })),
  };
});

export const decideJoinRequest = implement(
  joining.decideJoinRequest,
  async (work, { requestId, approve }) => {
    const request = await requestToDecide(work, requestId);
    const memberId = approve ? await letIn(work, request, request.password_hash) : null;
    await work.db
      .updateTable('join_requests')
      .set({
        state: approve ? 'approved' : 'refused',
        password_hash: null,
        member_id: memberId,
        decided_by: work.actor.id,
      })
      .where('id', '=', requestId)
      .execute();
    await work.audit({
      action: approve ? 'joining.request_approved' : 'joining.request_refused',
      object: requestId,
      detail: { name: request.name, memberId },
    });
    return {};
  },
);

/** Makes a member of somebody who chose their own password; they can sign in at once. */
export async function letIn(
  work: Work,
  who: Pick<RequestRow, 'name' | 'mobile' | 'email' | 'department_id'>,
  passwordHash: string | null,
): Promise<MemberId> {
  const id = await addMember(work, {
    userid: await freeUserid(work, who.name),
    name: who.name,
    mobile: who.mobile,
    email: who.email,
    departments: [who.department_id],
  });
  if (passwordHash) await setPasswordHash(work, id, passwordHash);
  await refreshLogins(work, id);
  return id;
}
