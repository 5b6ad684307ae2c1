import type { ChatId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  type GroupFacts,
  groupFacts,
  type GroupSums,
  groupSums,
  giveGroup,
  pageOfGroups,
} from '../../../modules/groups/index.ts';
import { memberFacts } from '../../../modules/directory/index.ts';
import type { App } from '../../../modules/apps/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { seenMember } from '../contacts/seen.ts';
import { flag, listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { chatIdOf, externalUserid, outerChatId } from './outer-ids.ts';

const DAY_S = 86_400;
const Owners = maybe(z.object({ userid_list: listOf(words) }));
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** Our id of the vendor-like one. What has no such shape is no group of ours. */
export function groupIdOf(chatId: string | undefined): ChatId {
  return chatIdOf(need(chatId, 86001)) ?? refuse(86003);
}
function refuse(errcode: number): never {
  throw new WecomError(errcode);
}

async function ownersNamed(work: Work, app: App, userids: readonly string[]): Promise<MemberId[]> {
  if (userids.length > limits.customersInPage) refuse(40032);
  const ids: MemberId[] = [];
  for (const userid of userids) ids.push((await seenMember(work, app, userid)).id);
  return ids;
}

const list = wecomCall({
  path: '/cgi-bin/externalcontact/groupchat/list',
  scope: 'customers.read',
  input: z.object({
    status_filter: maybe(whole),
    owner_filter: Owners,
    cursor: maybe(words),
    limit: maybe(whole),
  }),
  async run(work, { status_filter = 0, owner_filter, cursor, limit }, { app }) {
    const most = Math.min(Math.max(need(limit, 40058), 1), limits.groupsInPage);
    if (![0, 1, 2, 3].includes(status_filter)) refuse(40058);
    const named = owner_filter?.userid_list ?? [];
    const ownerIds = named.length ? await ownersNamed(work, app, named) : undefined;
    // A group is handed over at once: none is ever on its way.
    if (status_filter > 1) return { group_chat_list: [] };
    const found = await pageOfGroups(work, {
      ownerIds,
      after: cursor ? groupIdOf(cursor) : '',
      limit: most + 1,
      ownerLeft: status_filter === 1 ? true : undefined,
    });
    const page = found.slice(0, most);
    return {
      group_chat_list: page.map((g) => ({ chat_id: outerChatId(g.chatId), status: g.ownerLeft ? 1 : 0 })),
      ...(found.length > most ? { next_cursor: outerChatId(page.at(-1)!.chatId) } : {}),
    };
  },
});

const get = wecomCall({
  path: '/cgi-bin/externalcontact/groupchat/get',
  scope: 'customers.read',
  input: z.object({ chat_id: maybe(words), need_name: maybe(flag) }),
  async run(work, { chat_id, need_name }) {
    return { group_chat: shown(await groupFacts(work, groupIdOf(chat_id)), need_name === true) };
  },
});

function shown(g: GroupFacts, named: boolean) {
  const member_list = [
    ...g.members.map((m) => ({
      userid: m.userid,
      type: 1,
      join_time: seconds(m.joinedAt),
      join_scene: 1,
      group_nickname: '',
      ...(named ? { name: m.name } : {}),
    })),
    ...g.customers.map((c) => ({
      userid: externalUserid(c.rootId),
      type: 2,
      join_time: seconds(c.joinedAt),
      join_scene: c.how === 'code' ? 3 : 1,
      ...(c.invitedBy ? { invitor: { userid: c.invitedBy } } : {}),
      group_nickname: '',
      ...(named ? { name: c.name } : {}),
      ...(c.state ? { state: c.state } : {}),
    })),
  ];
  return {
    chat_id: outerChatId(g.chatId),
    name: g.name,
    owner: g.ownerUserid,
    create_time: seconds(g.createdAt),
    notice: g.notice,
    member_list,
    admin_list: g.members.filter((m) => m.admin).map(({ userid }) => ({ userid })),
    member_version: String(Math.max(0, ...member_list.map((m) => m.join_time)) + member_list.length),
  };
}

const figures = (s: GroupSums) => ({
  new_chat_cnt: s.newGroups,
  chat_total: s.groups,
  chat_has_msg: s.groupsWithMessages,
  new_member_cnt: s.joined,
  member_total: s.people,
  member_has_msg: s.active,
  msg_total: s.messages,
  migrate_trainee_chat_cnt: 0,
});

/** What the page is sorted by, in the vendor's numbers. */
const orders: Record<number, (s: GroupSums) => number> = {
  1: (s) => s.newGroups,
  2: (s) => s.groups,
  3: (s) => s.joined,
  4: (s) => s.people,
};

const Span = z.object({
  day_begin_time: maybe(whole),
  day_end_time: maybe(whole),
  owner_filter: Owners,
});

async function spanOf(work: Work, said: z.output<typeof Span>, app: App) {
  const begin = need(said.day_begin_time, 40058);
  // Some clients send 0 for what they leave out.
  const end = said.day_end_time || begin;
  const now = seconds(work.now);
  if (begin > end || begin > now + DAY_S || begin < now - 181 * DAY_S) refuse(40058);
  const named = said.owner_filter?.userid_list ?? [];
  if (named.length === 0) refuse(40058);
  return {
    ownerIds: await ownersNamed(work, app, named),
    from: new Date(Math.min(begin, now) * 1000),
    to: new Date(Math.min(end, now) * 1000),
  };
}

const statistic = wecomCall({
  path: '/cgi-bin/externalcontact/groupchat/statistic',
  scope: 'customers.read',
  input: Span.extend({
    order_by: maybe(whole),
    order_asc: maybe(flag),
    offset: maybe(whole),
    limit: maybe(whole),
  }),
  async run(work, { order_by = 1, order_asc, offset = 0, limit = 500, ...said }, { app }) {
    const span = await spanOf(work, said, app);
    const of = orders[order_by] ?? refuse(40058);
    const sums = await groupSums(work, { ...span, by: 'owner' });
    const facts = await memberFacts(work, app.visible, span.ownerIds);
    const userids = new Map<string, string>(facts.map((f) => [f.id, f.userid]));
    const sorted = sums.toSorted((a, b) => (order_asc ? of(a) - of(b) : of(b) - of(a)));
    const end = offset + Math.min(limit, limits.groupsInPage);
    return {
      total: sorted.length,
      ...(end < sorted.length ? { next_offset: end } : {}),
      items: sorted
        .slice(offset, end)
        .map((s) => ({ owner: userids.get(s.ownerId) ?? '', data: figures(s) })),
    };
  },
});

const byDay = wecomCall({
  path: '/cgi-bin/externalcontact/groupchat/statistic_group_by_day',
  scope: 'customers.read',
  input: Span,
  async run(work, said, { app }) {
    const span = await spanOf(work, said, app);
    const sums = await groupSums(work, { ...span, by: 'day' });
    const begin = need(said.day_begin_time, 40058);
    return { items: sums.map((s, at) => ({ stat_time: begin + at * DAY_S, data: figures(s) })) };
  },
});

/** Groups whose owner has left, or (`here`) whose owner is with the company still. */
const transfer = (path: string, here: boolean) =>
  wecomCall({
    path,
    writes: true,
    scope: 'customers.write',
    input: z.object({ chat_id_list: listOf(words), new_owner: maybe(words) }),
    async run(work, { chat_id_list: asked, new_owner }, { app }) {
      if (asked.length === 0) refuse(40058);
      if (asked.length > limits.groupsInTransfer) refuse(40032);
      const to = await seenMember(work, app, need(new_owner, 40058));
      const failed_chat_list = [];
      for (const chat_id of asked) {
        const chatId = chatIdOf(chat_id);
        const [row] = chatId ? await pageOfGroups(work, { only: chatId, after: '', limit: 1 }) : [];
        const errcode = !row
          ? 86003
          : !here && !row.ownerLeft
            ? 90500
            : here && row.ownerLeft
              ? 90502
              : row.ownerId === to.id
                ? 90504
                : 0;
        if (errcode || !row)
          failed_chat_list.push({ chat_id, errcode, errmsg: new WecomError(errcode).message });
        else await giveGroup(work, row.chatId, to.id);
      }
      return { failed_chat_list };
    },
  });

const openGid = wecomCall({
  path: '/cgi-bin/externalcontact/opengid_to_chatid',
  scope: 'customers.read',
  input: z.object({ opengid: maybe(words) }),
  async run(_work, { opengid }) {
    // Such ids are given out inside the vendor's own client, which knows none of our groups.
    throw new WecomError(need(opengid, 40058) ? 90511 : 40058);
  },
});

export const groupCalls: readonly WecomCall[] = [
  list,
  get,
  statistic,
  byDay,
  transfer('/cgi-bin/externalcontact/groupchat/transfer', false),
  transfer('/cgi-bin/externalcontact/groupchat/onjob_transfer', true),
  openGid,
];
