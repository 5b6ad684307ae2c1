import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  beginTransfer,
  followBetween,
  leaverByUserid,
  rootOfCustomer,
  transferOutcomes,
  unassignedCustomers,
} from '../../../modules/customers/index.ts';
import { type WecomCall, wecomCall, type WecomContext } from '../call.ts';
import { seenMember } from '../contacts/seen.ts';
import { fit, listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { customerIdOf, externalUserid } from './outer-ids.ts';

const Two = z.object({ handover_userid: maybe(words), takeover_userid: maybe(words) });
const Given = Two.extend({ external_userid: listOf(words), transfer_success_msg: maybe(words) });

/** What a member hears of who was silent: the words the vendor's own client would use. */
const usualWords = '您好，今后由{name}为您服务。';

interface Hands {
  from: MemberId;
  to: MemberId;
}

async function hands(
  work: Work,
  { handover_userid, takeover_userid }: z.output<typeof Two>,
  { app }: WecomContext,
  leaving: boolean,
): Promise<Hands> {
  const handover = need(handover_userid, 41009);
  const to = (await seenMember(work, app, need(takeover_userid, 41009))).id;
  if (!leaving) {
    const from = (await seenMember(work, app, handover)).id;
    if (from === to) throw new WecomError(40130);
    return { from, to };
  }
  const from = await leaverByUserid(work, handover);
  // An app that sees but a part of the company has no say over whom nobody manages any more.
  if (!from || !app.visible.all) throw new WecomError(40097);
  return { from, to };
}

async function handOver(
  work: Work,
  { from, to }: Hands,
  externals: readonly string[],
  { app, message, leaving }: { app: WecomContext['app']; message: string | undefined; leaving: boolean },
): Promise<{ external_userid: string; errcode: number }[]> {
  const customerIds: CustomerId[] = [];
  const customer = [];
  for (const external_userid of externals) {
    const id = customerIdOf(external_userid);
    const root = id && (await rootOfCustomer(work, id));
    const pair = root && (await followBetween(work, from, root));
    if (pair) customerIds.push(pair.customerId);
    customer.push({ external_userid, errcode: !root ? 40096 : pair ? 0 : 40131 });
  }
  if (customerIds.length)
    await beginTransfer(work, {
      from,
      to,
      customerIds,
      reason: leaving ? 'leaving' : 'in_service',
      message: message ?? usualWords,
      madeBy: app.id,
    });
  return customer;
}

const transfer = (path: string, leaving: boolean) =>
  wecomCall({
    path,
    writes: true,
    scope: 'customers.write',
    input: Given,
    async run(work, said, context) {
      if (said.external_userid.length === 0) throw new WecomError(41035);
      if (said.external_userid.length > limits.customersInPage) throw new WecomError(40058);
      const message =
        said.transfer_success_msg === undefined ? undefined : fit(said.transfer_success_msg, [1, 200], 40058);
      const both = await hands(work, said, context, leaving);
      const { app } = context;
      return { customer: await handOver(work, both, said.external_userid, { app, message, leaving }) };
    },
  });

/** The older call: one customer, of somebody who has left or who is still here. */
const transferOne = wecomCall({
  path: '/cgi-bin/externalcontact/transfer',
  writes: true,
  scope: 'customers.write',
  input: Given,
  async run(work, said, context) {
    const [external] = said.external_userid;
    const leaving = (await leaverByUserid(work, said.handover_userid ?? '')) !== undefined;
    const both = await hands(work, said, context, leaving);
    const message = said.transfer_success_msg;
    const [one] = await handOver(work, both, [need(external, 41035)], { app: context.app, message, leaving });
    if (one!.errcode) throw new WecomError(one!.errcode);
    return {};
  },
});

const states = { done: 1, waiting: 2, failed: 5 } as const;
const result = (path: string, leaving: boolean) =>
  wecomCall({
    path,
    scope: 'customers.read',
    input: Two.extend({ cursor: maybe(words) }),
    async run(work, said, context) {
      const { from, to } = await hands(work, said, context, leaving);
      const limit = limits.transfersInPage;
      const after = said.cursor && customerIdOf(said.cursor);
      const found = await transferOutcomes(work, { from, to, after, limit: limit + 1 });
      const page = found.slice(0, limit);
      return {
        customer: page.map((o) => ({
          external_userid: externalUserid(o.customerId),
          status: states[o.state],
          takeover_time: o.movedAt ? Math.floor(o.movedAt.getTime() / 1000) : 0,
        })),
        next_cursor: found.length > limit ? externalUserid(page.at(-1)!.customerId) : '',
      };
    },
  });

const unassigned = wecomCall({
  path: '/cgi-bin/externalcontact/get_unassigned_list',
  scope: 'customers.read',
  input: z.object({ page_id: maybe(whole), page_size: maybe(whole), cursor: maybe(words) }),
  async run(work, { page_id: no = 0, page_size, cursor }, { app }) {
    const size = Math.min(Math.max(page_size ?? 1_000, 1), 1_000);
    const [memberId, customerId] = Buffer.from(cursor ?? '', 'base64url')
      .toString()
      .split(' ');
    const after = memberId && customerId ? ([memberId, customerId] as [MemberId, CustomerId]) : undefined;
    const skip = after ? 0 : Math.max(no, 0) * size;
    const found = await unassignedCustomers(work, app.visible, { after, skip, limit: size + 1 });
    const page = found.slice(0, size);
    const last = page.at(-1);
    return {
      info: page.map((u) => ({
        handover_userid: u.userid,
        external_userid: externalUserid(u.rootId),
        dimission_time: Math.floor(u.leftAt.getTime() / 1000),
      })),
      is_last: found.length <= size,
      next_cursor:
        found.length > size && last
          ? Buffer.from(`${last.memberId} ${last.customerId}`).toString('base64url')
          : '',
    };
  },
});

export const transferCalls: readonly WecomCall[] = [
  transfer('/cgi-bin/externalcontact/transfer_customer', false),
  transfer('/cgi-bin/externalcontact/resigned/transfer_customer', true),
  result('/cgi-bin/externalcontact/transfer_result', false),
  result('/cgi-bin/externalcontact/resigned/transfer_result', true),
  transferOne,
  unassigned,
];
