import type { DepartmentId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  changeDepartment,
  createDepartment,
  type DepartmentFacts,
  departmentFacts,
  departmentSizes,
  membersByUserid,
  removeDepartment,
  whatHolds,
} from '../../../modules/directory/index.ts';
import { type FeishuCall, feishuCall, type FeishuContext } from '../call.ts';
import { FeishuError } from '../feishu.errors.ts';
import {
  customDepartmentId,
  DepartmentIdType,
  knownDepartment,
  openDepartmentId,
  openId,
  seenDepartment,
  UserIdType,
  userId,
} from '../ids.ts';
import { nextPage, offsetOf, pageInput } from '../paging.ts';

const scope = 'contacts.read';
const types = { user_id_type: UserIdType, department_id_type: DepartmentIdType };
type Types = z.output<z.ZodObject<typeof types>>;
const flag = z.preprocess((v) => v === true || v === 'true' || v === 1 || v === '1', z.boolean());
const maybe = <S extends z.ZodType>(shape: S) =>
  z.preprocess((v) => (v === null || v === '' ? undefined : v), shape.optional());
const everyone = { all: true, memberIds: [], departmentIds: [], tagIds: [] };

/** Departments as the vendor tells them; counts hold whom the app may see, once each. */
async function records(
  work: Work,
  { app }: FeishuContext,
  found: readonly DepartmentFacts[],
  { user_id_type, department_id_type }: Types,
): Promise<object[]> {
  const leaders = await membersByUserid(
    work,
    found.flatMap((d) => d.leaders),
  );
  const all = await departmentFacts(work, everyone);
  const byNo = new Map(all.map((d) => [d.no, d]));
  const sizes = await departmentSizes(
    work,
    app.visible,
    found.map((d) => d.id),
  );
  return found.map((d) => {
    const userids = d.leaders.flatMap((userid) => {
      const id = leaders.get(userid.toLowerCase());
      return id ? [{ id, userid }] : [];
    });
    const parent = byNo.get(d.parentNo);
    return {
      name: d.name,
      i18n_name: { zh_cn: d.name, en_us: d.nameEn, ja_jp: '' },
      parent_department_id: !parent
        ? ''
        : department_id_type === 'department_id'
          ? customDepartmentId(parent.no)
          : openDepartmentId(parent),
      department_id: customDepartmentId(d.no),
      open_department_id: openDepartmentId(d),
      leader_user_id: userids[0] ? userId(userids[0], user_id_type) : '',
      leaders: userids.map((leader) => ({ leaderType: 1, leaderID: openId(leader.id) })),
      chat_id: '',
      order: String(d.order),
      unit_ids: [],
      member_count: sizes.get(d.id)?.members ?? 0,
      primary_member_count: sizes.get(d.id)?.main ?? 0,
      status: { is_deleted: false },
    };
  });
}

const get = feishuCall({
  method: 'GET',
  path: '/open-apis/contact/v3/departments/:department_id',
  scope,
  input: z.object({ department_id: z.string(), ...types }),
  async run(work, input, context) {
    const found = await seenDepartment(work, context.app, input.department_id, input.department_id_type);
    const [department] = await records(work, context, [found], input);
    return { department };
  },
});

const children = feishuCall({
  method: 'GET',
  path: '/open-apis/contact/v3/departments/:department_id/children',
  scope,
  input: z.object({ department_id: z.string(), fetch_child: flag, ...types, ...pageInput(50, 10) }),
  async run(work, input, context) {
    const { app } = context;
    const top = await seenDepartment(work, app, input.department_id, input.department_id_type);
    const below = (await departmentFacts(work, app.visible, { top: top.id })).filter((d) =>
      input.fetch_child ? d.id !== top.id : d.parentNo === top.no,
    );
    const start = offsetOf(input.page_token);
    const end = start + input.page_size;
    return {
      ...nextPage(below.length > end ? end : undefined),
      items: await records(work, context, below.slice(start, end), input),
    };
  },
});

const parents = feishuCall({
  method: 'GET',
  path: '/open-apis/contact/v3/departments/parent',
  scope,
  input: z.object({ department_id: z.string(), ...types, ...pageInput(50, 10) }),
  async run(work, input, context) {
    const from = await seenDepartment(work, context.app, input.department_id, input.department_id_type);
    const byNo = new Map((await departmentFacts(work, context.app.visible)).map((d) => [d.no, d]));
    const above: DepartmentFacts[] = [];
    // The root is no department to the vendor.
    for (let d = byNo.get(from.parentNo); d && d.no !== 1; d = byNo.get(d.parentNo)) above.push(d);
    const start = offsetOf(input.page_token);
    const end = start + input.page_size;
    return {
      ...nextPage(above.length > end ? end : undefined),
      items: await records(work, context, above.slice(start, end), input),
    };
  },
});

const Written = z.object({
  name: maybe(z.string().trim().min(1).max(64)),
  parent_department_id: maybe(z.coerce.string()),
  order: maybe(z.coerce.number().int().min(0).max(4_294_967_295)),
  ...types,
});

const create = feishuCall({
  method: 'POST',
  path: '/open-apis/contact/v3/departments',
  scope: 'contacts.write',
  input: Written.extend({ department_id: maybe(z.coerce.string()) }),
  async run(work, input, context) {
    if (input.name === undefined) throw new FeishuError(40105, "name can't be null");
    const no = input.department_id;
    // Our departments are numbered, and their numbers are what the vendor calls custom ids.
    if (no !== undefined && (!/^\d{1,9}$/.test(no) || Number(no) < 2))
      throw new FeishuError(
        40151,
        `custom department id ${no.slice(0, 40)} is invalid: it must be a number above 1`,
      );
    const made = await createDepartment(work, {
      parentId: await knownDepartment(work, input.parent_department_id ?? '0', input.department_id_type),
      name: input.name,
      nameEn: '',
      order: input.order ?? 0,
      hidden: false,
      no: no === undefined ? undefined : Number(no),
    });
    return { department: await one(work, context, made.id, input) };
  },
});

const change = (method: 'PATCH' | 'PUT') =>
  feishuCall({
    method,
    path: '/open-apis/contact/v3/departments/:department_id',
    scope: 'contacts.write',
    input: Written.extend({ department_id: z.string() }),
    async run(work, input, context) {
      const departmentId = await knownDepartment(work, input.department_id, input.department_id_type);
      const parent = input.parent_department_id;
      const parentId =
        parent === undefined ? undefined : await knownDepartment(work, parent, input.department_id_type);
      await changeDepartment(work, {
        departmentId,
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.order === undefined ? {} : { order: input.order }),
        ...(parentId === undefined ? {} : { parentId }),
      });
      return { department: await one(work, context, departmentId, input) };
    },
  });

const remove = feishuCall({
  method: 'DELETE',
  path: '/open-apis/contact/v3/departments/:department_id',
  scope: 'contacts.write',
  input: z.object({ department_id: z.string(), ...types }),
  async run(work, { department_id, department_id_type }) {
    const departmentId = await knownDepartment(work, department_id, department_id_type);
    const holds = await whatHolds(work, departmentId);
    if (holds.departments) throw new FeishuError(40160, "department has sub department, can't delete");
    if (holds.members) throw new FeishuError(40159, "department has active members, can't delete");
    await removeDepartment(work, { departmentId });
    return {};
  },
});

async function one(work: Work, context: FeishuContext, id: DepartmentId, input: Types): Promise<object> {
  const [facts] = await departmentFacts(work, everyone, { only: id });
  const [record] = await records(work, context, [facts!], input);
  return record!;
}

export const departmentCalls: readonly FeishuCall[] = [
  get,
  children,
  parents,
  create,
  change('PATCH'),
  change('PUT'),
  remove,
];
