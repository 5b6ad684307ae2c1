import * as z from 'zod';
import {
  addTag,
  changeTag,
  departmentsByNo,
  membersByUserid,
  removeTag,
  roomInTag,
  tagFacts,
  tagHolds,
  tagThese,
} from '../../../modules/directory/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { fit, listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { knownTag } from './seen.ts';

const Tag = z.object({ tagname: maybe(words), tagid: maybe(whole) });

const create = wecomCall({
  path: '/cgi-bin/tag/create',
  writes: true,
  scope: 'contacts.write',
  done: 'created',
  input: Tag,
  async run(work, { tagname, tagid }) {
    const name = nameOf(need(tagname, 41018));
    if (tagid !== undefined && (tagid < 1 || tagid > 4_294_967_295)) throw new WecomError(40068);
    return { tagid: (await addTag(work, { name, no: tagid })).no };
  },
});

const update = wecomCall({
  path: '/cgi-bin/tag/update',
  writes: true,
  scope: 'contacts.write',
  done: 'updated',
  input: Tag,
  async run(work, { tagname, tagid }) {
    const tagId = await knownTag(work, need(tagid, 41017));
    await changeTag(work, { tagId, name: nameOf(need(tagname, 41018)), add: [], remove: [] });
    return {};
  },
});

const remove = wecomCall({
  path: '/cgi-bin/tag/delete',
  scope: 'contacts.write',
  done: 'deleted',
  input: Tag,
  async run(work, { tagid }) {
    await removeTag(work, { tagId: await knownTag(work, need(tagid, 41017)) });
    return {};
  },
});

const get = wecomCall({
  path: '/cgi-bin/tag/get',
  scope: 'contacts.read',
  input: Tag,
  async run(work, { tagid }, { app }) {
    const no = need(tagid, 41017);
    const tagId = await knownTag(work, no);
    const { members, departmentNos } = await tagHolds(work, app.visible, tagId);
    const name = (await tagFacts(work)).find((t) => t.no === no)!.name;
    return { tagname: name, userlist: members, partylist: departmentNos };
  },
});

const list = wecomCall({
  path: '/cgi-bin/tag/list',
  scope: 'contacts.read',
  input: z.object({}),
  async run(work) {
    return { taglist: (await tagFacts(work)).map(({ no, name }) => ({ tagid: no, tagname: name })) };
  },
});

const putting = (path: string, on: boolean) =>
  wecomCall({
    path,
    writes: true,
    done: on ? 'ok' : 'deleted',
    scope: 'contacts.write',
    input: z.object({ tagid: maybe(whole), userlist: listOf(words), partylist: listOf(whole) }),
    async run(work, { tagid, userlist, partylist }, { ports }) {
      const tagId = await knownTag(work, need(tagid, 41017));
      if (userlist.length + partylist.length === 0) throw new WecomError(40063);
      if (userlist.length > limits.tagUsers || partylist.length > limits.tagParties)
        throw new WecomError(81014);
      const people = await membersByUserid(work, userlist);
      const departments = await departmentsByNo(work, partylist);
      const invalid = userlist.filter((userid) => !people.has(userid.toLowerCase()));
      const invalidparty = partylist.filter((no) => !departments.has(no));
      if (people.size + departments.size === 0) throw new WecomError(40070);
      await tagThese(work, tagId, {
        on,
        memberIds: [...people.values()],
        departmentIds: [...departments.values()],
      });
      if (on) await roomInTag(work, tagId, ports.settings.mostNodes);
      return {
        ...(invalid.length ? { invalidlist: invalid.map((u) => u.toLowerCase()).join('|') } : {}),
        ...(invalidparty.length ? { invalidparty } : {}),
      };
    },
  });

export const tagCalls: readonly WecomCall[] = [
  create,
  update,
  remove,
  get,
  list,
  putting('/cgi-bin/tag/addtagusers', true),
  putting('/cgi-bin/tag/deltagusers', false),
];

const nameOf = (name: string) => fit(name.trim(), limits.tagName, 40072);
