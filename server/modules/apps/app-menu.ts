import type { Work } from '../../kernel/work.ts';

/** One entry of an app's menu, as WeCom writes it. */
export interface MenuButton {
  name: string;
  type?: string;
  key?: string;
  url?: string;
  pagepath?: string;
  sub_button?: MenuButton[];
}

/** The menu under an app's composer; none is an empty one. */
export async function menuOf(work: Work, appId: string): Promise<MenuButton[]> {
  const [row] = await work.sql<{ menu: { button?: MenuButton[] } | null }>(
    'select menu from apps where corp_id = $1 and id = $2',
    [work.corpId, appId],
  );
  return row?.menu?.button ?? [];
}
