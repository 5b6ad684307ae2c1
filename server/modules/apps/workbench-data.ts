import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** What an app shows in the workbench, as the app wrote it: {type, keydata | image | list | webview, replace_user_data}. */
export interface WorkbenchTemplate {
  type: 'keydata' | 'image' | 'list' | 'webview' | 'normal';
  [more: string]: unknown;
}

/** Sets what everybody sees. With `replaceMembers` what single members were shown goes. */
export async function setWorkbenchTemplate(
  work: Work,
  appId: string,
  template: WorkbenchTemplate,
  replaceMembers: boolean,
): Promise<void> {
  await work.sql('update apps set workbench = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    appId,
    JSON.stringify(template),
  ]);
  if (replaceMembers)
    await work.sql('delete from workbench_data where corp_id = $1 and app_id = $2', [work.corpId, appId]);
}

export async function workbenchTemplate(work: Work, appId: string): Promise<WorkbenchTemplate | undefined> {
  const [row] = await work.sql<{ workbench: WorkbenchTemplate | null }>(
    'select workbench from apps where corp_id = $1 and id = $2',
    [work.corpId, appId],
  );
  return row?.workbench ?? undefined;
}

/** What one member is shown instead. */
export async function setWorkbenchData(
  work: Work,
  appId: string,
  memberId: MemberId,
  data: WorkbenchTemplate,
): Promise<void> {
  await work.sql(
    `insert into workbench_data (corp_id, app_id, member_id, data) values ($1, $2, $3, $4)
     on conflict (corp_id, app_id, member_id) do update set data = excluded.data`,
    [work.corpId, appId, memberId, JSON.stringify(data)],
  );
}
