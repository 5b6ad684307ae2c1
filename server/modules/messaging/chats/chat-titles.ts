import type { ChatId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/** What these chats are called; '' for direct ones. For the house and its administrators: it asks for no seat. */
export async function chatTitles(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, { id: ChatId; title: string; direct: boolean }>> {
  const rows = await work.sql<{ id: ChatId; title: string; direct: boolean }>(
    `select id, title, kind = 'direct' direct from chats where corp_id = $1 and id = any($2)`,
    [work.corpId, ids],
  );
  return new Map(rows.map((r) => [r.id, r]));
}
