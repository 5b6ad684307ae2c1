import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import {
  countInSet,
  memberByContact,
  type MemberFacts,
  memberFacts,
  membersOfDepartment,
  plainMobile,
} from '../../../modules/directory/index.ts';
import { pictureUrl } from '../../../modules/files/index.ts';
import { type DingtalkCall, type DingtalkContext, inOneWork } from '../call.ts';
import { DingtalkError } from '../dingtalk.errors.ts';
import { type Body, flag, need, number } from '../input.ts';
import { noUser, seenDepartment, seenMember } from './seen.ts';

const scope = 'contacts.read';
/** Guessing mobiles is slow: only so many misses an hour. */
const misses = { name: 'contact misses', most: 1_000, perMs: 3_600_000 };

/** A member as `user/get` tells one; what is personal only to apps that may see it. */
function record(m: MemberFacts, { app, request, ports }: DingtalkContext, corpId: string): object {
  const sensitive = app.scopes.includes('contacts.sensitive');
  return {
    userid: m.userid,
    unionid: m.id,
    name: m.name,
    avatar: m.avatarFile ? pictureUrl(ports.secret, request.origin, { corpId, fileId: m.avatarFile }) : '',
    state_code: '86',
    manager_userid: m.manager ?? '',
    hide_mobile: false,
    telephone: m.phone,
    job_number: '',
    title: m.position,
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
    ...(sensitive
      ? { mobile: m.mobile ?? '', email: m.email ?? '', org_email: m.outward.bizMail ?? '' }
      : {}),
  };
}

async function pageOf(work: Work, body: Body, { app }: DingtalkContext) {
  const { id } = await seenDepartment(work, app, number(body, 'dept_id'));
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

export const userReads: readonly DingtalkCall[] = [
  inOneWork('/topapi/v2/user/get', scope, async (work, body, context) => ({
    result: record(await seenMember(work, context.app, need(body, 'userid')), context, work.corpId),
  })),
  inOneWork('/topapi/v2/user/getbymobile', scope, async (work, body, { app, ports }) => {
    const mobile = plainMobile(need(body, 'mobile'));
    const found = mobile && (await memberByContact(work, app.visible, { mobile }));
    if (found) return { result: { userid: found.userid, exclusive_account_userid_list: [] } };
    if (!(await ports.throttles.take([misses, app.id]))) throw new DingtalkError(90018, 'too many requests');
    throw noUser();
  }),
  inOneWork('/topapi/user/getbyunionid', scope, async (work, body, { app }) => {
    const [found] = await memberFacts(work, app.visible, [need(body, 'unionid') as MemberId]);
    if (!found) throw noUser();
    return { result: { contact_type: 0, userid: found.userid } };
  }),
  inOneWork('/topapi/v2/user/list', scope, async (work, body, context) => {
    const { list, rest } = await pageOf(work, body, context);
    return { result: { ...rest, list: list.map((m) => record(m, context, work.corpId)) } };
  }),
  inOneWork('/topapi/user/listsimple', scope, async (work, body, context) => {
    const { list, rest } = await pageOf(work, body, context);
    return { result: { ...rest, list: list.map((m) => ({ userid: m.userid, name: m.name })) } };
  }),
  inOneWork('/topapi/user/listid', scope, async (work, body, { app }) => {
    const { id } = await seenDepartment(work, app, number(body, 'dept_id'));
    const most = 10_000;
    const members = await membersOfDepartment(work, app.visible, { departmentId: id, below: false, most });
    return { result: { userid_list: members.map((m) => m.userid) } };
  }),
  inOneWork('/topapi/user/count', scope, async (work, body, { app }) => {
    const { members, activated } = await countInSet(work, app.visible);
    return { result: { count: flag(body, 'only_active') ? activated : members } };
  }),
];
