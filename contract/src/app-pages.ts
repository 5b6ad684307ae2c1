// Pages of apps inside the client: the frame they stand in, and what they must prove before they may ask for anything.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { AppId, FileId } from './ids.ts';

const OneApp = z.object({ appId: AppId });

export const appPages = {
  enterApp: endpoint({
    method: 'POST',
    path: '/apps/:appId/enter',
    summary: 'Open the page of an app',
    who: 'member',
    input: OneApp,
    output: z.object({ name: z.string(), logo: z.string().nullable(), homeUrl: z.string(), no: z.number() }),
    errors: ['apps.app_not_found'],
  }),
  frameApp: endpoint({
    method: 'GET',
    path: '/apps/:appId/frame',
    summary: 'The document around the page of an app: it can go nowhere but to the domain of the app',
    who: 'member',
    input: OneApp.extend({ url: z.string().max(2_048).optional() }),
    output: z.unknown(),
    errors: ['apps.app_not_found'],
    raw: true,
  }),
  provePage: endpoint({
    method: 'POST',
    path: '/apps/:appId/prove-page',
    summary: 'A page of an app shows the signature its server made',
    who: 'member',
    input: OneApp.extend({
      /** the company's ticket, or the app's own */
      by: z.enum(['company', 'app']),
      timestamp: z.coerce.string().max(20),
      nonce: z.string().max(128),
      url: z.string().max(4_096),
      signature: z.string().max(64),
    }),
    output: z.object({}),
    errors: ['apps.app_not_found', 'apps.bad_signature', 'apps.foreign_page'],
  }),
  keepPagePicture: endpoint({
    method: 'POST',
    path: '/apps/:appId/page-pictures',
    summary: 'A picture I gave to the page of an app, under a name its server fetches it by for three days',
    who: 'member',
    input: OneApp.extend({ fileId: FileId }),
    output: z.object({ mediaId: z.string() }),
    errors: ['apps.app_not_found', 'files.not_found', 'files.not_a_picture'],
  }),
};
