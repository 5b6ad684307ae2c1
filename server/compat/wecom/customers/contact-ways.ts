import type { ContactCodeId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  changeContactWay,
  closeContactWay,
  type ContactWay,
  contactWay,
  makeContactWay,
  pageOfContactWays,
} from '../../../modules/customers/index.ts';
import { membersOfSet } from '../../../modules/directory/index.ts';
import { type WecomCall, wecomCall, type WecomContext } from '../call.ts';
import { knownDepartment, seenMember } from '../contacts/seen.ts';
import { fit, flag, listOf, maybe, need, rows, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { codeIdOf } from './outer-ids.ts';
import { seenPair } from './seen-customer.ts';

const Fields = z.object({
  remark: maybe(words),
  skip_verify: maybe(flag),
  style: maybe(whole),
  state: maybe(words),
  user: listOf(words),
  party: listOf(whole),
  is_temp: maybe(flag),
  is_exclusive: maybe(flag),
  mark_source: maybe(flag),
});
type Fields = z.output<typeof Fields>;
const One = z.object({ config_id: maybe(words) });

const add = wecomCall({
  path: '/cgi-bin/externalcontact/add_contact_way',
  writes: true,
  scope: 'customers.write',
  input: Fields.extend({ type: maybe(whole), scene: maybe(whole) }),
  async run(work, { type, scene, ...said }, context) {
    if (need(type, 41037) !== 1 && type !== 2) throw new WecomError(41039);
    if (need(scene, 41038) !== 1 && scene !== 2) throw new WecomError(41040);
    // A chat that ends by itself is none of ours.
    if (said.is_temp) throw new WecomError(41039, 'temporary chats are not offered');
    if (type === 1 && said.user.length !== 1) throw new WecomError(40031);
    const memberIds = await serving(work, said, context);
    if (memberIds.length === 0) throw new WecomError(40031);
    const { id, code } = await makeContactWay(work, context.app.id, {
      name: said.remark ?? said.state ?? `API ${new Date(work.now).toISOString().slice(0, 10)}`,
      kind: type === 1 ? 'member' : 'team',
      channel: stateOf(said.state) ?? '',
      confirm: said.skip_verify === false,
      memberIds,
      program: { type, scene, ...kept(said) },
    });
    return { config_id: id, ...(scene === 2 ? { qr_code: pictureOf(context, code) } : {}) };
  },
});

const get = wecomCall({
  path: '/cgi-bin/externalcontact/get_contact_way',
  scope: 'customers.read',
  input: One,
  async run(work, { config_id }, context) {
    return { contact_way: record(await contactWay(work, context.app.visible, idOf(config_id)), context) };
  },
});

const list = wecomCall({
  path: '/cgi-bin/externalcontact/list_contact_way',
  scope: 'customers.read',
  input: z.object({
    start_time: maybe(whole),
    end_time: maybe(whole),
    cursor: maybe(words),
    limit: maybe(whole),
  }),
  async run(work, { start_time, end_time, cursor, limit }, { app }) {
    const most = rows(limit, 100, limits.contactWaysInPage);
    const to = end_time ? new Date(end_time * 1000) : new Date(work.now.getTime() + 1_000);
    const from = start_time ? new Date(start_time * 1000) : new Date(to.getTime() - 90 * 86_400_000);
    const after = cursor ? codeIdOf(cursor) : undefined;
    const found = await pageOfContactWays(work, app.visible, { from, to, after, limit: most + 1 });
    const page = found.slice(0, most);
    return {
      contact_way: page.map((config_id) => ({ config_id })),
      ...(found.length > most ? { next_cursor: page.at(-1)! } : {}),
    };
  },
});

const update = wecomCall({
  path: '/cgi-bin/externalcontact/update_contact_way',
  writes: true,
  scope: 'customers.write',
  input: Fields.extend(One.shape),
  async run(work, { config_id, ...said }, context) {
    const id = idOf(config_id);
    const way = await contactWay(work, context.app.visible, id);
    const listed = said.user.length + said.party.length > 0;
    if (way.kind === 'member' && said.user.length > 1) throw new WecomError(40031);
    const memberIds = listed ? await serving(work, said, context) : undefined;
    if (memberIds?.length === 0) throw new WecomError(40031);
    await changeContactWay(work, context.app.visible, id, {
      ...(said.remark === undefined ? {} : { name: said.remark }),
      ...(said.state === undefined ? {} : { channel: stateOf(said.state) ?? '' }),
      ...(said.skip_verify === undefined ? {} : { confirm: !said.skip_verify }),
      ...(memberIds ? { memberIds } : {}),
      program: kept(said, listed),
    });
    return {};
  },
});

const remove = wecomCall({
  path: '/cgi-bin/externalcontact/del_contact_way',
  writes: true,
  scope: 'customers.write',
  input: One,
  async run(work, { config_id }, { app }) {
    await closeContactWay(work, app.visible, idOf(config_id));
    return {};
  },
});

/** No chat here ends by itself, so there is none to be ended early: the pair must be real, and stays as it is. */
const closeTemporary = wecomCall({
  path: '/cgi-bin/externalcontact/close_temp_chat',
  writes: true,
  scope: 'customers.write',
  input: z.object({ userid: maybe(words), external_userid: maybe(words) }),
  async run(work, { userid, external_userid }, { app }) {
    await seenPair(work, app, { userid, external: external_userid });
    throw new WecomError(41039, 'temporary chats are not offered');
  },
});

export const contactWayCalls: readonly WecomCall[] = [add, get, list, update, remove, closeTemporary];

function idOf(config: string | undefined): ContactCodeId {
  const id = codeIdOf(need(config, 41044));
  if (!id) throw new WecomError(41043);
  return id;
}

const stateOf = (state: string | undefined) => (state === undefined ? undefined : fit(state, [0, 30], 40058));

/** The members named, and whoever works in the departments now; a hundred at most. */
export async function serving(
  work: Work,
  { user, party }: Pick<Fields, 'user' | 'party'>,
  { app }: WecomContext,
): Promise<MemberId[]> {
  const named: MemberId[] = [];
  for (const userid of user) named.push((await seenMember(work, app, userid)).id);
  const departmentIds: DepartmentId[] = [];
  for (const no of party) departmentIds.push(await knownDepartment(work, no, 60003));
  const inside = departmentIds.length
    ? await membersOfSet(work, { all: false, memberIds: [], departmentIds, tagIds: [] }, app.visible)
    : [];
  const everybody = [...new Set([...named, ...inside])];
  if (everybody.length > limits.contactWayMembers) throw new WecomError(41041);
  return everybody;
}

/** What only programs ask for, kept as they wrote it. */
const kept = (said: Fields, lists = true) => ({
  ...(said.remark === undefined ? {} : { remark: fit(said.remark, [0, 30], 40058) }),
  ...(said.style === undefined ? {} : { style: said.style }),
  ...(said.is_exclusive === undefined ? {} : { is_exclusive: said.is_exclusive }),
  ...(said.mark_source === undefined ? {} : { mark_source: said.mark_source }),
  ...(lists ? { user: said.user, party: said.party } : {}),
});

const record = (way: ContactWay, context: WecomContext) => ({
  config_id: way.id,
  type: way.kind === 'member' ? 1 : 2,
  scene: 2,
  style: 1,
  remark: way.name,
  is_temp: false,
  user: way.userids,
  party: [],
  ...way.program,
  skip_verify: !way.confirm,
  state: way.channel,
  qr_code: pictureOf(context, way.code),
});

const pictureOf = ({ request }: WecomContext, code: string) => `${request.origin}/api/c/${code}/qr.png`;
