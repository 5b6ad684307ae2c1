import type { Work } from '../../../kernel/work.ts';
import { departmentsByNo, type MemberFacts, membersByUserid } from '../../../modules/directory/index.ts';
import { pictureUrl } from '../../../modules/files/index.ts';
import type { FeishuContext } from '../call.ts';
import {
  customDepartmentId,
  type DepartmentIdType,
  openDepartmentId,
  openId,
  unionId,
  type UserIdType,
  userId,
} from '../ids.ts';

const genders = { '': 0, male: 1, female: 2 } as const;

/** Members as `users/:user_id` tells them. */
export async function userRecords(
  work: Work,
  { app, corpId, ports, request }: FeishuContext,
  members: readonly MemberFacts[],
  { user_id_type, department_id_type }: { user_id_type: UserIdType; department_id_type: DepartmentIdType },
): Promise<object[]> {
  const departments = await departmentsByNo(work, [
    ...new Set(members.flatMap((m) => m.places.map((p) => p.no))),
  ]);
  const leaders = await membersByUserid(
    work,
    members.flatMap((m) => (m.manager === null ? [] : [m.manager])),
  );
  const departmentId = (no: number) =>
    department_id_type === 'department_id'
      ? customDepartmentId(no)
      : openDepartmentId({ id: departments.get(no)!, no });
  const sensitive = app.scopes.includes('contacts.sensitive');
  return members.map((m) => {
    const leader = m.manager === null ? undefined : leaders.get(m.manager.toLowerCase());
    const face = m.avatarFile
      ? pictureUrl(ports.secret, request.origin, { corpId, fileId: m.avatarFile })
      : '';
    return {
      union_id: unionId(m.id),
      user_id: m.userid,
      open_id: openId(m.id),
      name: m.name,
      en_name: '',
      nickname: m.alias,
      ...(sensitive
        ? {
            email: m.email ?? '',
            mobile: m.mobile ? international(m.mobile) : '',
            gender: genders[m.gender],
            avatar: {
              avatar_72: face,
              avatar_240: face,
              avatar_640: face,
              avatar_origin: face,
            },
            enterprise_email: m.outward.bizMail ?? '',
          }
        : {}),
      mobile_visible: sensitive,
      status: {
        is_frozen: m.status === 'disabled',
        is_resigned: m.status === 'left',
        is_activated: m.activated,
        is_exited: false,
        is_unjoin: m.status === 'invited',
      },
      department_ids: m.places.map((p) => departmentId(p.no)),
      leader_user_id:
        leader && m.manager !== null ? userId({ id: leader, userid: m.manager }, user_id_type) : '',
      city: '',
      country: '',
      work_station: m.address,
      join_time: 0,
      is_tenant_manager: m.isOwner,
      employee_no: '',
      employee_type: 1,
      orders: m.places.map((p) => ({
        department_id: departmentId(p.no),
        user_order: p.order,
        department_order: 0,
        is_primary_dept: p.main,
      })),
      custom_attrs: [],
      job_title: m.position,
    };
  });
}

/** Numbers are kept as they are dialled at home. */
const international = (mobile: string) => (mobile.startsWith('+') ? mobile : `+86${mobile}`);
