import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Failure, fail } from '../../../kernel/fail.ts';
import { job } from '../../../kernel/jobs.ts';
import { OutsideRefused } from '../../../kernel/outbound.ts';
import type { Ports } from '../../../kernel/ports.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { actingApp, type App, appById } from '../app.ts';
import { keepMedia, type MediaType } from '../media.ts';
import { beginJob, endJob, jobById, markRunning } from './app-jobs.ts';

const PIECE = 4 * 1024 * 1024;

interface Asked {
  type: MediaType;
  name: string;
  url: string;
  /** hex */
  md5: string;
  most: number;
}

/** Begins to fetch a large file from an address a program named; returns the job's id. */
export async function startFetch(shift: Shift, app: App, facts: Asked): Promise<string> {
  return await shift.work(async (work) => {
    const jobId = await beginJob(work, { appId: app.id, type: 'upload_by_url', asked: { facts } });
    await work.enqueue(fetchMedia, { jobId });
    return jobId;
  });
}

/** Fetches piece by piece, so that no file stands in memory as a whole, and keeps it as media if it is what was promised. */
export const fetchMedia = job(
  'apps.fetch_media',
  z.object({ jobId: z.string() }),
  { tries: 3 },
  async (shift, { jobId }) => {
    const found = await shift.work(async (work) => {
      await markRunning(work, jobId);
      const asked = await jobById(work, jobId);
      return { ...asked, app: await appById(work, asked.appId) };
    });
    if (found.state === 3 || !found.app) return;
    const facts = found.asked['facts'] as Asked;
    const actor = actingApp(found.app);
    const acting: Shift = { ...shift, work: (run, as) => shift.work(run, as ?? actor) };
    try {
      const hash = createHash('md5');
      const source = checked(pieces(shift.ports, facts), hash, facts.md5);
      const { mediaId } = await keepMedia(acting, { type: facts.type, name: facts.name, source });
      await shift.work((work) => endJob(work, jobId, { code: '', mediaId }));
    } catch (error) {
      const code = faultOf(error);
      await shift.work((work) => endJob(work, jobId, { code }));
    }
  },
);

/** The whole file in pieces; a server that knows no ranges sends it in one. */
async function* pieces(ports: Ports, { url, most }: Asked): AsyncGenerator<Buffer> {
  let at = 0;
  for (;;) {
    const range = `bytes=${at}-${at + PIECE - 1}`;
    const { status, body, headers } = await ports.fetchOutside(url, {
      headers: { range },
      maxBytes: at === 0 ? most : PIECE,
      timeoutMs: 60_000,
    });
    if (status === 200 && at === 0) return yield body;
    if (status !== 206) fail('apps.fetch_failed', `status ${status}`);
    at += body.length;
    if (at > most) fail('apps.fetch_failed', 'too large');
    yield body;
    const total = Number(/\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] ?? Number.NaN);
    if (body.length === 0 || at >= total) return undefined;
    if (Number.isNaN(total)) fail('apps.fetch_failed', 'no content-range');
  }
}

/** The same bytes; ends in a failure where they are not what their hash says. */
async function* checked(
  source: AsyncIterable<Buffer>,
  hash: ReturnType<typeof createHash>,
  md5: string,
): AsyncGenerator<Buffer> {
  for await (const bytes of source) {
    hash.update(bytes);
    yield bytes;
  }
  if (hash.digest('hex') !== md5.toLowerCase()) fail('apps.wrong_md5');
}

/** What went wrong, where the file or its address is to blame. Anything else is tried again. */
function faultOf(error: unknown) {
  if (error instanceof OutsideRefused) return 'apps.fetch_failed' as const;
  if (error instanceof Failure) return error.code;
  const { code } = error as { code?: string };
  if (code?.startsWith('E') || code?.startsWith('UND_')) return 'apps.fetch_failed' as const;
  throw error;
}
