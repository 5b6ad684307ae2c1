import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import {
  changeDepartment,
  createDepartment,
  departmentFacts,
  type DepartmentFacts,
  removeDepartment,
  roomInDepartments,
  whatHolds,
} from '../../../modules/directory/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { fit, maybe, maybeWords, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { departmentRecord } from './department-record.ts';
import { knownDepartment, seenDepartment } from './seen.ts';

const everyone = { all: true, memberIds: [], departmentIds: [], tagIds: [] };
const Fields = z.object({
  name: maybe(words),
  name_en: maybeWords,
  parentid: maybe(whole),
  order: maybe(whole),
  id: maybe(whole),
});

const create = wecomCall({
  path: '/cgi-bin/department/create',
  writes: true,
  scope: 'contacts.write',
  done: 'created',
  input: Fields,
  async run(work, { name, name_en, parentid, order, id }, { ports }) {
    const parentId = await knownDepartment(work, need(parentid, 60004), 60004);
    const [parent] = await departmentFacts(work, everyone, { only: parentId });
    if (parent!.level >= limits.departmentDepth) throw new WecomError(81002);
    await roomInDepartments(work, [parentId], ports.settings.mostNodes);
    // go-wecom sends 0 where nobody chose a number.
    const no = id === 0 ? undefined : id;
    if (no !== undefined && (no <= 1 || no > 4_294_967_295)) throw new WecomError(60003);
    const made = await createDepartment(work, {
      parentId,
      name: nameOf(need(name, 60001)),
      nameEn: name_en ? nameOf(name_en) : '',
      order: orderOf(order) ?? 0,
      hidden: false,
      no,
    });
    return { id: made.no };
  },
});

const update = wecomCall({
  path: '/cgi-bin/department/update',
  writes: true,
  scope: 'contacts.write',
  done: 'updated',
  input: Fields,
  async run(work, { name, name_en, parentid, order, id }, { ports }) {
    const departmentId = await knownDepartment(work, need(id, 60003), 60003);
    const [department] = await departmentFacts(work, everyone, { only: departmentId });
    // Clients send the parent back as they read it; for the root, and where nobody chose one, that is 0.
    const moves = parentid !== undefined && parentid !== 0 && parentid !== department!.parentNo;
    const parentId = moves ? await knownDepartment(work, parentid, 60004) : undefined;
    if (parentId) {
      const [parent] = await departmentFacts(work, everyone, { only: parentId });
      const below = await departmentFacts(work, everyone, { top: departmentId });
      const deepest = below.at(-1)!.level - department!.level + parent!.level + 1;
      await roomInDepartments(work, [parentId], ports.settings.mostNodes);
      if (deepest > limits.departmentDepth) throw new WecomError(81002);
    }
    const rank = orderOf(order);
    await changeDepartment(work, {
      departmentId,
      ...(name === undefined ? {} : { name: nameOf(name) }),
      ...(name_en === undefined ? {} : { nameEn: name_en && nameOf(name_en) }),
      ...(rank === undefined ? {} : { order: rank }),
      ...(parentId ? { parentId } : {}),
    });
    return {};
  },
});

const remove = wecomCall({
  path: '/cgi-bin/department/delete',
  scope: 'contacts.write',
  done: 'deleted',
  input: z.object({ id: maybe(whole) }),
  async run(work, { id }) {
    const departmentId = await knownDepartment(work, need(id, 60003), 60003);
    if (id === 1) throw new WecomError(60007);
    const holds = await whatHolds(work, departmentId);
    if (holds.departments) throw new WecomError(60006);
    if (holds.members) throw new WecomError(60005);
    await removeDepartment(work, { departmentId });
    return {};
  },
});

const list = reading('list', async (work, app, id) => ({
  department: (await treeOf(work, app, id)).map(departmentRecord),
}));

const simplelist = reading('simplelist', async (work, app, id) => ({
  department_id: (await treeOf(work, app, id)).map(({ no, parentNo, order }) => ({
    id: no,
    parentid: parentNo,
    order,
  })),
}));

const get = reading('get', async (work, app, id) => ({
  department: departmentRecord(await seenDepartment(work, app, need(id, 60003))),
}));

export const departmentCalls: readonly WecomCall[] = [create, update, remove, list, simplelist, get];

function reading(name: string, run: (work: Work, app: App, id: number | undefined) => Promise<object>) {
  return wecomCall({
    path: `/cgi-bin/department/${name}`,
    scope: 'contacts.read',
    input: z.object({ id: maybe(whole) }),
    run: (work, { id }, { app }) => run(work, app, id),
  });
}

async function treeOf(work: Work, app: App, no: number | undefined): Promise<DepartmentFacts[]> {
  // Some clients ask for 0 where they mean the whole tree.
  if (!no) return await departmentFacts(work, app.visible);
  const { id } = await seenDepartment(work, app, no);
  return await departmentFacts(work, app.visible, { top: id });
}

function nameOf(name: string): string {
  if (/[\\:*?"<>|｜]/.test(name)) throw new WecomError(60009);
  return fit(name.trim(), limits.departmentName, 60001);
}

function orderOf(order: number | undefined): number | undefined {
  if (order !== undefined && (order < 0 || order > 4_294_967_295)) throw new WecomError(40058);
  return order;
}
