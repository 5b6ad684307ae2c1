import { appPages } from '@teahouse/contract/app-pages';
import { appEntered } from '@teahouse/contract/apps';
import { fail } from '../../../kernel/fail.ts';
import { implement, implementRaw } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { type AppDetails, appDetails, logoPath } from '../app-details.ts';
import { factsOfFiles } from '../../files/index.ts';
import { mediaOfFile } from '../media-of-file.ts';
import { isSigned } from '../web-sign-in/page-tickets.ts';
import { isTrusted } from '../web-sign-in/trusted-domain.ts';
import { appToUse } from '../workbench.ts';
import { frameDocument, framePolicy } from './frame-document.ts';

export const enterApp = implement(appPages.enterApp, async (work, { appId }) => {
  const app = await pageOf(work, appId);
  await work.emit(appEntered, { appId: app.id, memberId: actingMember(work) });
  return { name: app.name, logo: logoPath(app.logoFile), homeUrl: app.homeUrl, no: app.no };
});

export const frameApp = implementRaw(appPages.frameApp, async (call, { appId, url }) => {
  const app = await call.work((work) => pageOf(work, appId));
  const origin = call.ports.settings.publicUrl ?? `${call.request.protocol}://${call.request.host}`;
  const page = url !== undefined && isHome(app, url) ? url : app.homeUrl;
  if (page === '') return fail('apps.app_not_found');
  return call.reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': framePolicy(app, origin),
      'cache-control': 'no-store',
    })
    .send(frameDocument(app, page, origin));
});

export const provePage = implementRaw(appPages.provePage, async (call, { appId, by, ...signed }) => {
  const app = await call.work((work) => pageOf(work, appId));
  if (!isHome(app, signed.url)) fail('apps.foreign_page');
  const of = { corpId: call.corpId, ...(by === 'app' ? { appId: app.id } : {}) };
  if (!isSigned(call.ports.secret, of, signed, call.now)) fail('apps.bad_signature');
  return {};
});

export const keepPagePicture = implement(appPages.keepPagePicture, async (work, { appId, fileId }) => {
  await pageOf(work, appId);
  const facts = (await factsOfFiles(work, [fileId])).get(fileId);
  if (!facts) return fail('files.not_found');
  if (facts.kind !== 'image') return fail('files.not_a_picture');
  return { mediaId: await mediaOfFile(work, fileId, 'image') };
});

async function pageOf(work: Work, appId: string): Promise<AppDetails> {
  const { id } = await appToUse(work, appId, actingMember(work));
  return await appDetails(work, id);
}

/** A page of the app: in its trusted domain, or, where none is named, where its home page lives. */
function isHome(app: AppDetails, url: string): boolean {
  if (!isTrusted(app, url)) return false;
  return (
    app.trustedDomain !== '' || (app.homeUrl !== '' && new URL(url).origin === new URL(app.homeUrl).origin)
  );
}
