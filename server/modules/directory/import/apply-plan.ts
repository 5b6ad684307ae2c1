import { departmentChanged, memberChanged, memberJoined, memberMoved } from '@teahouse/contract/directory';
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { countAnew } from '../count-members.ts';
import { nextDepartmentNo } from '../create-department.ts';
import { spellingOf } from '../spelling.ts';
import { markStopped } from '../stop-member.ts';
import { namingTheTaken } from '../unique-members.ts';
import { writeKeys } from '../write-keys.ts';
import type {
  ChangedMember,
  DepartmentRef,
  ManagerRef,
  Plan,
  PlannedMember,
  PlannedPlace,
} from './import-plan.ts';

/** Told after each batch; `done` of `total` people. */
export type Progress = (done: number, total: number) => Promise<void> | void;

const BATCH = 1_000;

/** Writes a plan in this one unit of work: all of it, or nothing. The tree is held since before the plan was made. */
export async function applyPlan(
  work: Work,
  plan: Plan,
  leaveMissing: boolean,
  progress: Progress,
): Promise<void> {
  const departments = await createDepartments(work, plan);
  const ids = new Map(plan.added.map((m) => [m.row, newId('mbr')]));
  const refs: Refs = {
    department: (d) => ('id' in d ? d.id : departments.get(d.key)!),
    manager: (m) => (m ? ('id' in m ? m.id : (ids.get(m.row) ?? null)) : null),
  };
  if (leaveMissing)
    await markStopped(
      work,
      plan.left.map((m) => m.id),
      'left',
    );
  const total = plan.added.length + plan.changed.length;
  let done = 0;
  // What is given up goes first, so that two people can swap numbers.
  await giveUp(work, plan.changed);
  for (const batch of batches(plan.changed)) {
    await changeMembers(work, batch, refs);
    await progress((done += batch.length), total);
  }
  for (const batch of batches(plan.added)) {
    await addMembers(work, batch, ids, refs);
    await progress((done += batch.length), total);
  }
  await countAnew(work);
}

interface Refs {
  department(d: DepartmentRef): DepartmentId;
  manager(m: ManagerRef | null | undefined): MemberId | null;
}

async function createDepartments(work: Work, plan: Plan): Promise<Map<string, DepartmentId>> {
  const made = new Map<string, DepartmentId>();
  if (plan.departments.length === 0) return made;
  const parents = plan.departments.flatMap((d) => ('id' in d.parent ? [d.parent.id] : []));
  const above = await work.sql<{ id: DepartmentId; path: string }>(
    'select id, path from departments where corp_id = $1 and id = any($2)',
    [work.corpId, parents],
  );
  const paths = new Map<string, string>(above.map((d) => [d.id, d.path]));
  let no = await nextDepartmentNo(work);
  const rows = plan.departments.map((d) => {
    const id = newId('dep');
    const parentId = 'id' in d.parent ? d.parent.id : made.get(d.parent.key)!;
    const path = `${paths.get(parentId)}${id}/`;
    made.set(d.key, id);
    paths.set(id, path);
    return { id, no: no++, name: d.name, ...spellingOf(d.name), parent_id: parentId, path };
  });
  for (const batch of batches(rows))
    await work.sql(
      `insert into departments (corp_id, id, no, name, pinyin, initials, parent_id, path, created_at)
       select $1, r.*, $3 from jsonb_to_recordset($2) r (id text, no bigint, name text, pinyin text, initials text, parent_id text, path text)`,
      [work.corpId, JSON.stringify(batch), work.now],
    );
  await inTurns(rows, (d) => work.emit(departmentChanged, { departmentId: d.id, what: 'created' }));
  return made;
}

async function addMembers(
  work: Work,
  batch: readonly PlannedMember[],
  ids: ReadonlyMap<number, MemberId>,
  refs: Refs,
): Promise<void> {
  const rows = batch.map((m) => ({
    id: ids.get(m.row)!,
    userid: m.userid,
    alias: '',
    position: '',
    gender: '' as const,
    mobile: null,
    phone: '',
    email: null,
    address: '',
    hidden: false,
    ...m.facts,
    ...spellingOf(m.facts.name),
    custom: m.custom,
    manager_id: refs.manager(m.manager),
  }));
  await namingTheTaken(
    work.sql(
      `insert into members (corp_id, ${COLUMNS}, status, created_at, changed_at)
       select $1, ${COLUMNS}, 'invited', $3, $3 from jsonb_to_recordset($2) r (${TYPED})`,
      [work.corpId, JSON.stringify(rows), work.now],
    ),
  );
  await placeAll(
    work,
    batch.map((m) => ({ id: ids.get(m.row)!, places: m.places ?? [] })),
    refs,
  );
  await writeKeys(work, rows, true);
  await inTurns(rows, (m) => work.emit(memberJoined, { memberId: m.id }));
}

const COLUMNS =
  'id, userid, name, alias, pinyin, initials, position, gender, mobile, phone, email, address, hidden, custom, manager_id';
const TYPED = COLUMNS.split(', ')
  .map((c) => `${c} ${c === 'hidden' ? 'boolean' : c === 'custom' ? 'jsonb' : 'text'}`)
  .join(', ');

async function giveUp(work: Work, changed: readonly ChangedMember[]): Promise<void> {
  for (const field of ['mobile', 'email'] as const) {
    const ids = changed.filter((c) => c.fields.includes(field)).map((c) => c.member.id);
    if (ids.length)
      await work.sql(`update members set ${field} = null where corp_id = $1 and id = any($2)`, [
        work.corpId,
        ids,
      ]);
  }
}

async function changeMembers(work: Work, batch: readonly ChangedMember[], refs: Refs): Promise<void> {
  const rows = batch.map(({ member, facts, custom, manager, fields }) => {
    const now = { ...member, ...facts };
    return {
      id: member.id,
      userid: member.userid,
      name: now.name,
      alias: now.alias,
      ...spellingOf(now.name),
      position: now.position,
      gender: now.gender,
      mobile: now.mobile,
      phone: now.phone,
      email: now.email,
      address: now.address,
      hidden: now.hidden,
      custom: { ...member.custom, ...custom },
      manager_id: fields.includes('manager') ? refs.manager(manager) : member.managerId,
      back: fields.includes('status'),
    };
  });
  await namingTheTaken(
    work.sql(
      `update members m set name = r.name, alias = r.alias, pinyin = r.pinyin, initials = r.initials, position = r.position,
              gender = r.gender, mobile = r.mobile, phone = r.phone, email = r.email, address = r.address, hidden = r.hidden,
              custom = r.custom, manager_id = r.manager_id, changed_at = $3,
              status = case when not r.back then m.status when m.activated_at is null then 'invited' else 'active' end
         from jsonb_to_recordset($2) r (${TYPED}, back boolean) where m.corp_id = $1 and m.id = r.id`,
      [work.corpId, JSON.stringify(rows), work.now],
    ),
  );
  const moved = batch.filter((c) => c.fields.includes('departments') || c.fields.includes('status'));
  const placed = moved.filter((c) => c.places).map((c) => ({ id: c.member.id, places: c.places! }));
  await work.sql('delete from department_members where corp_id = $1 and member_id = any($2)', [
    work.corpId,
    placed.map((p) => p.id),
  ]);
  await placeAll(work, placed, refs);
  await writeKeys(work, rows);
  await inTurns(rows, (m) => work.emit(memberChanged, { memberId: m.id }));
  await inTurns(moved, ({ member, places }) =>
    work.emit(memberMoved, {
      memberId: member.id,
      departments: [
        ...new Set([
          ...member.places.map((p) => p.id),
          ...(places ?? []).map((p) => refs.department(p.department)),
        ]),
      ],
    }),
  );
}

async function placeAll(
  work: Work,
  members: readonly { id: MemberId; places: readonly PlannedPlace[] }[],
  refs: Refs,
): Promise<void> {
  const rows = members.flatMap(({ id, places }) =>
    places.map((p) => ({
      department_id: refs.department(p.department),
      member_id: id,
      leader: p.leader,
      main: p.main,
      sort: p.order,
    })),
  );
  await work.sql(
    `insert into department_members (corp_id, department_id, member_id, leader, main, sort)
     select $1, r.* from jsonb_to_recordset($2) r (department_id text, member_id text, leader boolean, main boolean, sort bigint)`,
    [work.corpId, JSON.stringify(rows)],
  );
}

function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += BATCH) yield all.slice(i, i + BATCH);
}

/** Sends many small statements without waiting for each one's answer. */
async function inTurns<T>(all: readonly T[], send: (item: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < all.length; i += 200) await Promise.all(all.slice(i, i + 200).map(send));
}
