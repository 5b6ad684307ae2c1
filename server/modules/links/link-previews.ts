import { links } from '@teahouse/contract/links';
import type { LinkPreview } from '@teahouse/contract/links';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { fail } from '../../kernel/fail.ts';
import { implement, implementRaw } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { corpSetting, setCorpSetting } from '../directory/index.ts';
import { fetchPreview } from './fetch-preview.ts';

const SETTING = 'linkPreviews';
const Switch = z.boolean().default(true);
/** A fetch that has not come back by then never will. */
const PATIENCE_MS = 60_000;
/** Unanswered questions of one company at a time. */
const MOST_WAITING = 200;

const nothing = { title: '', description: '', site: '', image: null };

interface Row {
  id: string;
  state: LinkPreview['state'];
  title: string;
  description: string;
  site: string;
  pictured: boolean;
}

export const getLinkPreview = implement(links.getLinkPreview, async (work, { url }) => {
  if (!(await corpSetting(work, SETTING, Switch))) return { state: 'off' as const, ...nothing };
  const plain = new URL(url);
  if (plain.username || plain.password) return { state: 'none' as const, ...nothing };
  plain.hash = '';
  const id = createHash('sha256').update(plain.href).digest('hex');
  const [known] = await work.sql<Row>(
    `select id, state, title, description, site, picture is not null pictured
       from link_previews where corp_id = $1 and id = $2 and expires_at > $3`,
    [work.corpId, id, work.now],
  );
  if (known) return toPreview(known);
  const [{ n }] = (await work.sql<{ n: number }>(
    `select count(*)::int n from link_previews where corp_id = $1 and state = 'waiting' and expires_at > $2`,
    [work.corpId, work.now],
  )) as [{ n: number }];
  if (n >= MOST_WAITING) return { state: 'none' as const, ...nothing };
  await ask(work, id, plain.href);
  return { state: 'waiting' as const, ...nothing };
});

async function ask(work: Work, id: string, url: string): Promise<void> {
  await work.sql(
    `insert into link_previews (corp_id, id, url, state, asked_at, expires_at) values ($1, $2, $3, 'waiting', $4, $5)
     on conflict (corp_id, id) do update set state = 'waiting', asked_at = excluded.asked_at, expires_at = excluded.expires_at`,
    [work.corpId, id, url, work.now, new Date(work.now.getTime() + PATIENCE_MS)],
  );
  await work.enqueue(fetchPreview, { id }, { key: id });
}

function toPreview(row: Row): LinkPreview {
  return {
    state: row.state,
    title: row.title,
    description: row.description,
    site: row.site,
    image: row.pictured ? `/api/link-previews/${row.id}/picture` : null,
  };
}

export const getLinkPicture = implementRaw(links.getLinkPicture, async (call, { linkId }) => {
  const [row] = await call.work((work) =>
    work.sql<{ picture: Buffer }>(
      'select picture from link_previews where corp_id = $1 and id = $2 and picture is not null',
      [work.corpId, linkId],
    ),
  );
  if (!row) return fail('common.not_found');
  call.reply.headers({
    'cache-control': 'private, max-age=86400',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
  });
  return await call.reply.type('image/webp').send(row.picture);
});

export const getLinkSettings = implement(links.getLinkSettings, async (work) => ({
  on: await corpSetting(work, SETTING, Switch),
}));

export const setLinkSettings = implement(links.setLinkSettings, async (work, { on }) => {
  await setCorpSetting(work, SETTING, on);
  if (!on) await work.sql('delete from link_previews where corp_id = $1', [work.corpId]);
  await work.audit({ action: 'links.previews_switched', detail: { on } });
  return { on };
});
