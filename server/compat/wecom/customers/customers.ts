import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import {
  customersOfMember,
  followersIn,
  followsOfCustomer,
  followsOfMembers,
  writeFollow,
} from '../../../modules/customers/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { seenMember } from '../contacts/seen.ts';
import { fit, listOf, maybe, maybeWords, need, rows, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { contactRecord, cursorAt, followInfo, followUser, placeOf } from './customer-record.ts';
import { externalUserid } from './outer-ids.ts';
import { knownCustomer, seenPair } from './seen-customer.ts';

const followers = wecomCall({
  path: '/cgi-bin/externalcontact/get_follow_user_list',
  scope: 'customers.read',
  input: z.object({}),
  async run(work, _, { app }) {
    return { follow_user: await followersIn(work, app.visible) };
  },
});

const list = wecomCall({
  path: '/cgi-bin/externalcontact/list',
  scope: 'customers.read',
  input: z.object({ userid: maybe(words) }),
  async run(work, { userid }, { app }) {
    const member = await seenMember(work, app, need(userid, 41009));
    const found = await customersOfMember(work, member.id);
    // Several programs tell a member without customers by this number and stop at an empty list.
    if (found.length === 0) throw new WecomError(84061);
    return { external_userid: found.map(externalUserid) };
  },
});

const get = wecomCall({
  path: '/cgi-bin/externalcontact/get',
  scope: 'customers.read',
  input: z.object({ external_userid: maybe(words), cursor: maybe(words) }),
  async run(work, { external_userid: external, cursor }, { app }) {
    const limit = limits.followersInPage;
    const rootId = await knownCustomer(work, external);
    const found = await followsOfCustomer(work, app.visible, {
      rootId,
      after: placeOf(cursor),
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const [first] = page;
    if (!first) throw new WecomError(84061);
    return {
      external_contact: contactRecord(first),
      follow_user: page.map(followUser),
      ...(found.length > limit ? { next_cursor: cursorAt(page.at(-1)!) } : {}),
    };
  },
});

const byUsers = wecomCall({
  path: '/cgi-bin/externalcontact/batch/get_by_user',
  scope: 'customers.read',
  // Programs from before 2022 ask about one.
  input: z.object({
    userid_list: listOf(words),
    userid: maybe(words),
    cursor: maybe(words),
    limit: maybe(whole),
  }),
  async run(work, { userid_list, userid: one, cursor, limit }, { app }) {
    const userids = userid_list.length === 0 && one !== undefined ? [one] : userid_list;
    if (userids.length === 0) throw new WecomError(41009);
    if (userids.length > limits.customersInPage) throw new WecomError(40032);
    const memberIds: MemberId[] = [];
    for (const userid of userids) memberIds.push((await seenMember(work, app, userid)).id);
    const most = rows(limit, 50, limits.customersInPage);
    const found = await followsOfMembers(work, { memberIds, after: placeOf(cursor), limit: most + 1 });
    const page = found.slice(0, most);
    return {
      external_contact_list: page.map((f) => ({
        external_contact: contactRecord(f),
        follow_info: followInfo(f),
      })),
      next_cursor: found.length > most ? cursorAt(page.at(-1)!) : '',
      fail_info: { unlicensed_userid_list: [] },
    };
  },
});

const remark = wecomCall({
  path: '/cgi-bin/externalcontact/remark',
  writes: true,
  scope: 'customers.write',
  input: z.object({
    userid: maybe(words),
    external_userid: maybe(words),
    remark: maybeWords,
    description: maybeWords,
    remark_company: maybeWords,
    remark_mobiles: z.array(words).nullish(),
  }),
  async run(work, { userid, external_userid: external, ...said }, { app }) {
    const pair = await seenPair(work, app, { userid, external });
    const mobiles = said.remark_mobiles?.map((m) => m.trim()).filter((m) => m !== '');
    if (mobiles && (mobiles.length > 5 || mobiles.some((m) => m.length > 30))) throw new WecomError(40058);
    await writeFollow(work, pair, {
      remark: said.remark && fit(said.remark, [0, 20], 40058),
      description: said.description && fit(said.description, [0, 150], 40058),
      company: said.remark_company && fit(said.remark_company, [0, 20], 40058),
      // A list of one empty text takes all numbers away; an empty list says nothing.
      mobiles: said.remark_mobiles?.length ? mobiles : undefined,
    });
    return {};
  },
});

export const customerCalls: readonly WecomCall[] = [followers, list, get, byUsers, remark];
