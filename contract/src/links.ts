// What a link leads to, told without sending the reader there.
import * as z from 'zod';
import { endpoint } from './define.ts';

export const LinkPreview = z.object({
  /** `off`: the company does not want previews; `none`: nothing to show; `waiting`: ask again in a second or two */
  state: z.enum(['off', 'none', 'waiting', 'ready']),
  title: z.string(),
  description: z.string(),
  /** name of the site, or its host */
  site: z.string(),
  /** path of a picture under /api, or null */
  image: z.string().nullable(),
});
export type LinkPreview = z.infer<typeof LinkPreview>;

export const links = {
  getLinkPreview: endpoint({
    method: 'GET',
    path: '/link-previews',
    summary: 'Title, description and picture of a page; fetched by the server the first time somebody asks',
    who: 'member',
    input: z.object({ url: z.url({ protocol: /^https?$/ }).max(2_000) }),
    output: LinkPreview,
    errors: [],
  }),
  getLinkPicture: endpoint({
    method: 'GET',
    path: '/link-previews/:linkId/picture',
    summary: 'The picture of a preview, decoded and written anew by the server',
    who: 'member',
    input: z.object({ linkId: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
  getLinkSettings: endpoint({
    method: 'GET',
    path: '/admin/link-previews',
    summary: 'Whether links are previewed in this company',
    who: 'admin:settings',
    input: z.object({}),
    output: z.object({ on: z.boolean() }),
    errors: [],
  }),
  setLinkSettings: endpoint({
    method: 'PUT',
    path: '/admin/link-previews',
    summary: 'Preview links, or do not; previews kept so far go when switched off',
    who: 'admin:settings',
    input: z.object({ on: z.boolean() }),
    output: z.object({ on: z.boolean() }),
    errors: [],
  }),
};
