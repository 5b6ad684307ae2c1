import type { CustomerTagGroupId, CustomerTagId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import {
  addCustomerTag,
  changeTagOrGroup,
  countTags,
  dropTagsAndGroups,
  groupNamed,
  type TagGroup,
  tagGroups,
  writeFollow,
} from '../../../modules/customers/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { fit, listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { outerTagId, tagGroupIdOf, tagIdOf } from './outer-ids.ts';
import { seenPair } from './seen-customer.ts';

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const groupRecord = ({ id, name, sort, createdAt, tags }: TagGroup) => ({
  group_id: outerTagId(id),
  group_name: name,
  create_time: seconds(createdAt),
  order: sort,
  deleted: false,
  tag: tags.map((t) => ({
    id: outerTagId(t.id),
    name: t.name,
    create_time: seconds(t.createdAt),
    order: t.sort,
    deleted: false,
  })),
});

const list = wecomCall({
  path: '/cgi-bin/externalcontact/get_corp_tag_list',
  scope: 'customers.read',
  input: z.object({ tag_id: listOf(words), group_id: listOf(words) }),
  async run(work, { tag_id: tags, group_id: groups }) {
    const only =
      tags.length + groups.length
        ? {
            tagIds: tags.flatMap((t) => tagIdOf(t) ?? []),
            groupIds: groups.flatMap((g) => tagGroupIdOf(g) ?? []),
          }
        : undefined;
    return { tag_group: (await tagGroups(work, only)).map(groupRecord) };
  },
});

const add = wecomCall({
  path: '/cgi-bin/externalcontact/add_corp_tag',
  writes: true,
  scope: 'customers.write',
  input: z.object({
    group_id: maybe(words),
    group_name: maybe(words),
    order: maybe(whole),
    tag: listOf(z.object({ name: maybe(words), order: maybe(whole) })),
  }),
  async run(work, { group_id, group_name, order, tag }) {
    if (tag.length === 0) throw new WecomError(41018);
    const names = tag.map((t) => nameOf(need(t.name, 41018)));
    if (new Set(names).size < names.length) throw new WecomError(40071);
    if ((await countTags(work)) + tag.length > limits.customerTags) throw new WecomError(40126);
    const groupId = group_id
      ? (await knownGroup(work, group_id)).id
      : await groupNamed(work, nameOf(need(group_name, 41018)), order);
    const added: CustomerTagId[] = [];
    for (const [at, { order: sort }] of tag.entries())
      added.push(await addCustomerTag(work, { groupId, name: names[at]!, sort }));
    const [group] = await tagGroups(work, { tagIds: added, groupIds: [] });
    // Made in one moment they are in the order asked, by which programs match them.
    const place = (id: CustomerTagId) => added.indexOf(id);
    const tags = group!.tags.toSorted((a, b) => b.sort - a.sort || place(a.id) - place(b.id));
    return { tag_group: groupRecord({ ...group!, tags }) };
  },
});

const edit = wecomCall({
  path: '/cgi-bin/externalcontact/edit_corp_tag',
  writes: true,
  scope: 'customers.write',
  input: z.object({ id: maybe(words), name: maybe(words), order: maybe(whole) }),
  async run(work, { id, name, order }) {
    const known = need(id, 41017);
    const ours = tagIdOf(known) ?? tagGroupIdOf(known);
    if (!ours) throw new WecomError(40068);
    await changeTagOrGroup(work, ours, { name: name === undefined ? undefined : nameOf(name), sort: order });
    return {};
  },
});

const remove = wecomCall({
  path: '/cgi-bin/externalcontact/del_corp_tag',
  writes: true,
  scope: 'customers.write',
  input: z.object({ tag_id: listOf(words), group_id: listOf(words) }),
  async run(work, { tag_id: tags, group_id: groups }) {
    if (tags.length + groups.length === 0) throw new WecomError(41017);
    await dropTagsAndGroups(work, { tagIds: tags.map(ourTag), groupIds: groups.map(ourGroup) });
    return {};
  },
});

const mark = wecomCall({
  path: '/cgi-bin/externalcontact/mark_tag',
  writes: true,
  scope: 'customers.write',
  input: z.object({
    userid: maybe(words),
    external_userid: maybe(words),
    add_tag: listOf(words),
    remove_tag: listOf(words),
  }),
  async run(work, { userid, external_userid: external, add_tag, remove_tag }, { app }) {
    const pair = await seenPair(work, app, { userid, external });
    const [added, removed] = [add_tag.map(ourTag), new Set(remove_tag.map(ourTag))];
    if (added.length + removed.size === 0) throw new WecomError(40058);
    const tagIds = [...new Set([...pair.tagIds, ...added])].filter((t) => !removed.has(t));
    await writeFollow(work, pair, { tagIds });
    return {};
  },
});

export const customerTagCalls: readonly WecomCall[] = [list, add, edit, remove, mark];

const nameOf = (name: string) => fit(name.trim(), limits.customerTagName, 40072);

function ourTag(id: string): CustomerTagId {
  return tagIdOf(id) ?? unknown();
}

function ourGroup(id: string): CustomerTagGroupId {
  return tagGroupIdOf(id) ?? unknown();
}

async function knownGroup(work: Work, id: string): Promise<TagGroup> {
  const [group] = await tagGroups(work, { tagIds: [], groupIds: [ourGroup(id)] });
  return group ?? unknown();
}

function unknown(): never {
  throw new WecomError(40068);
}
