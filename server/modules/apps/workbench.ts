import { appEntered, apps, type WorkbenchApp } from '@teahouse/contract/apps';
import type { AppId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { holdsMember } from '../directory/index.ts';
import { guestChat } from '../messaging/index.ts';
import { type App, appById } from './app.ts';
import { appsOf, logoPath } from './app-details.ts';
import type { WorkbenchTemplate } from './workbench-data.ts';

export const listApps = implement(apps.listApps, async (work) => {
  const me = actingMember(work);
  const shown = await shownTo(work, me);
  const mine: WorkbenchApp[] = [];
  for (const app of await appsOf(work)) {
    if (!app.enabled || app.kind !== 'self_built' || !(await holdsMember(work, app.visible, me))) continue;
    mine.push({
      id: app.id,
      no: app.no,
      name: app.name,
      description: app.description,
      logo: logoPath(app.logoFile),
      homeUrl: app.homeUrl,
      sidebar: app.sidebar && app.homeUrl !== '',
      figures: figuresOf(shown.get(app.id)),
    });
  }
  return { apps: mine.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN')) };
});

export const openAppChat = implement(apps.openAppChat, async (work, { appId }) => {
  const me = actingMember(work);
  const app = await appToUse(work, appId, me);
  await work.emit(appEntered, { appId: app.id, memberId: me });
  return { chatId: await guestChat(work, app, 'app', me) };
});

/** An app that is on and shows itself to this member. To others it does not exist. */
export async function appToUse(work: Work, appId: string, memberId: MemberId): Promise<App> {
  const app = await appById(work, appId);
  const seen = app?.enabled && app.kind === 'self_built' && (await holdsMember(work, app.visible, memberId));
  return seen ? app : fail('apps.app_not_found');
}

/** What the apps show this member: their own data where there is some, else what everybody sees. */
async function shownTo(work: Work, memberId: MemberId): Promise<Map<AppId, WorkbenchTemplate>> {
  const rows = await work.sql<{ id: AppId; shown: WorkbenchTemplate }>(
    `select a.id, coalesce(d.data, a.workbench) shown from apps a
       left join workbench_data d on d.corp_id = $1 and d.app_id = a.id and d.member_id = $2
      where a.corp_id = $1 and a.workbench is not null`,
    [work.corpId, memberId],
  );
  return new Map(rows.map((r) => [r.id, r.shown]));
}

function figuresOf(template: WorkbenchTemplate | undefined): WorkbenchApp['figures'] {
  if (template?.type !== 'keydata') return [];
  const { items } = template['keydata'] as { items: { key?: string; data: string; jump_url?: string }[] };
  return items.map(({ key = '', data, jump_url = '' }) => ({
    key,
    data,
    url: /^https?:\/\//i.test(jump_url) ? jump_url : '',
  }));
}
