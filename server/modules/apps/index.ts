// The door of apps: programs that act in a company, their secrets and tokens.
import { apps as contract, appsAdmin, appTokens } from '@teahouse/contract/apps';
import { appCalls as calls } from '@teahouse/contract/app-calls';
import { appPages } from '@teahouse/contract/app-pages';
import { defineModule } from '../../kernel/module.ts';
import {
  adminApp,
  adminApps,
  changeApp,
  createApp,
  listCallGaps,
  openBuiltInApp,
  renewAppSecret,
  showAppSecret,
} from './admin-apps.ts';
import { listApps, openAppChat } from './workbench.ts';
import { fetchMedia } from './batch/fetch-media.ts';
import { runBatch } from './batch/run-batch.ts';
import { dropOldMedia, mediaViewers } from './media.ts';
import { getToken } from './get-token.ts';
import { appCalls } from './calls/app-calls.ts';
import { keepCalls } from './calls/keep-calls.ts';
import { removeApp } from './remove-app.ts';
import { recogniseApp } from './recognise-app.ts';
import { enterApp, frameApp, keepPagePicture, provePage } from './pages/app-pages.ts';

export {
  beginJob,
  endJob,
  type ExportType,
  isBatch,
  jobById,
  jobResult,
  markRunning,
} from './batch/app-jobs.ts';
export { startFetch } from './batch/fetch-media.ts';
export { startBatch } from './batch/start-batch.ts';
export { keepsApps } from './asked-by.ts';
export { allowedFrom } from './allowed-from.ts';
export { type MenuButton, menuOf } from './app-menu.ts';
export { meterCall } from './call-pace.ts';
export { noteMissing } from './call-gaps.ts';
export { type App, type AppKind, actingApp, appById, appByNo, builtInApp } from './app.ts';
export { membersInRange, type Named, type Reached } from './app-range.ts';
export { type AppChange, type AppDetails, appDetails, appsOf, changeApp } from './app-details.ts';
export {
  setWorkbenchData,
  setWorkbenchTemplate,
  type WorkbenchTemplate,
  workbenchTemplate,
} from './workbench-data.ts';
export { type AppFinding, openApp, tokenFor } from './open-app.ts';
export { type AppToken, issueToken, whoseToken } from './app-token.ts';
export { builtInSecret } from './built-in-secret.ts';
export { corpCode } from './corp-code.ts';
export { memberOfOpenId, membersOfOpenUserids, openIdOf, openUseridsOf } from './open-ids.ts';
export { giveFaceOf, keepMedia, mediaFile, type MediaType } from './media.ts';
export { createApp, secretOf } from './create-app.ts';

export {
  giveSignInCode,
  giveUserTicket,
  readUserTicket,
  takeSignInCode,
} from './web-sign-in/sign-in-code.ts';
export { codeForApp, type CodeFinding, memberOfTicket } from './web-sign-in/code-for-app.ts';
export { isSigned, pageSignature, pageTicket } from './web-sign-in/page-tickets.ts';
export { isTrusted } from './web-sign-in/trusted-domain.ts';
export { mediaOfFile } from './media-of-file.ts';

export const apps = defineModule({
  name: 'apps',
  migrations: new URL('./migrations/', import.meta.url),
  contract: { ...contract, ...appTokens, ...appsAdmin, ...calls, ...appPages },
  handlers: {
    listApps,
    openAppChat,
    getToken,
    adminApps,
    adminApp,
    createApp,
    changeApp,
    showAppSecret,
    renewAppSecret,
    removeApp,
    openBuiltInApp,
    listCallGaps,
    appCalls,
    enterApp,
    frameApp,
    provePage,
    keepPagePicture,
  },
  keepCalls,
  recogniseApp,
  jobs: [dropOldMedia, runBatch, fetchMedia],
  fileViewers: { media: mediaViewers, app_logo: async (_work, ids) => ids },
});
