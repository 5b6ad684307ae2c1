import type { AppId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/** Names of the flows that ask this app: where new requests use one, or an open request still stands on it. */
export async function flowsAsking(work: Work, appId: AppId): Promise<string[]> {
  const rows = await work.sql<{ name: string }>(
    `select t.name from approval_templates t
      where t.corp_id = $1 and exists (
        select 1 from approval_template_versions v
         where v.corp_id = $1 and v.template_id = t.id
           and jsonb_path_exists(v.flow -> 'nodes', '$.** ? (@.appId == $app)', jsonb_build_object('app', $2::text))
           and ((t.retired_at is null and v.version = t.version)
             or exists (select 1 from approvals a where a.corp_id = $1 and a.template_id = t.id
                         and a.version = v.version and a.status in ('running', 'returned', 'revoking'))))
      order by t.sort, t.name`,
    [work.corpId, appId],
  );
  return rows.map((r) => r.name);
}
