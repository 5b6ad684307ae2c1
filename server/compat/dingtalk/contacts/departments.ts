import type { Work } from '../../../kernel/work.ts';
import {
  changeDepartment,
  createDepartment,
  type DepartmentFacts,
  departmentFacts,
  removeDepartment,
  whatHolds,
} from '../../../modules/directory/index.ts';
import { type DingtalkCall, type DingtalkContext, inOneWork } from '../call.ts';
import { DingtalkError } from '../dingtalk.errors.ts';
import { type Body, maybeText, need, number } from '../input.ts';
import { knownDepartment, seenDepartment, seenMember } from './seen.ts';

const ROOT = 1;
const reading = 'contacts.read';
const writing = 'contacts.write';

const record = (d: DepartmentFacts) => ({
  dept_id: d.no,
  name: d.name,
  parent_id: d.parentNo,
  order: d.order,
  create_dept_group: false,
  auto_add_user: false,
});

async function below(work: Work, body: Body, { app }: DingtalkContext): Promise<DepartmentFacts[]> {
  const no = number(body, 'dept_id', ROOT);
  const top = await seenDepartment(work, app, no);
  const all = await departmentFacts(work, app.visible, { top: top.id });
  return all.filter((d) => d.parentNo === no);
}

/** A department and those above it, as far as the app sees, from itself up to the root. */
async function upwards(work: Work, { app }: DingtalkContext, no: number): Promise<number[]> {
  const byNo = new Map((await departmentFacts(work, app.visible)).map((d) => [d.no, d]));
  const path: number[] = [];
  for (let d = byNo.get(no); d; d = byNo.get(d.parentNo)) path.push(d.no);
  return path;
}

function nameOf(body: Body): string {
  const name = need(body, 'name').trim();
  if (name === '' || [...name].length > 64) throw new DingtalkError(60001, 'invalid department name');
  return name;
}

export const departmentCalls: readonly DingtalkCall[] = [
  inOneWork('/topapi/v2/department/get', reading, async (work, body, { app }) => {
    const found = await seenDepartment(work, app, number(body, 'dept_id'));
    return { result: { ...record(found), dept_manager_userid_list: found.leaders } };
  }),
  inOneWork('/topapi/v2/department/listsub', reading, async (work, body, context) => ({
    result: (await below(work, body, context)).map(record),
  })),
  inOneWork('/topapi/v2/department/listsubid', reading, async (work, body, context) => ({
    result: { dept_id_list: (await below(work, body, context)).map((d) => d.no) },
  })),
  inOneWork('/topapi/v2/department/listparentbydept', reading, async (work, body, context) => {
    const { no } = await seenDepartment(work, context.app, number(body, 'dept_id'));
    return { result: { parent_id_list: await upwards(work, context, no) } };
  }),
  inOneWork('/topapi/v2/department/listparentbyuser', reading, async (work, body, context) => {
    const { places } = await seenMember(work, context.app, need(body, 'userid'));
    const lists: object[] = [];
    for (const { no } of places) lists.push({ parent_dept_id_list: await upwards(work, context, no) });
    return { result: { parent_list: lists } };
  }),
  inOneWork('/topapi/v2/department/create', writing, async (work, body) => {
    const made = await createDepartment(work, {
      parentId: await knownDepartment(work, number(body, 'parent_id')),
      name: nameOf(body),
      nameEn: '',
      order: number(body, 'order', 0),
      hidden: false,
    });
    return { result: { dept_id: made.no } };
  }),
  inOneWork('/topapi/v2/department/update', writing, async (work, body) => {
    const departmentId = await knownDepartment(work, number(body, 'dept_id'));
    const moves = maybeText(body, 'parent_id') !== undefined;
    await changeDepartment(work, {
      departmentId,
      ...(maybeText(body, 'name') === undefined ? {} : { name: nameOf(body) }),
      ...(maybeText(body, 'order') === undefined ? {} : { order: number(body, 'order') }),
      ...(moves ? { parentId: await knownDepartment(work, number(body, 'parent_id')) } : {}),
    });
    return {};
  }),
  inOneWork('/topapi/v2/department/delete', writing, async (work, body) => {
    const departmentId = await knownDepartment(work, number(body, 'dept_id'));
    const holds = await whatHolds(work, departmentId);
    if (holds.departments) throw new DingtalkError(60006, 'the department has sub departments');
    if (holds.members) throw new DingtalkError(60005, 'the department has members');
    await removeDepartment(work, { departmentId });
    return {};
  }),
];
