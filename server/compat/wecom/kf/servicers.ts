import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import { deskServers, seatServers, unseatServers } from '../../../modules/desk/index.ts';
import {
  departmentsByNo,
  memberFacts,
  membersByUserid,
  membersOfSet,
} from '../../../modules/directory/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { listOf, maybe, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { texts } from '../wecom.texts.ts';
import { seenDesk } from './seen-desk.ts';

const Named = z.object({
  open_kfid: maybe(words),
  userid_list: listOf(words),
  department_id_list: listOf(whole),
});
type Named = z.output<typeof Named>;
type Outcome = { userid?: string; department_id?: number; errcode: number; errmsg: string };

const add = wecomCall({
  path: '/cgi-bin/kf/servicer/add',
  writes: true,
  scope: 'customers.write',
  input: Named,
  async run(work, said, { app }) {
    const { id } = await seenDesk(work, said.open_kfid);
    const { members, result } = await named(work, app, said, 20);
    const serving = (await deskServers(work, id)).length;
    if (serving + members.size > limits.kfServicers) throw new WecomError(40032);
    const fresh = new Set(await seatServers(work, id, [...members.keys()]));
    return { result_list: told(members, fresh, result) };
  },
});

const remove = wecomCall({
  path: '/cgi-bin/kf/servicer/del',
  writes: true,
  scope: 'customers.write',
  input: Named,
  async run(work, said, { app }) {
    const { id } = await seenDesk(work, said.open_kfid);
    const { members, result } = await named(work, app, said, 100);
    const gone = new Set(await unseatServers(work, id, [...members.keys()]));
    return { result_list: told(members, gone, result) };
  },
});

const list = wecomCall({
  path: '/cgi-bin/kf/servicer/list',
  scope: 'customers.read',
  input: z.object({ open_kfid: maybe(words) }),
  async run(work, { open_kfid }, { app }) {
    const { id } = await seenDesk(work, open_kfid);
    const servers = await deskServers(work, id);
    const known = await memberFacts(
      work,
      app.visible,
      servers.map((s) => s.memberId),
    );
    const userids = new Map(known.map((m) => [m.id, m.userid]));
    return {
      servicer_list: servers.flatMap(({ memberId, onDuty }) => {
        const userid = userids.get(memberId);
        if (userid === undefined) return [];
        return [{ userid, status: onDuty ? 0 : 1, ...(onDuty ? {} : { stop_type: 0 }) }];
      }),
    };
  },
});

export const servicerCalls: readonly WecomCall[] = [add, remove, list];

/** The members meant, by the name they were meant by; whoever is unknown or out of range stands in `result` alone. */
async function named(work: Work, app: App, said: Named, mostDepartments: number) {
  const { userid_list: userids, department_id_list: numbers } = said;
  if (userids.length + numbers.length === 0) throw new WecomError(40031);
  if (userids.length > 100 || numbers.length > mostDepartments) throw new WecomError(40032);
  const members = new Map<MemberId, string>();
  const result: Outcome[] = [];
  const byUserid = await membersByUserid(work, userids);
  const seen = new Set((await memberFacts(work, app.visible, [...byUserid.values()])).map((m) => m.id));
  for (const userid of userids) {
    const id = byUserid.get(userid.toLowerCase());
    if (id && seen.has(id)) members.set(id, userid);
    else result.push({ userid, ...wrong(id ? 60011 : 60111) });
  }
  const byNo = await departmentsByNo(work, numbers);
  for (const no of numbers) {
    const departmentId = byNo.get(no);
    if (!departmentId) {
      result.push({ department_id: no, ...wrong(60003) });
      continue;
    }
    const set = { all: false, memberIds: [], departmentIds: [departmentId], tagIds: [] };
    for (const id of await membersOfSet(work, set, app.visible)) if (!members.has(id)) members.set(id, '');
    result.push({ department_id: no, errcode: 0, errmsg: 'success' });
  }
  return { members, result };
}

const wrong = (errcode: number) => ({ errcode, errmsg: texts[errcode] ?? 'system error' });

/** Those named one by one: done, or ignored where nothing was to do. */
const told = (members: Map<MemberId, string>, done: Set<MemberId>, rest: Outcome[]): Outcome[] => [
  ...[...members].flatMap(([id, userid]) =>
    userid === '' ? [] : [{ userid, errcode: 0, errmsg: done.has(id) ? 'success' : 'ignored' }],
  ),
  ...rest,
];
