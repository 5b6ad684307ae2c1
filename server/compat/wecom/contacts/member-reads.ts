import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { memberOfOpenId, openIdOf } from '../../../modules/apps/index.ts';
import {
  customFieldsOf,
  memberByContact,
  memberFacts,
  membersOfDepartment,
  placesPage,
  plainMobile,
  verifyMember,
} from '../../../modules/directory/index.ts';
import { pictureUrl } from '../../../modules/files/index.ts';
import { type WecomCall, wecomCall, type WecomContext } from '../call.ts';
import { flag, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { memberRecord, simpleRecord, type RecordContext } from './member-record.ts';
import { seenDepartment, seenMember } from './seen.ts';

const OneUser = z.object({ userid: maybe(words) });
const scope = 'contacts.read';

const get = wecomCall({
  path: '/cgi-bin/user/get',
  scope,
  input: OneUser,
  async run(work, { userid }, context) {
    const facts = await seenMember(work, context.app, need(userid, 41009));
    return memberRecord(facts, await recordContext(work, context));
  },
});

const OfDepartment = z.object({
  department_id: maybe(whole),
  fetch_child: maybe(flag),
});

const simplelist = wecomCall({
  path: '/cgi-bin/user/simplelist',
  scope,
  input: OfDepartment,
  async run(work, input, context) {
    const members = await listed(work, input, context);
    return {
      userlist: members.map(simpleRecord),
    };
  },
});

const list = wecomCall({
  path: '/cgi-bin/user/list',
  scope,
  input: OfDepartment,
  async run(work, input, context) {
    const members = await listed(work, input, context);
    const record = await recordContext(work, context);
    return { userlist: members.map((m) => memberRecord(m, record)) };
  },
});

const listId = wecomCall({
  path: '/cgi-bin/user/list_id',
  scope,
  input: z.object({ cursor: maybe(words), limit: maybe(whole) }),
  async run(work, { cursor, limit = limits.idsInPage }, { app }) {
    const most = Math.min(Math.max(limit, 1), limits.idsInPage);
    const after = cursor === undefined ? undefined : afterOf(cursor);
    const rows = await placesPage(work, app.visible, { after, limit: most });
    const last = rows.length === most ? rows.at(-1) : undefined;
    return {
      next_cursor: last ? Buffer.from(`${last.memberId} ${last.no}`).toString('base64url') : '',
      dept_user: rows.map(({ userid, no }) => ({ userid, department: no })),
    };
  },
});

const getUserid = wecomCall({
  path: '/cgi-bin/user/getuserid',
  scope,
  input: z.object({ mobile: maybe(words) }),
  async run(work, { mobile }, context) {
    const plain = plainMobile(need(mobile, 60103));
    if (!plain) throw new WecomError(60103);
    return await foundBy(work, context, { mobile: plain }, 60146);
  },
});

const getUseridByEmail = wecomCall({
  path: '/cgi-bin/user/get_userid_by_email',
  scope,
  input: z.object({ email: maybe(words), email_type: maybe(whole) }),
  async run(work, { email, email_type = 1 }, context) {
    const address = need(email, 60147);
    const contact = email_type === 2 ? { email: address } : { bizMail: address };
    return await foundBy(work, context, contact, 60148);
  },
});

const toOpenid = wecomCall({
  path: '/cgi-bin/user/convert_to_openid',
  scope,
  input: OneUser,
  async run(work, { userid }, { app }) {
    const { id } = await seenMember(work, app, need(userid, 41009));
    return { openid: await openIdOf(work, id) };
  },
});

const toUserid = wecomCall({
  path: '/cgi-bin/user/convert_to_userid',
  scope,
  input: z.object({ openid: maybe(words) }),
  async run(work, { openid }, { app }) {
    const id = await memberOfOpenId(work, need(openid, 40073));
    const [facts] = id ? await memberFacts(work, app.visible, [id]) : [];
    if (!facts) throw new WecomError(40073);
    return { userid: facts.userid };
  },
});

const authsucc = wecomCall({
  path: '/cgi-bin/user/authsucc',
  scope,
  input: OneUser,
  async run(work, { userid }, { app }) {
    await verifyMember(work, (await seenMember(work, app, need(userid, 41009))).id);
    return {};
  },
});

export const memberReads: readonly WecomCall[] = [
  get,
  simplelist,
  list,
  listId,
  getUserid,
  getUseridByEmail,
  toOpenid,
  toUserid,
  authsucc,
];

async function listed(
  work: Work,
  { department_id, fetch_child = false }: z.output<typeof OfDepartment>,
  { app }: WecomContext,
) {
  const { id } = await seenDepartment(work, app, need(department_id, 41019));
  const most = limits.membersInList + 1;
  const found = await membersOfDepartment(work, app.visible, { departmentId: id, below: fetch_child, most });
  if (found.length === most) throw new WecomError(45029);
  return found;
}

async function recordContext(
  work: Work,
  { app, request, ports, corpId }: WecomContext,
): Promise<RecordContext> {
  return {
    fields: await customFieldsOf(work),
    sensitive: app.scopes.includes('contacts.sensitive'),
    pictureUrl: (fileId) => (fileId ? pictureUrl(ports.secret, request.origin, { corpId, fileId }) : ''),
  };
}

/** Guessing mobiles and addresses is slow: only so many misses an hour. */
async function foundBy(
  work: Work,
  { app, ports }: WecomContext,
  contact: Parameters<typeof memberByContact>[2],
  errcode: number,
): Promise<object> {
  const found = await memberByContact(work, app.visible, contact);
  if (found) return { userid: found.userid };
  const pace = { name: 'contact misses', most: limits.missesPerHour, perMs: 3_600_000 };
  throw new WecomError((await ports.throttles.take([pace, app.id])) ? errcode : 45009);
}

function afterOf(cursor: string): { memberId: string; no: number } {
  const [memberId, no] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (!memberId || !/^mbr_[0-9a-zA-Z]+$/.test(memberId) || !/^\d{1,10}$/.test(no ?? ''))
    throw new WecomError(50100);
  return { memberId, no: Number(no) };
}
