import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { mediaFile } from '../../../modules/apps/index.ts';
import { countDesks, desksInOrder, makeDesk, renameDesk, shutDesk } from '../../../modules/desk/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { openKfid } from '../customers/outer-ids.ts';
import { fit, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { seenDesk } from './seen-desk.ts';

const face = { name: maybe(words), media_id: maybe(words) };

const add = wecomCall({
  path: '/cgi-bin/kf/account/add',
  writes: true,
  scope: 'customers.write',
  input: z.object(face),
  async run(work, { name, media_id }) {
    const known = fit(need(name, 95006).trim(), [1, 16], 95006);
    if ((await countDesks(work)) >= limits.kfAccounts) throw new WecomError(95005);
    const id = await makeDesk(work, { name: known, logoFileId: await picture(work, media_id) });
    return { open_kfid: openKfid(id) };
  },
});

const update = wecomCall({
  path: '/cgi-bin/kf/account/update',
  writes: true,
  scope: 'customers.write',
  input: z.object({ ...face, open_kfid: maybe(words) }),
  async run(work, { open_kfid, name, media_id }) {
    const { id } = await seenDesk(work, open_kfid);
    await renameDesk(work, id, {
      name: name === undefined ? undefined : fit(name.trim(), [1, 16], 95006),
      logoFileId: await picture(work, media_id),
    });
    return {};
  },
});

const remove = wecomCall({
  path: '/cgi-bin/kf/account/del',
  writes: true,
  scope: 'customers.write',
  input: z.object({ open_kfid: maybe(words) }),
  async run(work, { open_kfid }) {
    await shutDesk(work, (await seenDesk(work, open_kfid)).id);
    return {};
  },
});

const list = wecomCall({
  path: '/cgi-bin/kf/account/list',
  scope: 'customers.read',
  input: z.object({ offset: maybe(whole), limit: maybe(whole) }),
  async run(work, { offset = 0, limit = 100 }, { request }) {
    const desks = await desksInOrder(work, {
      skip: Math.max(offset, 0),
      limit: Math.min(Math.max(limit, 1), 100),
    });
    return {
      account_list: desks.map((d) => ({
        open_kfid: openKfid(d.id),
        name: d.name,
        avatar: d.logoFileId ? `${request.origin}/api/s/${d.code}/logo` : '',
        manage_privilege: true,
      })),
    };
  },
});

const way = wecomCall({
  path: '/cgi-bin/kf/add_contact_way',
  writes: true,
  scope: 'customers.write',
  input: z.object({ open_kfid: maybe(words), scene: maybe(words) }),
  async run(work, { open_kfid, scene = '' }, { request }) {
    if (!/^[0-9a-zA-Z_-]{0,32}$/.test(scene)) throw new WecomError(40058);
    const { code } = await seenDesk(work, open_kfid);
    // Programs add `&scene_param=` of their own, so a question mark always stands there.
    return { url: `${request.origin}/s/${code}?scene=${scene}` };
  },
});

export const accountCalls: readonly WecomCall[] = [add, update, remove, list, way];

async function picture(work: Work, mediaId: string | undefined) {
  if (!mediaId) return undefined;
  const file = await mediaFile(work, mediaId);
  if (file.kind !== 'image') throw new WecomError(40004);
  return file.id;
}
