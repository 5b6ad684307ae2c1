import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import { OutsideRefused } from '../../kernel/outbound.ts';
import type { Shift } from '../../kernel/shift.ts';
import { previewPicture } from '../files/index.ts';
import { type PageHead, readHead } from './page-head.ts';

const HOUR = 3_600_000;
const PAGE_BYTES = 512 * 1024;
const PICTURE_BYTES = 5 * 1024 * 1024;

interface Found extends Omit<PageHead, 'picture'> {
  picture: Buffer | undefined;
}

/** Fetches a page through the guarded way out and keeps what it says about itself. A page that cannot be had is asked again later. */
export const fetchPreview = job(
  'links.preview',
  z.object({ id: z.string() }),
  { tries: 2 },
  async (shift, { id }) => {
    const [row] = await shift.work((work) =>
      work.sql<{ url: string }>('select url from link_previews where corp_id = $1 and id = $2', [
        work.corpId,
        id,
      ]),
    );
    if (!row) return; // switched off meanwhile
    const found = await lookAt(shift, row.url);
    const keep = found ? 7 * 24 * HOUR : HOUR;
    await shift.work((work) =>
      work.sql(
        `update link_previews set state = $3, title = $4, description = $5, site = $6, picture = $7, expires_at = $8
          where corp_id = $1 and id = $2`,
        [
          work.corpId,
          id,
          found ? 'ready' : 'none',
          found?.title ?? '',
          found?.description ?? '',
          found?.site ?? '',
          found?.picture ?? null,
          new Date(work.now.getTime() + keep),
        ],
      ),
    );
  },
);

/** Takes previews away that have expired, once a day. */
export const tidyPreviews = job(
  'links.tidy',
  z.object({}),
  { tries: 2, everyMs: 24 * HOUR },
  async (shift) => {
    await shift.work((work) =>
      work.sql('delete from link_previews where corp_id = $1 and expires_at < $2', [work.corpId, work.now]),
    );
  },
);

async function lookAt(shift: Shift, url: string): Promise<Found | undefined> {
  const page = await fetched(shift, url, 'text/html, application/xhtml+xml', PAGE_BYTES);
  // The pictures that programs put into their cards: the address is the picture itself.
  if (page && /^image\//i.test(page.type)) {
    const whole = await fetched(shift, url, 'image/*', PICTURE_BYTES);
    const picture = whole && (await previewPicture(whole.body));
    return picture && { title: '', description: '', site: '', picture };
  }
  if (!page || !/^(text\/html|application\/xhtml\+xml)\b/i.test(page.type)) return undefined;
  const head = readHead(page.body, page.type);
  if (!head.title && !head.description) return undefined;
  const at =
    head.picture && URL.canParse(head.picture, page.url) ? new URL(head.picture, page.url).href : undefined;
  const packed = at ? await fetched(shift, at, 'image/*', PICTURE_BYTES) : undefined;
  return {
    title: head.title,
    description: head.description,
    site: head.site || new URL(page.url).hostname,
    picture: packed && (await previewPicture(packed.body)),
  };
}

/** Undefined for everything the internet can do wrong; our own faults still throw. */
async function fetched(
  shift: Shift,
  url: string,
  accept: string,
  maxBytes: number,
): Promise<{ url: string; type: string; body: Buffer } | undefined> {
  try {
    const answer = await shift.ports.fetchOutside(url, {
      headers: { accept },
      maxBytes,
      tooLong: accept.startsWith('text') ? 'cut' : 'refuse',
      timeoutMs: 8_000,
    });
    if (answer.status !== 200) return undefined;
    return { url: answer.url, type: answer.headers['content-type'] ?? '', body: answer.body };
  } catch (error) {
    const { code } = error as { code?: string };
    if (error instanceof OutsideRefused || code !== undefined) {
      shift.ports.log.debug({ why: String(error) }, 'a link could not be previewed');
      return undefined;
    }
    throw error;
  }
}
