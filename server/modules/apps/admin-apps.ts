import { type AppRecord, appsAdmin } from '@teahouse/contract/apps';
import { implement, implementRaw } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { namesOfSet } from '../directory/index.ts';
import { type AppDetails, appDetails, appsOf, changeApp as change, logoPath } from './app-details.ts';
import { builtInSecret } from './built-in-secret.ts';
import { gapsOf } from './call-gaps.ts';
import { corpCode } from './corp-code.ts';
import { wholeCompany } from './whole-company.ts';
import { changeSecret, createApp as create, secretOf } from './create-app.ts';

export const adminApps = implement(appsAdmin.adminApps, async (work) => {
  wholeCompany(work);
  const all = await appsOf(work);
  return {
    corpCode: corpCode(work.corpId),
    apps: await Promise.all(all.map((app) => toRecord(work, app))),
  };
});

export const adminApp = implement(appsAdmin.adminApp, async (work, { appId }) => {
  wholeCompany(work);
  return await toRecord(work, await appDetails(work, appId));
});

export const createApp = implementRaw(appsAdmin.createApp, (call, input) =>
  call.work(async (work) => {
    wholeCompany(work);
    const { visible, ...facts } = input;
    const { id } = await create(work, call.ports.secret, {
      kind: 'self_built',
      ...facts,
      ...(visible ? { visible } : {}),
    });
    return await toRecord(work, await appDetails(work, id));
  }),
);

export const changeApp = implement(appsAdmin.changeApp, async (work, { appId, ...given }) => {
  wholeCompany(work);
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  return await toRecord(work, await change(work, appId, Object.fromEntries(known)));
});

export const showAppSecret = implementRaw(appsAdmin.showAppSecret, (call, { appId }) =>
  call.work(async (work) => {
    wholeCompany(work);
    await appDetails(work, appId);
    await work.audit({ action: 'apps.secret_shown', object: appId });
    return { secret: await secretOf(work, call.ports.secret, appId) };
  }),
);

export const renewAppSecret = implementRaw(appsAdmin.renewAppSecret, (call, { appId }) =>
  call.work(async (work) => {
    wholeCompany(work);
    await appDetails(work, appId);
    return { secret: await changeSecret(work, call.ports.secret, appId) };
  }),
);

export const openBuiltInApp = implementRaw(appsAdmin.openBuiltInApp, (call, { kind }) =>
  call.work(async (work) => {
    wholeCompany(work);
    const { app } = await builtInSecret(work, call.ports.secret, kind);
    return await toRecord(work, await appDetails(work, app.id));
  }),
);

export const listCallGaps = implement(appsAdmin.listCallGaps, async (work) => {
  wholeCompany(work);
  return { gaps: (await gapsOf(work)).map((g) => ({ ...g, lastAt: g.lastAt.toISOString() })) };
});

async function toRecord(work: Work, app: AppDetails): Promise<AppRecord> {
  return {
    id: app.id,
    no: app.no,
    kind: app.kind,
    name: app.name,
    description: app.description,
    logoFile: app.logoFile,
    logo: logoPath(app.logoFile),
    homeUrl: app.homeUrl,
    trustedDomain: app.trustedDomain,
    visible: app.visible,
    range: await namesOfSet(work, app.visible),
    allowedIps: app.allowedIps,
    scopes: app.scopes,
    enabled: app.enabled,
    sidebar: app.sidebar,
    callsPerMinute: app.callsPerMinute,
    createdAt: app.createdAt.toISOString(),
  };
}
