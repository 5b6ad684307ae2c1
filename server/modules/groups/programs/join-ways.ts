// Join codes as programs make and find them; a program sees its own.
import type { AppId, ChatId, GroupCodeId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { takeBackKeys } from '../../../kernel/front-desk.ts';
import type { Work } from '../../../kernel/work.ts';
import { leadTo, makeGroupCode } from '../group-codes.ts';
import { groupToChange } from '../groups.access.ts';

export interface JoinWay {
  id: GroupCodeId;
  code: string;
  name: string;
  baseName: string;
  baseNo: number;
  opens: boolean;
  state: string;
  chatIds: ChatId[];
  program: Record<string, unknown>;
}

export interface JoinWayDraft {
  name: string;
  baseName: string;
  baseNo: number;
  opens: boolean;
  state: string;
  chatIds: readonly ChatId[];
  program: object;
}

const CAP = 200;

/** Fails with groups.group_not_found or groups.dissolved. */
export async function makeJoinWay(
  work: Work,
  madeBy: AppId,
  { chatIds, ...draft }: JoinWayDraft,
): Promise<GroupCodeId> {
  for (const chatId of chatIds) await groupToChange(work, chatId);
  const { id } = await makeGroupCode(work, { ...draft, cap: CAP, tagIds: [], madeBy });
  await leadTo(work, id, chatIds);
  await work.audit({ action: 'groups.code_created', object: id, detail: { name: draft.name } });
  return id;
}

/** Fails with groups.code_not_found. */
export async function joinWay(work: Work, madeBy: AppId, id: GroupCodeId): Promise<JoinWay> {
  const [row] = await work.sql<JoinWay>(
    `select k.id, k.code, k.name, k.base_name "baseName", k.base_no "baseNo", k.opens, k.state, coalesce(k.program, '{}') program,
            array(select x.chat_id from group_code_chats x where x.corp_id = $1 and x.code_id = k.id order by x.place) "chatIds"
       from group_codes k where k.corp_id = $1 and k.id = $2 and k.made_by = $3 and k.closed_at is null`,
    [work.corpId, id, madeBy],
  );
  return row ?? fail('groups.code_not_found');
}

/** Changes what is given; a list replaces the one before. */
export async function changeJoinWay(
  work: Work,
  madeBy: AppId,
  id: GroupCodeId,
  { chatIds, ...change }: Partial<JoinWayDraft>,
): Promise<void> {
  const known = new Set((await joinWay(work, madeBy, id)).chatIds);
  for (const chatId of chatIds ?? []) if (!known.has(chatId)) await groupToChange(work, chatId);
  await work.sql(
    `update group_codes set name = coalesce($3, name), base_name = coalesce($4, base_name), base_no = coalesce($5, base_no),
            opens = coalesce($6, opens), state = coalesce($7, state), program = coalesce(program, '{}') || coalesce($8::jsonb, '{}')
      where corp_id = $1 and id = $2`,
    [
      work.corpId,
      id,
      change.name,
      change.baseName,
      change.baseNo,
      change.opens,
      change.state,
      change.program && JSON.stringify(change.program),
    ],
  );
  if (chatIds) await leadTo(work, id, chatIds);
  await work.audit({ action: 'groups.code_changed', object: id });
}

/** The code opens nothing from now on; its groups stay. */
export async function dropJoinWay(work: Work, madeBy: AppId, id: GroupCodeId): Promise<void> {
  await joinWay(work, madeBy, id);
  await work.sql('update group_codes set closed_at = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    id,
    work.now,
  ]);
  await takeBackKeys(work, { kind: 'group_code', opens: id });
  await work.audit({ action: 'groups.code_changed', object: id });
}
