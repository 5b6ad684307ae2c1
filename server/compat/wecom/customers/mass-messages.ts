import type { Audience } from '@teahouse/contract/audience';
import type { Reason } from '@teahouse/contract/outreach';
import type { CustomerId, CustomerTagId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import type { App } from '../../../modules/apps/index.ts';
import { rootsOfCustomers } from '../../../modules/customers/index.ts';
import { membersOfSet } from '../../../modules/directory/index.ts';
import {
  cancelGroupMass,
  cancelMassMessage,
  type Fate,
  groupMass,
  isGroupPost,
  makeGroupMass,
  makeMassMessage,
  massMessage,
  type MassPage,
  pageOfConfirmers,
  pageOfFates,
  pageOfGroupFates,
  pageOfGroupMass,
  pageOfMassMessages,
  pageOfOwners,
  peopleIn,
  remindConfirmers,
  remindOwners,
} from '../../../modules/outreach/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { seenMember } from '../contacts/seen.ts';
import { flag, listOf, maybe, need, rows, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { Carried, draftsOf } from './attachments.ts';
import { carriedIn } from './carried-in.ts';
import { chatIdOf, customerIdOf, externalUserid, outerChatId, tagIdOf } from './outer-ids.ts';

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const One = z.object({ msgid: maybe(words) });
const Paged = One.extend({ limit: maybe(whole), cursor: maybe(words) });
const eyesOf = (app: App) => ({ appId: app.id, range: app.visible });
const knownMessage = (work: Work, app: App, msgid: string | undefined) =>
  massMessage(work, eyesOf(app), need(msgid, 41046));

const add = wecomCall({
  path: '/cgi-bin/externalcontact/add_msg_template',
  writes: true,
  scope: 'customers.write',
  input: Carried.extend({
    chat_type: maybe(words),
    external_userid: listOf(words),
    chat_id_list: listOf(words),
    tag_filter: maybe(z.object({ group_list: listOf(z.object({ tag_list: listOf(words) })) })),
    sender: maybe(words),
    allow_select: maybe(flag),
  }),
  async run(work, said, { app }) {
    const { chat_type: type = 'single', external_userid: externals, sender } = said;
    if (type !== 'single' && type !== 'group') throw new WecomError(40058);
    if (type === 'group') return await addToGroups(work, app, said);
    if (externals.length > limits.massMessageCustomers) throw new WecomError(40032);
    const tagGroups = (said.tag_filter?.group_list ?? []).flatMap(({ tag_list: tags }) =>
      tags.length ? [tags.map(ourTag)] : [],
    );
    if (externals.length + tagGroups.length === 0 && sender === undefined) throw new WecomError(41048);
    const asked = await rootsIn(work, externals);
    const memberIds = await senders(work, app, sender);
    const customerIds = [...new Set(asked.values())];
    if ((externals.length && customerIds.length === 0) || memberIds === 'nobody') throw new WecomError(41048);
    const contents = await draftsOf(work, said, '%NICKNAME%');
    const msgid = await makeMassMessage(work, app.id, {
      name: nameOf(work, app),
      contents,
      pick: said.allow_select ?? false,
      audience: { ...everybody, tagGroups, memberIds, customerIds },
    });
    const reached = await peopleIn(work, msgid, customerIds);
    const missed = externals.filter((e) => {
      const root = asked.get(e);
      return !root || !reached.has(root);
    });
    return { fail_list: missed, msgid };
  },
});

/** Of groups the sender is named, and writes into their own: those in the list, or all of them. */
async function addToGroups(
  work: Work,
  app: App,
  said: z.output<typeof Carried> & { sender?: string | undefined; chat_id_list: string[] },
): Promise<{ fail_list: string[]; msgid: string }> {
  const owner = await seenMember(work, app, need(said.sender, 41009));
  if (said.chat_id_list.length > limits.massMessageGroups) throw new WecomError(40032);
  const chatIds = said.chat_id_list.flatMap((id) => chatIdOf(id) ?? []);
  if (said.chat_id_list.length && chatIds.length === 0) throw new WecomError(41048);
  const contents = await draftsOf(work, said, '%NICKNAME%');
  const msgid = await makeGroupMass(work, app.id, {
    name: nameOf(work, app),
    contents,
    ownerId: owner.id,
    chatIds,
  });
  return { fail_list: [], msgid };
}

const nameOf = (work: Work, app: App) =>
  `${app.name} ${work.now.toISOString().slice(0, 16).replace('T', ' ')}`.slice(0, 60);

const list = wecomCall({
  path: '/cgi-bin/externalcontact/get_groupmsg_list_v2',
  scope: 'customers.read',
  input: z.object({
    chat_type: maybe(words),
    start_time: maybe(whole),
    end_time: maybe(whole),
    creator: maybe(words),
    filter_type: maybe(whole),
    limit: maybe(whole),
    cursor: maybe(words),
  }),
  async run(work, said, { app }) {
    const type = need(said.chat_type, 40058);
    const [from, to] = [need(said.start_time, 40058), need(said.end_time, 40058)];
    if (to < from || to - from > limits.massMessageDays * 86_400) throw new WecomError(40058);
    const most = rows(said.limit, 50, limits.massMessagesInPage);
    const wanted: MassPage = {
      from: new Date(from * 1000),
      to: new Date((to + 1) * 1000),
      creator: said.creator === undefined ? undefined : (await seenMember(work, app, said.creator)).id,
      personal: said.filter_type === 0 ? false : said.filter_type === 1 ? true : undefined,
      after: said.cursor,
      limit: most + 1,
    };
    const found =
      type === 'group'
        ? await pageOfGroupMass(work, eyesOf(app), wanted)
        : await pageOfMassMessages(work, eyesOf(app), wanted);
    const page = found.slice(0, most);
    const records = [];
    for (const m of page)
      records.push({
        msgid: m.id,
        // What a program made has no creator, as with the vendor.
        ...(m.creator === null ? {} : { creator: m.creator }),
        create_time: String(seconds(m.createdAt)),
        create_type: m.personal ? 1 : 0,
        ...(await carriedIn(work, m.contents)),
      });
    return { group_msg_list: records, next_cursor: found.length > most ? page.at(-1)!.id : '' };
  },
});

const task = wecomCall({
  path: '/cgi-bin/externalcontact/get_groupmsg_task',
  scope: 'customers.read',
  input: Paged,
  async run(work, { msgid, limit, cursor }, { app }) {
    const most = rows(limit, 500, limits.massMessageRowsInPage);
    const wanted = { range: app.visible, after: cursor, limit: most + 1 };
    const found =
      msgid !== undefined && isGroupPost(msgid)
        ? await pageOfOwners(work, (await groupMass(work, eyesOf(app), msgid)).id, wanted)
        : await pageOfConfirmers(work, (await knownMessage(work, app, msgid)).id, wanted);
    const page = found.slice(0, most);
    return {
      task_list: page.map(({ userid, confirmedAt }) => ({
        userid,
        status: confirmedAt ? 2 : 0,
        ...(confirmedAt ? { send_time: seconds(confirmedAt) } : {}),
      })),
      next_cursor: found.length > most ? page.at(-1)!.memberId : '',
    };
  },
});

/**
 * The vendor's four ends. Who gets nothing by a rule of the company (caps, hold-out, counted with another record) is one number: the
 * contract has no other, and arms of a comparison are told by nobody.
 */
const statuses: Record<Reason, 0 | 1 | 2 | 3> = {
  sent: 1,
  no_consent: 2,
  opted_out: 2,
  muted: 2,
  window_closed: 2,
  channel_refused: 2,
  held_out: 3,
  frequency_cap: 3,
  channel_counter: 3,
  merged: 3,
  contaminated: 3,
  quiet_hours: 0,
  not_confirmed: 0,
  content_refused: 0,
  expired: 0,
  channel_error: 0,
  stopped: 0,
  journey_left: 0,
};

const fateRecord = (
  fate: Omit<Fate, 'personId'>,
  whom: { external_userid: string } | { chat_id: string },
) => ({
  ...whom,
  userid: fate.userid,
  status: fate.reason ? statuses[fate.reason] : 0,
  ...(fate.sentAt ? { send_time: seconds(fate.sentAt) } : {}),
});

async function fates(
  work: Work,
  app: App,
  asked: z.output<typeof Paged>,
  memberId?: MemberId,
): Promise<{ records: ReturnType<typeof fateRecord>[]; next: string }> {
  const most = rows(asked.limit, 500, limits.massMessageRowsInPage);
  const wanted = { ...(memberId ? { memberId } : {}), range: app.visible, limit: most + 1 };
  const { msgid, cursor } = asked;
  if (msgid !== undefined && isGroupPost(msgid)) {
    const { id } = await groupMass(work, eyesOf(app), msgid);
    const after = cursor === undefined ? undefined : chatIdOf(cursor);
    const found = await pageOfGroupFates(work, id, { ...wanted, after });
    const page = found.slice(0, most);
    const next = found.length > most ? outerChatId(page.at(-1)!.chatId) : '';
    return { records: page.map((f) => fateRecord(f, { chat_id: outerChatId(f.chatId) })), next };
  }
  const { id } = await knownMessage(work, app, msgid);
  const after = cursor === undefined ? undefined : customerIdOf(cursor);
  const found = await pageOfFates(work, id, { ...wanted, after });
  const page = found.slice(0, most);
  const next = found.length > most ? externalUserid(page.at(-1)!.personId) : '';
  return {
    records: page.map((f) => fateRecord(f, { external_userid: externalUserid(f.personId) })),
    next,
  };
}

const sendResult = wecomCall({
  path: '/cgi-bin/externalcontact/get_groupmsg_send_result',
  scope: 'customers.read',
  input: Paged.extend({ userid: maybe(words) }),
  async run(work, said, { app }) {
    const member = await seenMember(work, app, need(said.userid, 41009));
    const { records, next } = await fates(work, app, said, member.id);
    return { send_list: records, next_cursor: next };
  },
});

/** The older call: everybody at once. Nothing is checked by the vendor here, so the check has passed. */
const oldResult = wecomCall({
  path: '/cgi-bin/externalcontact/get_group_msg_result',
  scope: 'customers.read',
  input: Paged,
  async run(work, said, { app }) {
    const { records, next } = await fates(work, app, said);
    return { check_status: 1, detail_list: records, next_cursor: next };
  },
});

const remind = wecomCall({
  path: '/cgi-bin/externalcontact/remind_groupmsg_send',
  writes: true,
  scope: 'customers.write',
  input: One,
  async run(work, { msgid }, { app }) {
    const id = need(msgid, 41046);
    if (isGroupPost(id)) await remindOwners(work, eyesOf(app), id);
    else await remindConfirmers(work, eyesOf(app), id);
    return {};
  },
});

const cancel = wecomCall({
  path: '/cgi-bin/externalcontact/cancel_groupmsg_send',
  writes: true,
  scope: 'customers.write',
  input: One,
  async run(work, { msgid }, { app }) {
    const id = need(msgid, 41046);
    if (isGroupPost(id)) await cancelGroupMass(work, eyesOf(app), id);
    else await cancelMassMessage(work, eyesOf(app), id);
    return {};
  },
});

export const massMessageCalls: readonly WecomCall[] = [
  add,
  list,
  task,
  sendResult,
  oldResult,
  remind,
  cancel,
];

const everybody: Audience = {
  whose: 'all',
  tagIds: [],
  tagGroups: [],
  fields: [],
  withoutTagIds: [],
  stages: [],
  memberIds: [],
  codeIds: [],
  sources: [],
  customerIds: [],
};

const ourTag = (id: string): CustomerTagId => {
  const known = tagIdOf(id);
  if (!known) throw new WecomError(40068);
  return known;
};

/** The people behind these ids, by id; unknown ones are missing. */
async function rootsIn(work: Work, externals: readonly string[]): Promise<Map<string, CustomerId>> {
  const ours = new Map(
    externals.flatMap((e): [string, CustomerId][] => {
      const id = customerIdOf(e);
      return id ? [[e, id]] : [];
    }),
  );
  const roots = await rootsOfCustomers(work, [...ours.values()]);
  return new Map(
    [...ours].flatMap(([e, id]): [string, CustomerId][] => {
      const root = roots.get(id);
      return root ? [[e, root]] : [];
    }),
  );
}

/** In whose name: the one who is named, else everybody whom the app sees. [] where that is the whole company. */
async function senders(work: Work, app: App, sender: string | undefined): Promise<MemberId[] | 'nobody'> {
  if (sender !== undefined) return [(await seenMember(work, app, sender)).id];
  if (app.visible.all) return [];
  const all = await membersOfSet(work, app.visible, 'all');
  return all.length ? all : 'nobody';
}
