import { appRemoved, appsAdmin } from '@teahouse/contract/apps';
import { fail } from '../../kernel/fail.ts';
import { takeBackKeys } from '../../kernel/front-desk.ts';
import { implement } from '../../kernel/module.ts';
import { detachFiles } from '../files/index.ts';
import { appDetails } from './app-details.ts';
import { mustNotBeAsked } from './asked-by.ts';
import { wholeCompany } from './whole-company.ts';

const tables = ['app_tokens', 'app_jobs', 'workbench_data', 'app_call_hours', 'app_call_samples'] as const;

/** The app is gone with its secret, tokens and everything it could still do. What it said stays, under its name. */
export const removeApp = implement(appsAdmin.removeApp, async (work, { appId }) => {
  wholeCompany(work);
  const app = await appDetails(work, appId);
  if (app.kind !== 'self_built') fail('apps.built_in');
  await mustNotBeAsked(work, appId);
  await takeBackKeys(work, { holder: appId });
  await work.sql(
    'delete from app_job_rows where corp_id = $1 and job_id in (select id from app_jobs where corp_id = $1 and app_id = $2)',
    [work.corpId, appId],
  );
  for (const table of tables)
    await work.sql(`delete from ${table} where corp_id = $1 and app_id = $2`, [work.corpId, appId]);
  await work.sql('delete from apps where corp_id = $1 and id = $2', [work.corpId, appId]);
  await work.sql(
    `insert into app_numbers (corp_id, last) values ($1, $2)
     on conflict (corp_id) do update set last = greatest(app_numbers.last, excluded.last)`,
    [work.corpId, app.no],
  );
  if (app.logoFile) await detachFiles(work, [app.logoFile], { kind: 'app_logo', id: appId });
  await work.emit(appRemoved, { appId });
  await work.audit({ action: 'apps.app_removed', object: appId, detail: { name: app.name, no: app.no } });
  return {};
});
