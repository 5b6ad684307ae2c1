import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import {
  changeMember,
  departmentsByNo,
  enterMember,
  freeUserid,
  isUserid,
  leaveMember,
  type MemberFacts,
  memberFacts,
} from '../../../modules/directory/index.ts';
import { type DingtalkCall, inOneWork } from '../call.ts';
import { DingtalkError } from '../dingtalk.errors.ts';
import { type Body, csv, maybeText, need } from '../input.ts';
import { knownMember } from './seen.ts';

const scope = 'contacts.write';
const everyone = { all: true, memberIds: [], departmentIds: [], tagIds: [] };
const MOST_DEPARTMENTS = 100;

/** The plain facts that were given. */
async function factsGiven(work: Work, body: Body) {
  const manager = maybeText(body, 'manager_userid');
  const all = {
    name: maybeText(body, 'name')?.trim(),
    position: maybeText(body, 'title'),
    phone: maybeText(body, 'telephone'),
    address: maybeText(body, 'work_place'),
    email: given(maybeText(body, 'email')),
    managerId: manager === undefined ? undefined : manager ? await knownMember(work, manager) : null,
  };
  if (all.name !== undefined && (all.name === '' || [...all.name].length > 80))
    throw new DingtalkError(40035, 'invalid parameter name');
  return Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined)) as {
    [K in keyof typeof all]?: Exclude<(typeof all)[K], undefined>;
  };
}

const given = (text: string | undefined) => (text === undefined ? undefined : text.trim() || null);

interface Place {
  id: DepartmentId;
  leader: boolean;
  main: boolean;
  order: number;
}

/** The departments given, the first the main one unless another already is. Orders stand in a list of their own. */
async function placesGiven(work: Work, body: Body, before?: MemberFacts): Promise<Place[] | undefined> {
  const nos = [...new Set(csv(body, 'dept_id_list'))];
  if (nos.length === 0) return undefined;
  if (nos.length > MOST_DEPARTMENTS || nos.some((no) => !/^\d{1,15}$/.test(no)))
    throw new DingtalkError(40035, 'invalid parameter dept_id_list');
  const known = await departmentsByNo(work, nos.map(Number));
  const orders = Array.isArray(body['dept_order_list']) ? (body['dept_order_list'] as Body[]) : [];
  const mainNo = before?.places.find((p) => p.main && nos.includes(String(p.no)))?.no ?? Number(nos[0]);
  return nos.map(Number).map((no) => {
    const id = known.get(no);
    if (!id) throw new DingtalkError(60003, 'department not found');
    const had = before?.places.find((p) => p.no === no);
    const order = orders.find((o) => Number(o['dept_id']) === no)?.['order'];
    return {
      id,
      main: no === mainNo,
      leader: had?.leader ?? false,
      order: order === undefined ? (had?.order ?? 0) : Math.max(0, Math.floor(Number(order) || 0)),
    };
  });
}

async function factsOf(work: Work, id: MemberId): Promise<MemberFacts> {
  const [facts] = await memberFacts(work, everyone, [id]);
  return facts!;
}

const create = inOneWork('/topapi/v2/user/create', scope, async (work, body) => {
  const { name, ...facts } = await factsGiven(work, body);
  if (name === undefined) throw new DingtalkError(40035, 'missing parameter name');
  const userid = maybeText(body, 'userid') || (await freeUserid(work, name));
  if (!isUserid(userid)) throw new DingtalkError(40035, 'invalid parameter userid');
  const departments = await placesGiven(work, body);
  if (!departments) throw new DingtalkError(40035, 'missing parameter dept_id_list');
  const id = await enterMember(work, { ...facts, userid, name, mobile: need(body, 'mobile'), departments });
  return { result: { userid: (await factsOf(work, id)).userid, unionid: id } };
});

const update = inOneWork('/topapi/v2/user/update', scope, async (work, body) => {
  const memberId = await knownMember(work, need(body, 'userid'));
  const before = await factsOf(work, memberId);
  const mobile = given(maybeText(body, 'mobile'));
  const departments = await placesGiven(work, body, before);
  await changeMember(work, {
    ...(await factsGiven(work, body)),
    // Whoever has signed in keeps the mobile they sign in with.
    ...(mobile === undefined || before.activated ? {} : { mobile }),
    memberId,
    ...(departments ? { departments } : {}),
  });
  return {};
});

const remove = inOneWork('/topapi/v2/user/delete', scope, async (work, body) => {
  const memberId = await knownMember(work, need(body, 'userid'));
  if ((await factsOf(work, memberId)).isOwner) throw new DingtalkError(60011, 'the owner cannot be deleted');
  await leaveMember(work, { memberId });
  return {};
});

export const userWrites: readonly DingtalkCall[] = [create, update, remove];
