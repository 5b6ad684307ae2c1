// Calls of an app with its token: contacts to read, work notifications to send.
import type { ForeignCall } from '../../kernel/http/foreign.ts';
import * as z from 'zod';
import type { Shift } from '../../kernel/shift.ts';
import type { Work } from '../../kernel/work.ts';
import { type App, membersInRange, openApp, tokenFor } from '../../modules/apps/index.ts';
import {
  departmentFacts,
  departmentsByNo,
  memberByContact,
  type MemberFacts,
  memberFacts,
  membersByUserid,
  membersOfDepartment,
  plainMobile,
} from '../../modules/directory/index.ts';
import { messageState, recallMessage, sendMessage } from '../../modules/talk/index.ts';
import { DingtalkError } from './dingtalk.errors.ts';
import { noticeDraft } from './notice-draft.ts';

export type Body = Record<string, unknown>;
type Run = (shift: Shift, app: App, body: Body) => Promise<object>;

const Words = z.coerce.string();
const text = (body: Body, name: string) =>
  body[name] === undefined || body[name] === null ? '' : Words.parse(body[name]);
const number = (body: Body, name: string, otherwise?: number): number => {
  const given = text(body, name);
  if (given === '' && otherwise !== undefined) return otherwise;
  if (!/^\d{1,15}$/.test(given)) throw new DingtalkError(40035, `invalid parameter ${name}`);
  return Number(given);
};
const csv = (body: Body, name: string) =>
  text(body, name)
    .split(',')
    .map((s) => s.trim())
    .filter(Boolean);

export async function getToken(call: ForeignCall, { key, secret }: { key: string; secret: string }) {
  const token = await tokenFor(call, key, secret);
  if (token === 'elsewhere') throw new DingtalkError(60020, 'ip not in whitelist');
  if (typeof token === 'string') throw new DingtalkError(40089, 'invalid appkey or appsecret');
  return token;
}

/** Runs a call for the app whose token stands in the query or the header. */
export async function asApp(call: ForeignCall, body: Body, run: Run): Promise<object> {
  const { query, headers } = call.request;
  const token = query['access_token'] || String(headers['x-acs-dingtalk-access-token'] ?? '');
  const found = await openApp(call, token);
  if (found === 'elsewhere') throw new DingtalkError(60020, 'ip not in whitelist');
  if (found === 'too_often') throw new DingtalkError(90018, 'too many requests');
  if (typeof found === 'string') throw new DingtalkError(40014, 'invalid access_token');
  return await run(found.shift, found.app, body);
}

async function memberWith(work: Work, app: App, userid: string): Promise<MemberFacts> {
  const id = (await membersByUserid(work, [userid])).get(userid.toLowerCase());
  const [facts] = id ? await memberFacts(work, app.visible, [id]) : [];
  if (!facts) throw new DingtalkError(60121, 'user not found');
  return facts;
}

async function departmentWith(work: Work, app: App, no: number) {
  const id = (await departmentsByNo(work, [no])).get(no);
  const [facts] = id ? await departmentFacts(work, app.visible, { only: id }) : [];
  if (!facts) throw new DingtalkError(60003, 'department not found');
  return facts;
}

function record(m: MemberFacts): object {
  return {
    userid: m.userid,
    unionid: m.id,
    name: m.name,
    avatar: '',
    state_code: '86',
    manager_userid: m.manager ?? '',
    mobile: m.mobile ?? '',
    hide_mobile: false,
    telephone: m.phone,
    job_number: '',
    title: m.position,
    email: m.email ?? '',
    work_place: m.address,
    remark: '',
    exclusive_account: false,
    dept_id_list: m.places.map((p) => p.no),
    dept_order_list: m.places.map((p) => ({ dept_id: p.no, order: p.order })),
    leader_in_dept: m.places.map((p) => ({ dept_id: p.no, leader: p.leader })),
    active: m.activated,
    real_authed: false,
    senior: false,
    admin: m.isOwner,
    boss: m.isOwner,
    role_list: [],
  };
}

const department = (d: Awaited<ReturnType<typeof departmentWith>>) => ({
  dept_id: d.no,
  name: d.name,
  parent_id: d.parentNo,
  order: d.order,
  create_dept_group: false,
  auto_add_user: false,
});

const below = async (work: Work, app: App, no: number) => {
  const top = await departmentWith(work, app, no);
  const all = await departmentFacts(work, app.visible, { top: top.id });
  return all.filter((d) => d.parentNo === no);
};

async function pageOf(work: Work, app: App, body: Body) {
  const { id } = await departmentWith(work, app, number(body, 'dept_id'));
  const cursor = number(body, 'cursor', 0);
  const size = Math.min(Math.max(number(body, 'size', 100), 1), 100);
  const most = cursor + size + 1;
  const members = await membersOfDepartment(work, app.visible, { departmentId: id, below: false, most });
  const more = members.length > cursor + size;
  return {
    list: members.slice(cursor, cursor + size),
    rest: { has_more: more, ...(more ? { next_cursor: cursor + size } : {}) },
  };
}

const reads =
  (read: (work: Work, app: App, body: Body) => Promise<object>): Run =>
  (shift, app, body) =>
    shift.work((work) => read(work, app, body));

export const appCalls: Readonly<Record<string, Run>> = {
  '/topapi/v2/user/get': reads(async (work, app, body) => ({
    result: record(await memberWith(work, app, text(body, 'userid'))),
  })),
  '/topapi/v2/user/getbymobile': reads(async (work, app, body) => {
    const mobile = plainMobile(text(body, 'mobile'));
    const found = mobile && (await memberByContact(work, app.visible, { mobile }));
    if (!found) throw new DingtalkError(60121, 'user not found');
    return { result: { userid: found.userid, exclusive_account_userid_list: [] } };
  }),
  '/topapi/user/getbyunionid': reads(async (work, app, body) => {
    const [found] = await memberFacts(work, app.visible, [text(body, 'unionid') as MemberFacts['id']]);
    if (!found) throw new DingtalkError(60121, 'user not found');
    return { result: { contact_type: 0, userid: found.userid } };
  }),
  '/topapi/v2/user/list': reads(async (work, app, body) => {
    const { list, rest } = await pageOf(work, app, body);
    return { result: { ...rest, list: list.map(record) } };
  }),
  '/topapi/user/listsimple': reads(async (work, app, body) => {
    const { list, rest } = await pageOf(work, app, body);
    return { result: { ...rest, list: list.map((m) => ({ userid: m.userid, name: m.name })) } };
  }),
  '/topapi/user/listid': reads(async (work, app, body) => {
    const { id } = await departmentWith(work, app, number(body, 'dept_id'));
    const members = await membersOfDepartment(work, app.visible, {
      departmentId: id,
      below: false,
      most: 10_000,
    });
    return { result: { userid_list: members.map((m) => m.userid) } };
  }),
  '/topapi/v2/department/get': reads(async (work, app, body) => ({
    result: department(await departmentWith(work, app, number(body, 'dept_id'))),
  })),
  '/topapi/v2/department/listsub': reads(async (work, app, body) => ({
    result: (await below(work, app, number(body, 'dept_id', 1))).map(department),
  })),
  '/topapi/v2/department/listsubid': reads(async (work, app, body) => ({
    result: { dept_id_list: (await below(work, app, number(body, 'dept_id', 1))).map((d) => d.no) },
  })),
  '/topapi/message/corpconversation/asyncsend_v2': sendNotice,
  '/topapi/message/corpconversation/getsendprogress': reads(async (work, app, body) => {
    const { total, delivered, dropped } = await sent(work, app, body, 'task_id');
    const done = delivered + dropped.length;
    return {
      progress: {
        progress_in_percent: total === 0 ? 100 : Math.floor((100 * done) / total),
        status: done === total ? 2 : 1,
      },
    };
  }),
  '/topapi/message/corpconversation/getsendresult': reads(async (work, app, body) => {
    const { dropped } = await sent(work, app, body, 'task_id');
    return {
      send_result: {
        invalid_user_id_list: [],
        forbidden_user_id_list: dropped,
        failed_user_id_list: [],
        read_user_id_list: [],
        unread_user_id_list: [],
        invalid_dept_id_list: [],
      },
    };
  }),
  '/topapi/message/corpconversation/recall': reads(async (work, app, body) => {
    const { id } = await sent(work, app, body, 'msg_task_id');
    await recallMessage(work, app.id, id);
    return {};
  }),
};

async function sent(work: Work, app: App, body: Body, name: string) {
  if (number(body, 'agent_id') !== app.no) throw new DingtalkError(40056, 'invalid agentid');
  const state = await messageState(work, app.id, { no: number(body, name) });
  if (!state) throw new DingtalkError(40035, `invalid parameter ${name}`);
  return state;
}

async function sendNotice(shift: Shift, app: App, body: Body): Promise<object> {
  if (number(body, 'agent_id') !== app.no) throw new DingtalkError(40056, 'invalid agentid');
  const userids = csv(body, 'userid_list');
  const departmentNos = csv(body, 'dept_id_list')
    .filter((n) => /^\d{1,15}$/.test(n))
    .map(Number);
  if (userids.length > 100) throw new DingtalkError(40035, 'userid_list takes 100 entries at most');
  if (departmentNos.length > 20) throw new DingtalkError(40035, 'dept_id_list takes 20 entries at most');
  const all = ['true', '1'].includes(text(body, 'to_all_user'));
  if (!all && userids.length + departmentNos.length === 0) throw new DingtalkError(40035, 'nobody named');
  const { draft, to } = await shift.work(async (work) => ({
    draft: await noticeDraft(work, body['msg']),
    to: await membersInRange(work, app, all ? 'all' : { userids, departmentNos }),
  }));
  const { id } = await sendMessage(shift, { app, to: to.memberIds, draft });
  const state = await shift.work((work) => messageState(work, app.id, { id }));
  return { task_id: state!.no };
}
