import type { GroupCodeId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { changeJoinWay, dropJoinWay, joinWay, makeJoinWay } from '../../../modules/groups/index.ts';
import { type WecomCall, wecomCall, type WecomContext } from '../call.ts';
import { fit, flag, listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { groupIdOf } from './groups.ts';
import { joinWayIdOf, outerChatId } from './outer-ids.ts';

const Fields = z.object({
  scene: maybe(whole),
  remark: maybe(words),
  auto_create_room: maybe(flag),
  room_base_name: maybe(words),
  room_base_id: maybe(whole),
  chat_id_list: listOf(words),
  state: maybe(words),
  mark_source: maybe(flag),
});
type Fields = z.output<typeof Fields>;
const One = z.object({ config_id: maybe(words) });

function idOf(config: string | undefined): GroupCodeId {
  const id = joinWayIdOf(need(config, 41044));
  if (!id) throw new WecomError(41043);
  return id;
}

function sceneOf(scene: number | undefined): number {
  if (need(scene, 41038) !== 1 && scene !== 2) throw new WecomError(41040);
  return scene!;
}

function groupsIn(chatIds: readonly string[]) {
  if (chatIds.length > limits.groupsOfJoinWay) throw new WecomError(41091);
  return chatIds.map(groupIdOf);
}

const part = (text: string | undefined, most: number) =>
  text === undefined ? undefined : fit(text, [0, most], 40058);

/** What only programs ask for, kept as they wrote it. */
const kept = ({ scene, mark_source }: Fields) => ({
  ...(scene === undefined ? {} : { scene }),
  ...(mark_source === undefined ? {} : { mark_source }),
});

const add = wecomCall({
  path: '/cgi-bin/externalcontact/groupchat/add_join_way',
  writes: true,
  scope: 'customers.write',
  input: Fields,
  async run(work, said, { app }) {
    sceneOf(said.scene);
    const chatIds = groupsIn(said.chat_id_list);
    if (chatIds.length === 0) throw new WecomError(41091);
    const remark = part(said.remark, 30);
    const base = part(said.room_base_name, 40);
    const config_id = await makeJoinWay(work, app.id, {
      name: remark || base || `API ${work.now.toISOString().slice(0, 10)}`,
      baseName: base || remark || app.name.slice(0, 40),
      baseNo: said.room_base_id ?? 1,
      opens: said.auto_create_room ?? true,
      state: part(said.state, 30) ?? '',
      chatIds,
      program: kept(said),
    });
    return { config_id };
  },
});

const get = wecomCall({
  path: '/cgi-bin/externalcontact/groupchat/get_join_way',
  scope: 'customers.read',
  input: One,
  async run(work, { config_id }, { app, request }: WecomContext) {
    const way = await joinWay(work, app.id, idOf(config_id));
    return {
      join_way: {
        config_id: way.id,
        scene: 2,
        remark: way.name,
        auto_create_room: way.opens ? 1 : 0,
        room_base_name: way.baseName,
        room_base_id: way.baseNo,
        chat_id_list: way.chatIds.map(outerChatId),
        qr_code: `${request.origin}/api/g/${way.code}/qr.png`,
        state: way.state,
        ...way.program,
      },
    };
  },
});

const update = wecomCall({
  path: '/cgi-bin/externalcontact/groupchat/update_join_way',
  writes: true,
  scope: 'customers.write',
  input: Fields.extend(One.shape),
  async run(work, { config_id, ...said }, { app }) {
    const id = idOf(config_id);
    if (said.scene !== undefined) sceneOf(said.scene);
    const chatIds = groupsIn(said.chat_id_list);
    const remark = part(said.remark, 30);
    const base = part(said.room_base_name, 40);
    const state = part(said.state, 30);
    await changeJoinWay(work, app.id, id, {
      ...(remark ? { name: remark } : {}),
      ...(base ? { baseName: base } : {}),
      ...(said.room_base_id === undefined ? {} : { baseNo: said.room_base_id }),
      ...(said.auto_create_room === undefined ? {} : { opens: said.auto_create_room }),
      ...(state === undefined ? {} : { state }),
      ...(chatIds.length ? { chatIds } : {}),
      program: kept(said),
    });
    return {};
  },
});

const remove = wecomCall({
  path: '/cgi-bin/externalcontact/groupchat/del_join_way',
  writes: true,
  scope: 'customers.write',
  input: One,
  async run(work, { config_id }, { app }) {
    await dropJoinWay(work, app.id, idOf(config_id));
    return {};
  },
});

export const joinWayCalls: readonly WecomCall[] = [add, get, update, remove];
