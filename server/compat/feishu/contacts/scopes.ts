import * as z from 'zod';
import { departmentFacts, memberFacts } from '../../../modules/directory/index.ts';
import { type FeishuCall, feishuCall } from '../call.ts';
import { customDepartmentId, DepartmentIdType, openDepartmentId, UserIdType, userId } from '../ids.ts';

const everyone = { all: true, memberIds: [], departmentIds: [], tagIds: [] };

/** What an administrator has let the app see: where a program begins to walk. */
const get = feishuCall({
  method: 'GET',
  path: '/open-apis/contact/v3/scopes',
  scope: 'contacts.read',
  input: z.object({ user_id_type: UserIdType, department_id_type: DepartmentIdType }),
  async run(work, { user_id_type, department_id_type }, { app }) {
    const { all, departmentIds, memberIds } = app.visible;
    const chosen = new Set<string>(departmentIds);
    const departments = all ? [] : (await departmentFacts(work, everyone)).filter((d) => chosen.has(d.id));
    const members = await memberFacts(work, app.visible, memberIds);
    return {
      department_ids: all
        ? ['0']
        : departments.map((d) =>
            department_id_type === 'department_id' ? customDepartmentId(d.no) : openDepartmentId(d),
          ),
      user_ids: members.map((m) => userId(m, user_id_type)),
      group_ids: [],
      has_more: false,
      page_token: '',
    };
  },
});

export const scopeCalls: readonly FeishuCall[] = [get];
