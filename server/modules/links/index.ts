// The door of links: what pages say about themselves, fetched by the house so that no reader's address is given away.
import { links as contract } from '@teahouse/contract/links';
import { defineModule } from '../../kernel/module.ts';
import { fetchPreview, tidyPreviews } from './fetch-preview.ts';
import { getLinkPicture, getLinkPreview, getLinkSettings, setLinkSettings } from './link-previews.ts';

export const links = defineModule({
  name: 'links',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: { getLinkPreview, getLinkPicture, getLinkSettings, setLinkSettings },
  jobs: [fetchPreview, tidyPreviews],
});
