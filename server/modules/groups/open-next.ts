import { GroupSettings } from '@teahouse/contract/customer-groups';
import type { ChatId, GroupCodeId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { placeFiles } from '../files/index.ts';
import { openGroup } from './open-group.ts';
import { groupPlace } from './welcome-files.ts';

/** One more group of a code, like the one before it: its owner, its admins, its rules. The caller holds the code. */
export async function openNext(
  work: Work,
  { id, baseName, baseNo }: { id: GroupCodeId; baseName: string; baseNo: number },
): Promise<ChatId> {
  const [last] = await work.sql<{
    ownerId: MemberId;
    settings: unknown;
    place: number;
    chatId: ChatId;
  }>(
    `select c.owner_id "ownerId", g.settings, x.place, x.chat_id "chatId" from group_code_chats x
       join customer_groups g on g.corp_id = $1 and g.chat_id = x.chat_id
       join chats c on c.corp_id = $1 and c.id = x.chat_id
       join members m on m.corp_id = $1 and m.id = c.owner_id and m.status = 'active'
      where x.corp_id = $1 and x.code_id = $2 order by x.place desc limit 1`,
    [work.corpId, id],
  );
  const [maker] = await work.sql<{ ownerId: MemberId }>(
    `select m.id "ownerId" from group_codes k join members m on m.corp_id = $1 and m.id = k.made_by and m.status = 'active'
      where k.corp_id = $1 and k.id = $2`,
    [work.corpId, id],
  );
  const ownerId = last?.ownerId ?? maker?.ownerId ?? fail('groups.full');
  const seated = await work.sql<{ id: MemberId }>(
    `select s.member_id id from chat_seats s join members m on m.corp_id = $1 and m.id = s.member_id and m.status = 'active'
      where s.corp_id = $1 and s.chat_id = $2 and s.member_id <> $3 order by 1`,
    [work.corpId, last?.chatId ?? null, ownerId],
  );
  const settings = GroupSettings.parse(last?.settings ?? {});
  const chatId = await openGroup(work, {
    name: `${baseName}${baseNo}`,
    ownerId,
    memberIds: seated.map((s) => s.id),
    settings,
  });
  // Whoever comes by the code may pass nothing on; whoever wrote the settings could.
  const query = (text: string, values: unknown[]) => work.sql(text, values);
  const place = groupPlace(chatId);
  await placeFiles(
    { query },
    work.corpId,
    [...new Set(settings.welcomeFiles)].map((fileId) => ({ fileId, place })),
    work.now,
  );
  await work.sql('update group_codes set base_no = base_no + 1 where corp_id = $1 and id = $2', [
    work.corpId,
    id,
  ]);
  await work.sql('insert into group_code_chats (corp_id, code_id, chat_id, place) values ($1, $2, $3, $4)', [
    work.corpId,
    id,
    chatId,
    (last?.place ?? 0) + 1,
  ]);
  return chatId;
}
