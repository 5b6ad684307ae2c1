import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { plainMobile, spellingOf } from '../../directory/index.ts';
import { seatMembers, unseatMembers } from '../chats/seat-members.ts';
import { appendSystem, holdHead } from '../log/append-in.ts';

export interface GroupChange {
  title?: string | undefined;
  ownerId?: MemberId | undefined;
  add?: readonly MemberId[];
  remove?: readonly MemberId[];
}

/** Changes a group in the name of the program that made it, and says so in its log. The caller has checked that it may. */
export async function changeGroupAs(
  work: Work,
  chatId: ChatId,
  { title, ownerId, add = [], remove = [] }: GroupChange,
): Promise<void> {
  const head = await holdHead(work, chatId);
  if (title !== undefined) {
    await work.db
      .updateTable('chats')
      .set({ title, ...spellingOf(title) })
      .where('id', '=', chatId)
      .execute();
    await appendSystem(work, head, { what: 'renamed', text: title });
  }
  const added = add.length ? await seatMembers(work, head, add) : [];
  if (added.length) await appendSystem(work, head, { what: 'joined', members: added });
  const gone = remove.length ? await unseatMembers(work, head, remove) : [];
  if (gone.length) await appendSystem(work, head, { what: 'removed', members: gone });
  if (ownerId !== undefined) {
    await work.sql(
      `update chat_seats set role = case when member_id = $3 then 'owner' else 'member' end
        where corp_id = $1 and chat_id = $2 and (member_id = $3 or role = 'owner')`,
      [work.corpId, chatId, ownerId],
    );
    await work.sql('update chats set owner_id = $3 where corp_id = $1 and id = $2', [
      work.corpId,
      chatId,
      ownerId,
    ]);
    await appendSystem(work, head, { what: 'owner', members: [ownerId], text: 'owner' });
  }
}

/** Who sits in a chat, in the order of joining, with its title and owner. The caller has checked that it may know. */
export async function membersSeated(
  work: Work,
  chatId: ChatId,
): Promise<{ title: string; ownerId: MemberId | null; members: { id: MemberId; userid: string }[] }> {
  const [chat] = await work.sql<{ title: string; ownerId: MemberId | null }>(
    'select title, owner_id "ownerId" from chats where corp_id = $1 and id = $2',
    [work.corpId, chatId],
  );
  const members = await work.sql<{ id: MemberId; userid: string }>(
    `select m.id, m.userid from chat_seats s join members m on m.corp_id = $1 and m.id = s.member_id
      where s.corp_id = $1 and s.chat_id = $2 order by s.joined_at, m.id`,
    [work.corpId, chatId],
  );
  return { title: chat?.title ?? '', ownerId: chat?.ownerId ?? null, members };
}

/** Who of those named sits in a chat, by lower-cased userid and by mobile as it was written. */
export async function seatedByName(
  work: Work,
  chatId: ChatId,
  { userids, mobiles }: { userids: readonly string[]; mobiles: readonly string[] },
): Promise<{
  byUserid: Map<string, { id: MemberId; name: string }>;
  byMobile: Map<string, { id: MemberId; name: string }>;
}> {
  const plain = new Map(mobiles.flatMap((m) => (plainMobile(m) ? [[plainMobile(m)!, m] as const] : [])));
  const rows =
    userids.length + plain.size === 0
      ? []
      : await work.sql<{ id: MemberId; name: string; userid: string; mobile: string | null }>(
          `select m.id, m.name, lower(m.userid) userid, m.mobile from chat_seats s join members m on m.corp_id = $1 and m.id = s.member_id
            where s.corp_id = $1 and s.chat_id = $2 and (lower(m.userid) = any($3) or m.mobile = any($4))`,
          [work.corpId, chatId, userids.map((u) => u.toLowerCase()), [...plain.keys()]],
        );
  const named = new Set(userids.map((u) => u.toLowerCase()));
  return {
    byUserid: new Map(rows.filter((r) => named.has(r.userid)).map((r) => [r.userid, r])),
    byMobile: new Map(
      rows.filter((r) => r.mobile && plain.has(r.mobile)).map((r) => [plain.get(r.mobile!)!, r]),
    ),
  };
}

/** Groups that are still open, by id or by their exact name; at most two, which is enough to know that a name is not one group's. */
export async function groupsNamed(work: Work, given: string): Promise<ChatId[]> {
  const rows = await work.sql<{ id: ChatId }>(
    `select id from chats where corp_id = $1 and kind in ('group', 'department') and archived_at is null and (id = $2 or title = $2)
      order by id limit 2`,
    [work.corpId, given],
  );
  return rows.map((r) => r.id);
}
