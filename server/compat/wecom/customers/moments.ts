import type { FileBody } from '@teahouse/contract/realtime';
import type { CustomerTagId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import type { MomentContent } from '@teahouse/contract/moments';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { type App, mediaFile, mediaOfFile } from '../../../modules/apps/index.ts';
import { tagGroups } from '../../../modules/customers/index.ts';
import {
  departmentsByNo,
  memberFacts,
  membersByUserid,
  membersOfSet,
} from '../../../modules/directory/index.ts';
import { draftOfFile } from '../../../modules/messaging/index.ts';
import {
  askForMoment,
  cancelMoment,
  type ListedMoment,
  momentForProgram,
  momentJob,
  pageOfMoments,
  pageOfPerformers,
  pageOfShown,
  talkUnder,
} from '../../../modules/moments/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { seenMember } from '../contacts/seen.ts';
import { listOf, maybe, need, rows, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { cut, webAddress, within } from '../messages/plain-markup.ts';
import { WecomError } from '../wecom.errors.ts';
import { customerIdOf, externalUserid, tagIdOf } from './outer-ids.ts';

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const eyesOf = (app: App) => ({ appId: app.id, range: app.visible });
const Paged = z.object({ moment_id: maybe(words), cursor: maybe(words), limit: maybe(whole) });
const Media = maybe(z.object({ media_id: maybe(words) }));
const Attachment = z.object({
  msgtype: maybe(words),
  image: Media,
  video: Media,
  link: maybe(z.object({ title: maybe(words), url: maybe(words) })),
});

const add = wecomCall({
  path: '/cgi-bin/externalcontact/add_moment_task',
  writes: true,
  scope: 'customers.write',
  input: z.object({
    text: maybe(z.object({ content: maybe(words) })),
    attachments: listOf(Attachment),
    visible_range: maybe(
      z.object({
        sender_list: maybe(z.object({ user_list: listOf(words), department_list: listOf(whole) })),
        external_contact_list: maybe(z.object({ tag_list: listOf(words) })),
      }),
    ),
  }),
  async run(work, said, { app }) {
    const content = await contentOf(work, said.text?.content ?? '', said.attachments);
    const { sender_list: senders, external_contact_list: whom } = said.visible_range ?? {};
    const people = await performersIn(work, app, senders?.user_list ?? [], senders?.department_list ?? []);
    const tags = await knownTags(work, whom?.tag_list ?? []);
    const unreached = { users: people.unknown, departments: people.missing, tags: tags.unknown };
    const jobid = await askForMoment(work, app.id, {
      content,
      performers: people.performers,
      tagIds: tags.known,
      unreached,
    });
    return { jobid };
  },
});

const result = wecomCall({
  path: '/cgi-bin/externalcontact/get_moment_task_result',
  scope: 'customers.read',
  input: z.object({ jobid: maybe(words) }),
  async run(work, { jobid }, { app }) {
    const found = await momentJob(work, app.id, need(jobid, 41079));
    if (!found) throw new WecomError(41079);
    const { users, departments, tags } = found.unreached;
    return {
      status: found.begun ? 3 : 1,
      type: 'add_moment_task',
      ...(found.begun
        ? {
            result: {
              errcode: 0,
              errmsg: 'ok',
              moment_id: found.momentId,
              invalid_sender_list: { user_list: users, department_list: departments },
              invalid_external_contact_list: { tag_list: tags },
            },
          }
        : {}),
    };
  },
});

const cancel = wecomCall({
  path: '/cgi-bin/externalcontact/cancel_moment_task',
  writes: true,
  scope: 'customers.write',
  input: z.object({ moment_id: maybe(words) }),
  async run(work, { moment_id: id }, { app }) {
    await cancelMoment(work, eyesOf(app), need(id, 41059));
    return {};
  },
});

const list = wecomCall({
  path: '/cgi-bin/externalcontact/get_moment_list',
  scope: 'customers.read',
  input: z.object({
    start_time: maybe(whole),
    end_time: maybe(whole),
    creator: maybe(words),
    filter_type: maybe(whole),
    cursor: maybe(words),
    limit: maybe(whole),
  }),
  async run(work, said, { app }) {
    const [from, to] = [need(said.start_time, 40058), need(said.end_time, 40058)];
    if (to < from || to - from > limits.momentDays * 86_400) throw new WecomError(40058);
    const most = rows(said.limit, 20, limits.momentsInPage);
    const found = await pageOfMoments(work, eyesOf(app), {
      from: new Date(from * 1000),
      to: new Date((to + 1) * 1000),
      creator: said.creator === undefined ? undefined : (await seenMember(work, app, said.creator)).id,
      own: said.filter_type === 0 ? false : said.filter_type === 1 ? true : undefined,
      after: said.cursor,
      limit: most + 1,
    });
    const page = found.slice(0, most);
    const records = [];
    for (const m of page) records.push(await listed(work, m));
    return { moment_list: records, next_cursor: found.length > most ? page.at(-1)!.id : '' };
  },
});

const task = wecomCall({
  path: '/cgi-bin/externalcontact/get_moment_task',
  scope: 'customers.read',
  input: Paged,
  async run(work, { moment_id: id, cursor, limit }, { app }) {
    const moment = await momentForProgram(work, eyesOf(app), need(id, 41059));
    const most = rows(limit, 500, limits.momentRowsInPage);
    const found = await pageOfPerformers(work, moment.id, {
      range: app.visible,
      after: cursor,
      limit: most + 1,
    });
    const page = found.slice(0, most);
    return {
      task_list: page.map((p) => ({ userid: p.userid, publish_status: p.published ? 1 : 0 })),
      next_cursor: found.length > most ? page.at(-1)!.memberId : '',
    };
  },
});

/** Customers in whose feed it stands under one member's name: those who may see it, and those it was sent to, are the same people. */
const customersUnder = (
  name: string,
  usual: number,
  most: number,
  record: (userid: string, external: string) => object,
) =>
  wecomCall({
    path: `/cgi-bin/externalcontact/${name}`,
    scope: 'customers.read',
    input: Paged.extend({ userid: maybe(words) }),
    async run(work, said, { app }) {
      const moment = await momentForProgram(work, eyesOf(app), need(said.moment_id, 41059));
      const member = await seenMember(work, app, need(said.userid, 41009));
      const limit = rows(said.limit, usual, most);
      const found = await pageOfShown(work, moment.id, {
        memberId: member.id,
        after: said.cursor === undefined ? undefined : customerIdOf(said.cursor),
        limit: limit + 1,
      });
      const page = found.slice(0, limit).map(externalUserid);
      return {
        customer_list: page.map((external) => record(member.userid, external)),
        next_cursor: found.length > limit ? page.at(-1)! : '',
      };
    },
  });

const visibleTo = customersUnder(
  'get_moment_customer_list',
  500,
  limits.momentRowsInPage,
  (userid, external) => ({
    userid,
    external_userid: external,
  }),
);
const sentTo = customersUnder(
  'get_moment_send_result',
  3_000,
  limits.momentCustomersInPage,
  (_, external) => ({
    external_userid: external,
  }),
);

const comments = wecomCall({
  path: '/cgi-bin/externalcontact/get_moment_comments',
  scope: 'customers.read',
  input: z.object({ moment_id: maybe(words), userid: maybe(words) }),
  async run(work, said, { app }) {
    const moment = await momentForProgram(work, eyesOf(app), need(said.moment_id, 41059));
    const member = await seenMember(work, app, need(said.userid, 41009));
    const talk = await talkUnder(work, moment.id, member.id);
    return {
      comment_list: talk.comments.map((c) => ({
        ...(c.byMember ? { userid: member.userid } : { external_userid: externalUserid(c.customerId) }),
        create_time: seconds(c.at),
      })),
      like_list: talk.likes.map((l) => ({
        external_userid: externalUserid(l.customerId),
        create_time: seconds(l.at),
      })),
    };
  },
});

export const momentCalls: readonly WecomCall[] = [
  add,
  result,
  cancel,
  list,
  task,
  visibleTo,
  sentTo,
  comments,
];

/** Words with up to nine pictures, or one video, or one link. */
async function contentOf(
  work: Work,
  said: string,
  attachments: readonly z.output<typeof Attachment>[],
): Promise<MomentContent> {
  const text = within(said, 8_000, 45002);
  if (!text && attachments.length === 0) throw new WecomError(41088);
  if (attachments.length > 9) throw new WecomError(41064);
  const content: MomentContent = { text, pictures: [], video: null, link: null };
  for (const one of attachments) {
    if (one.msgtype === 'image')
      content.pictures.push({ ...(await fileOf(work, 'image', one.image?.media_id)), alt: '' });
    else if (one.msgtype === 'video') content.video = await fileOf(work, 'video', one.video?.media_id);
    else if (one.msgtype === 'link') {
      if (!one.link?.url) throw new WecomError(41010);
      const url = webAddress(one.link.url);
      content.link = { title: cut(one.link.title ?? '', 128) || url.slice(0, 200), url };
    } else throw new WecomError(41065);
  }
  return content;
}

async function fileOf(
  work: Work,
  kind: 'image' | 'video',
  id: string | undefined,
): Promise<z.output<typeof FileBody>> {
  if (!id) throw new WecomError(41006);
  const draft = draftOfFile(kind, await mediaFile(work, id));
  if (draft.k !== kind) throw new WecomError(41065);
  return draft.b;
}

/** Who publishes it: those named, with everybody of the departments; nobody named is everybody the app sees. */
async function performersIn(
  work: Work,
  app: App,
  userids: readonly string[],
  departments: readonly number[],
): Promise<{ performers: MemberId[]; unknown: string[]; missing: number[] }> {
  if (userids.length + departments.length === 0)
    return { performers: await membersOfSet(work, app.visible, 'all'), unknown: [], missing: [] };
  const ids = await membersByUserid(work, userids);
  const deps = await departmentsByNo(work, departments);
  const chosen = {
    all: false,
    memberIds: [...ids.values()],
    departmentIds: [...deps.values()] as DepartmentId[],
    tagIds: [],
  };
  const all = await membersOfSet(work, chosen, 'all');
  const seen = new Set((await memberFacts(work, app.visible, all)).map((m) => m.id));
  return {
    performers: all.filter((id) => seen.has(id)),
    unknown: userids.filter((userid) => {
      const id = ids.get(userid.toLowerCase());
      return !id || !seen.has(id);
    }),
    missing: departments.filter((no) => !deps.has(no)),
  };
}

async function knownTags(
  work: Work,
  ids: readonly string[],
): Promise<{ known: CustomerTagId[]; unknown: string[] }> {
  const ours = new Map(ids.map((id) => [id, tagIdOf(id)]));
  const tagIds = [...ours.values()].flatMap((id) => id ?? []);
  const groups = tagIds.length ? await tagGroups(work, { tagIds, groupIds: [] }) : [];
  const there = new Set(groups.flatMap((g) => g.tags.map((t) => t.id)));
  const known = tagIds.filter((id) => there.has(id));
  return { known, unknown: ids.filter((id) => !known.includes(ours.get(id)!)) };
}

async function listed(work: Work, m: ListedMoment): Promise<object> {
  const { text, pictures, video, link } = m.content;
  const image = [];
  for (const p of pictures) image.push({ media_id: await mediaOfFile(work, p.fileId, 'image') });
  return {
    moment_id: m.id,
    ...(m.creator === null ? {} : { creator: m.creator }),
    create_time: String(seconds(m.createdAt)),
    create_type: m.own ? 1 : 0,
    visible_type: m.tagged ? 0 : 1,
    ...(text ? { text: { content: text } } : {}),
    ...(image.length ? { image } : {}),
    ...(video ? { video: { media_id: await mediaOfFile(work, video.fileId, 'video') } } : {}),
    ...(link ? { link } : {}),
  };
}
