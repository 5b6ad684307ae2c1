// Acquisition links: contact-me codes of several members, known by their link.
import type { ContactCodeId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  cameByCode,
  changeContactWay,
  closeContactWay,
  type ContactWay,
  contactWay,
  customersOfCode,
  makeContactWay,
  pageOfContactWays,
} from '../../../modules/customers/index.ts';
import { type WecomCall, wecomCall, type WecomContext } from '../call.ts';
import { fit, flag, listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { serving } from './contact-ways.ts';
import { codeIdOf, customerIdOf, externalUserid } from './outer-ids.ts';

const Range = z.object({ user_list: listOf(words), department_list: listOf(whole) });
const Said = z.object({
  link_name: maybe(words),
  range: maybe(Range),
  skip_verify: maybe(flag),
  priority_option: maybe(z.record(z.string(), z.unknown())),
  mark_source: maybe(flag),
});
const One = z.object({ link_id: maybe(words) });
const under = '/cgi-bin/externalcontact/customer_acquisition';

const list = wecomCall({
  path: `${under}/list_link`,
  scope: 'customers.read',
  input: z.object({ limit: maybe(whole), cursor: maybe(words) }),
  async run(work, { limit = limits.linksInPage, cursor }, { app }) {
    const most = Math.min(Math.max(limit, 1), limits.linksInPage);
    const found = await pageOfContactWays(work, app.visible, {
      from: new Date(0),
      to: new Date(work.now.getTime() + 1_000),
      after: cursor ? codeIdOf(cursor) : undefined,
      limit: most + 1,
      links: true,
    });
    const page = found.slice(0, most);
    return { link_id_list: page, next_cursor: found.length > most ? page.at(-1)! : '' };
  },
});

const get = wecomCall({
  path: `${under}/get`,
  scope: 'customers.read',
  input: One,
  async run(work, { link_id }, context) {
    const way = await linkOf(work, link_id, context);
    const { range = { user_list: [], department_list: [] }, priority_option } = way.program;
    return {
      link: { ...brief(way, context), skip_verify: !way.confirm },
      range,
      ...(priority_option ? { priority_option } : {}),
    };
  },
});

const create = wecomCall({
  path: `${under}/create_link`,
  writes: true,
  scope: 'customers.write',
  input: Said,
  async run(work, { link_name, range, skip_verify = true, ...kept }, context) {
    const name = fit(need(link_name, 40058), [1, 30], 40058);
    const memberIds = await membersOf(work, need(range, 40058), context);
    const { id } = await makeContactWay(work, context.app.id, {
      name,
      kind: 'team',
      channel: '',
      confirm: !skip_verify,
      memberIds,
      program: { link: true, range, ...kept },
    });
    return { link: brief(await contactWay(work, context.app.visible, id), context) };
  },
});

const update = wecomCall({
  path: `${under}/update_link`,
  writes: true,
  scope: 'customers.write',
  input: Said.extend(One.shape),
  async run(work, { link_id, link_name, range, skip_verify, ...kept }, context) {
    const { id } = await linkOf(work, link_id, context);
    await changeContactWay(work, context.app.visible, id, {
      ...(link_name === undefined ? {} : { name: fit(link_name, [1, 30], 40058) }),
      ...(skip_verify === undefined ? {} : { confirm: !skip_verify }),
      ...(range ? { memberIds: await membersOf(work, range, context) } : {}),
      program: { ...(range ? { range } : {}), ...kept },
    });
    return {};
  },
});

const remove = wecomCall({
  path: `${under}/delete_link`,
  writes: true,
  scope: 'customers.write',
  input: One,
  async run(work, { link_id }, context) {
    const { id } = await linkOf(work, link_id, context);
    await closeContactWay(work, context.app.visible, id);
    return {};
  },
});

const customers = wecomCall({
  path: `${under}/customer`,
  scope: 'customers.read',
  input: One.extend({ limit: maybe(whole), cursor: maybe(words) }),
  async run(work, { link_id, limit = limits.linkCustomersInPage, cursor }, context) {
    const { id } = await linkOf(work, link_id, context);
    const most = Math.min(Math.max(limit, 1), limits.linkCustomersInPage);
    const after = cursor ? need(customerIdOf(cursor), 40058) : '';
    const found = await customersOfCode(work, id, { after, limit: most + 1 });
    const page = found.slice(0, most);
    return {
      customer_list: page.map((c) => ({
        external_userid: externalUserid(c.customerId),
        userid: c.userid,
        chat_status: c.spoke ? 1 : 0,
        state: c.channel,
      })),
      next_cursor: found.length > most ? externalUserid(page.at(-1)!.customerId) : '',
    };
  },
});

const statistic = wecomCall({
  path: `${under}/statistic`,
  scope: 'customers.read',
  input: One.extend({ start_time: maybe(whole), end_time: maybe(whole) }),
  async run(work, { link_id, start_time, end_time }, context) {
    const { id } = await linkOf(work, link_id, context);
    const [from, to] = [need(start_time, 40058), need(end_time, 40058)];
    if (to < from) throw new WecomError(40058, 'end_time is before start_time');
    const { came, opened } = await cameByCode(work, id, {
      from: new Date(from * 1000),
      to: new Date((to + 1) * 1000),
    });
    // Openings are counted for the life of the link.
    return { click_link_customer_cnt: Math.max(opened, came), new_customer_cnt: came };
  },
});

/** There is no quota: what programs may count on is more than they ever use. */
const quota = wecomCall({
  path: '/cgi-bin/externalcontact/customer_acquisition_quota',
  scope: 'customers.read',
  input: z.object({}),
  async run() {
    return { total: limits.acquisitionBalance, balance: limits.acquisitionBalance, quota_list: [] };
  },
});

export const acquisitionCalls: readonly WecomCall[] = [
  list,
  get,
  create,
  update,
  remove,
  customers,
  statistic,
  quota,
];

/** A link made by a program, of which somebody in the app's range serves. Fails with 40058. */
async function linkOf(
  work: Work,
  linkId: string | undefined,
  { app }: WecomContext,
): Promise<ContactWay & { program: { range?: z.output<typeof Range>; priority_option?: object } }> {
  const id: ContactCodeId | undefined = codeIdOf(need(linkId, 40058));
  if (!id) throw new WecomError(40058, 'no such link_id');
  const way = await contactWay(work, app.visible, id);
  if (way.program['link'] !== true) throw new WecomError(40058, 'no such link_id');
  return way;
}

async function membersOf(work: Work, range: z.output<typeof Range>, context: WecomContext) {
  const ids = await serving(work, { user: range.user_list, party: range.department_list }, context);
  return ids.length ? ids : Promise.reject(new WecomError(40031));
}

const brief = (way: ContactWay, { request }: WecomContext) => ({
  link_id: way.id,
  link_name: way.name,
  url: `${request.origin}/c/${way.code}`,
  create_time: Math.floor(way.createdAt.getTime() / 1_000),
});
