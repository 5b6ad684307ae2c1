import type { FileId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { attachFile, detachFiles, factsOfFiles } from '../files/index.ts';
import { nameSpeaker } from '../messaging/index.ts';
import { isIpRange } from './allowed-from.ts';
import { type App, appById } from './app.ts';
import type { VisibleRange } from '@teahouse/contract/apps';

/** Everything an administrator decides about an app. */
export interface AppDetails extends App {
  description: string;
  logoFile: FileId | null;
  homeUrl: string;
  trustedDomain: string;
  menu: unknown;
  reportLocation: boolean;
  reportEnter: boolean;
  sidebar: boolean;
  createdAt: Date;
}

const MORE = `description, logo_file "logoFile", home_url "homeUrl", trusted_domain "trustedDomain", menu,
  report_location "reportLocation", report_enter "reportEnter", sidebar, created_at "createdAt"`;

/** All apps of the company, built-in ones first, by number. */
export async function appsOf(work: Work): Promise<AppDetails[]> {
  return await work.sql<AppDetails>(
    `select id, no, kind, name, scopes, enabled, visible, allowed_ips "allowedIps", calls_per_minute "callsPerMinute", ${MORE}
       from apps where corp_id = $1 order by kind = 'self_built', no`,
    [work.corpId],
  );
}

/** One app with everything about it. */
export async function appDetails(work: Work, appId: string): Promise<AppDetails> {
  const app = await appById(work, appId);
  if (!app) return fail('apps.app_not_found');
  const [more] = await work.sql<Omit<AppDetails, keyof App>>(
    `select ${MORE} from apps where corp_id = $1 and id = $2`,
    [work.corpId, appId],
  );
  return { ...app, ...more! };
}

export type AppChange = Partial<
  Pick<
    AppDetails,
    | 'name'
    | 'description'
    | 'logoFile'
    | 'homeUrl'
    | 'trustedDomain'
    | 'allowedIps'
    | 'scopes'
    | 'enabled'
    | 'callsPerMinute'
    | 'menu'
    | 'reportLocation'
    | 'reportEnter'
    | 'sidebar'
  > & { visible: VisibleRange }
>;

const columns: Record<keyof AppChange, string> = {
  name: 'name',
  description: 'description',
  logoFile: 'logo_file',
  homeUrl: 'home_url',
  trustedDomain: 'trusted_domain',
  allowedIps: 'allowed_ips',
  scopes: 'scopes',
  enabled: 'enabled',
  callsPerMinute: 'calls_per_minute',
  menu: 'menu',
  reportLocation: 'report_location',
  reportEnter: 'report_enter',
  sidebar: 'sidebar',
  visible: 'visible',
};

/** Changes what is given. The caller has checked who may. */
export async function changeApp(work: Work, appId: string, change: AppChange): Promise<AppDetails> {
  const before = await appDetails(work, appId);
  if (before.kind !== 'self_built' && (change.visible || change.name !== undefined)) fail('apps.built_in');
  if (change.allowedIps && !change.allowedIps.every(isIpRange)) fail('apps.bad_address');
  if (change.logoFile) await holdLogo(work, before, change.logoFile);
  for (const [field, value] of Object.entries(change)) {
    if (value === undefined) continue;
    const json = field === 'menu' || field === 'visible';
    await work.sql(
      `update apps set ${columns[field as keyof AppChange]} = $3 where corp_id = $1 and id = $2`,
      [work.corpId, appId, json && value !== null ? JSON.stringify(value) : value],
    );
  }
  await work.sql('update apps set changed_at = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    appId,
    work.now,
  ]);
  const after = await appDetails(work, appId);
  if (change.name !== undefined || change.logoFile !== undefined)
    await nameSpeaker(work, {
      id: before.id,
      kind: 'app',
      name: after.name,
      avatar: logoPath(after.logoFile),
    });
  await work.audit({
    action: 'apps.app_changed',
    object: appId,
    detail: { name: before.name, fields: Object.keys(change) },
  });
  return after;
}

/** Where members fetch the logo; null: show initials. */
export const logoPath = (fileId: string | null): string | null => (fileId ? `/api/files/${fileId}` : null);

/** The logo is a picture the actor may pass on; the one before is let go. */
async function holdLogo(work: Work, app: AppDetails, fileId: FileId): Promise<void> {
  if (fileId === app.logoFile) return;
  const facts = (await factsOfFiles(work, [fileId])).get(fileId);
  if (facts?.kind !== 'image') fail('files.not_a_picture');
  await attachFile(work, fileId, { kind: 'app_logo', id: app.id });
  if (app.logoFile) await detachFiles(work, [app.logoFile], { kind: 'app_logo', id: app.id });
}
