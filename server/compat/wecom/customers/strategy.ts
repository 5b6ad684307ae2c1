// Rule groups of customer contact: their leaders, whom they lead, and the privileges that truly bind here.
import type { CustomerRight } from '@teahouse/contract/customer-rules';
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  dropRule,
  makeRule,
  rewriteRule,
  type RuleRow,
  rulesOf,
  ruleToUse,
} from '../../../modules/customers/index.ts';
import { departmentsByNo, membersByUserid, numbersOfSet } from '../../../modules/directory/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { fit, flag, listOf, maybe, maybeFilled, need, rows, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';

/** What every rule group brings; it cannot be switched off. */
const always = [
  'view_customer_list',
  'view_customer_data',
  'view_room_list',
  'view_room_data',
  'contact_me',
  'join_room',
];
/** What a switch means here. */
const rightOf: Readonly<Record<string, CustomerRight>> = {
  onjob_customer_transfer: 'hand_over',
  oper_resign_customer: 'inherit',
  oper_resign_group: 'give_groups',
  edit_anti_spam_rule: 'group_rules',
  edit_welcome_msg: 'codes',
  send_customer_msg: 'broadcast',
  send_group_msg: 'group_posts',
  export_customer_list: 'export',
};
/** Switches of the vendor to which nothing here corresponds: always false, so that no program believes in them. */
const never = [
  'share_customer',
  'view_behavior_data',
  'room_deduplication',
  'rapid_reply',
  'export_customer_data',
  'export_customer_group_list',
  'manage_customer_tag',
];

const One = z.object({ strategy_id: maybe(whole) });
const Place = z.object({ type: maybe(whole), userid: maybe(words), partyid: maybe(whole) });
const Said = z.object({
  strategy_name: maybe(words),
  admin_list: listOf(words),
  privilege: maybeFilled(z.record(z.string(), flag.catch(false))),
});
const under = '/cgi-bin/externalcontact/customer_strategy';

const list = wecomCall({
  path: `${under}/list`,
  scope: 'customers.read',
  input: z.object({ limit: maybe(whole), cursor: maybe(whole) }),
  async run(work, { limit, cursor = 0 }) {
    const most = rows(limit, limits.strategiesInPage, limits.strategiesInPage);
    const found = await rulesOf(work, { after: cursor, limit: most + 1 });
    const page = found.slice(0, most);
    return {
      strategy: page.map((r) => ({ strategy_id: r.no })),
      next_cursor: found.length > most ? String(page.at(-1)!.no) : '',
    };
  },
});

const get = wecomCall({
  path: `${under}/get`,
  scope: 'customers.read',
  input: One,
  async run(work, { strategy_id }) {
    const rule = await ruleToUse(work, need(strategy_id, 40058));
    const leaders = { all: false, memberIds: rule.leaderIds, departmentIds: [], tagIds: [] };
    return {
      strategy: {
        strategy_id: rule.no,
        parent_id: rule.parentId ? (await ruleToUse(work, rule.parentId)).no : 0,
        strategy_name: rule.name,
        create_time: Math.floor(rule.createdAt.getTime() / 1_000),
        admin_list: (await numbersOfSet(work, leaders)).userids,
        privilege: Object.fromEntries([
          ...always.map((name) => [name, true]),
          ...Object.entries(rightOf).map(([name, right]) => [name, rule.rights.includes(right)]),
          ...never.map((name) => [name, false]),
        ]),
      },
    };
  },
});

const getRange = wecomCall({
  path: `${under}/get_range`,
  scope: 'customers.read',
  input: One.extend({ limit: maybe(whole), cursor: maybe(whole) }),
  async run(work, { strategy_id, limit, cursor = 0 }) {
    const { memberIds, departmentIds } = await ruleToUse(work, need(strategy_id, 40058));
    const { userids, departmentNos } = await numbersOfSet(work, {
      all: false,
      memberIds,
      departmentIds,
      tagIds: [],
    });
    const places = [
      ...userids.map((userid) => ({ type: 1, userid })),
      ...departmentNos.map((partyid) => ({ type: 2, partyid })),
    ];
    const end = Math.max(cursor, 0) + rows(limit, limits.strategiesInPage, limits.strategiesInPage);
    return {
      range: places.slice(Math.max(cursor, 0), end),
      next_cursor: places.length > end ? String(end) : '',
    };
  },
});

const create = wecomCall({
  path: `${under}/create`,
  writes: true,
  scope: 'customers.write',
  input: Said.extend({ parent_id: maybe(whole), range: listOf(Place) }),
  async run(work, { parent_id, strategy_name, admin_list, privilege, range }) {
    const parent = parent_id ? await ruleToUse(work, parent_id) : null;
    const { no } = await makeRule(
      work,
      {
        name: fit(need(strategy_name, 40058), [1, 30], 40058),
        leaderIds: await leadersFrom(work, admin_list),
        ...(await placesFrom(work, range)),
        rights: rightsFrom(privilege, Object.values(rightOf)),
      },
      parent,
    );
    return { strategy_id: no };
  },
});

const edit = wecomCall({
  path: `${under}/edit`,
  writes: true,
  scope: 'customers.write',
  input: One.extend({ ...Said.shape, range_add: listOf(Place), range_del: listOf(Place) }),
  async run(work, { strategy_id, strategy_name, admin_list, privilege, range_add, range_del }) {
    const rule = await ruleToUse(work, need(strategy_id, 40058));
    const [more, gone] = [await placesFrom(work, range_add), await placesFrom(work, range_del)];
    await rewriteRule(work, rule, {
      name: strategy_name ? fit(strategy_name, [1, 30], 40058) : rule.name,
      leaderIds: admin_list.length ? await leadersFrom(work, admin_list) : rule.leaderIds,
      memberIds: [...rule.memberIds, ...more.memberIds].filter((id) => !gone.memberIds.includes(id)),
      departmentIds: [...rule.departmentIds, ...more.departmentIds].filter(
        (id) => !gone.departmentIds.includes(id),
      ),
      rights: rightsFrom(privilege, rule.rights),
    });
    return {};
  },
});

const remove = wecomCall({
  path: `${under}/del`,
  writes: true,
  scope: 'customers.write',
  input: One,
  async run(work, { strategy_id }) {
    await dropRule(work, await ruleToUse(work, need(strategy_id, 40058)));
    return {};
  },
});

export const strategyCalls: readonly WecomCall[] = [list, get, getRange, create, edit, remove];

/** Switches that are said decide, the others stay as they are. */
function rightsFrom(
  said: Readonly<Record<string, boolean>> | undefined,
  before: readonly CustomerRight[],
): CustomerRight[] {
  return Object.entries(rightOf)
    .filter(([name, right]) => said?.[name] ?? before.includes(right))
    .map(([, right]) => right);
}

async function leadersFrom(work: Work, userids: readonly string[]): Promise<MemberId[]> {
  if (userids.length === 0 || userids.length > limits.strategyAdmins)
    throw new WecomError(40058, 'admin_list');
  return await membersNamed(work, userids);
}

async function membersNamed(work: Work, userids: readonly string[]): Promise<MemberId[]> {
  const known = await membersByUserid(work, userids);
  return userids.map((userid) => need(known.get(userid.toLowerCase()), 60111));
}

async function placesFrom(
  work: Work,
  range: readonly z.output<typeof Place>[],
): Promise<Pick<RuleRow, 'memberIds' | 'departmentIds'>> {
  if (range.length > limits.strategyRange) throw new WecomError(40058, 'range');
  const nos: number[] = [];
  const userids: string[] = [];
  for (const { type, userid, partyid } of range)
    if (type === 2) nos.push(need(partyid, 40058));
    else if (type === 1) userids.push(need(userid, 40058));
    else throw new WecomError(40058, 'range.type');
  const departments = await departmentsByNo(work, nos);
  return {
    memberIds: await membersNamed(work, userids),
    departmentIds: nos.map((no): DepartmentId => need(departments.get(no), 60003)),
  };
}
