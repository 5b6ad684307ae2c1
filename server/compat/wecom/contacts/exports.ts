// The directory as files: asked for, written in the background, fetched by an address that lasts two hours.
import type { FileId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { openTicket, seal, sealTicket } from '../../../kernel/seal.ts';
import { system } from '../../../kernel/work.ts';
import { beginJob, type ExportType, jobById, mediaFile } from '../../../modules/apps/index.ts';
import { openBytes } from '../../../modules/files/index.ts';
import { type WecomCall, type WecomOpenCall, wecomCall, wecomOpenCall } from '../call.ts';
import { maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { EXPORT_KEY, type ExportAsked, runExport } from './run-export.ts';
import { knownTag } from './seen.ts';

const TICKET = 'wecom export';
const TWO_HOURS = 2 * 3_600_000;

const starting = (path: string, type: ExportType) =>
  wecomCall({
    path,
    writes: true,
    scope: 'contacts.read',
    input: z.object({ encoding_aeskey: maybe(words), block_size: maybe(whole), tagid: maybe(whole) }),
    async run(work, { encoding_aeskey, block_size, tagid }, { app, ports, request }) {
      if (!/^[0-9A-Za-z+/]{43}$/.test(need(encoding_aeskey, 40058))) throw new WecomError(40058);
      const [least, most] = limits.exportBlock;
      const block = block_size ?? most;
      if (block < least || block > most) throw new WecomError(40058);
      const ofTag = type === 'export_taguser' ? await knownTag(work, need(tagid, 41017)) : undefined;
      const facts: ExportAsked = {
        sealedKey: seal(ports.secret, EXPORT_KEY, encoding_aeskey!),
        block,
        origin: request.origin,
        ...(ofTag ? { tagId: ofTag } : {}),
      };
      const jobid = await beginJob(work, { appId: app.id, type, asked: { facts } });
      await work.enqueue(runExport, { exportId: jobid });
      return { jobid };
    },
  });

const getResult = wecomCall({
  path: '/cgi-bin/export/get_result',
  scope: 'contacts.read',
  input: z.object({ jobid: maybe(words) }),
  async run(work, { jobid }, { app, ports, request, corpId, now }) {
    const job = await jobById(work, need(jobid, 40088));
    if (!job.type.startsWith('export_') || job.appId !== app.id) throw new WecomError(40088);
    if (!job.result) return { status: job.state - 1, data_list: [] };
    if (job.result.code !== '') return { status: 3, data_list: [] };
    const until = new Date(now.getTime() + TWO_HOURS);
    return {
      status: 2,
      data_list: (job.result.parts ?? []).map(({ mediaId, size, md5 }) => {
        const ticket = sealTicket(ports.secret, TICKET, { corpId, mediaId }, until);
        return { url: `${request.origin}/cgi-bin/export/file?t=${ticket}`, size, md5 };
      }),
    };
  },
});

/** One file of an export; the address is the permission, and without the program's key it says nothing. */
const file = wecomOpenCall({
  path: '/cgi-bin/export/file',
  async open({ request, ports, now }) {
    const facts = openTicket(ports.secret, TICKET, request.query['t'] ?? '', now);
    const { data } = z.object({ corpId: z.string(), mediaId: z.string() }).safeParse(facts);
    if (!data) throw new WecomError(40007);
    const { corpId, mediaId } = data;
    const found = await ports.openWork(corpId, system, (work) => mediaFile(work, mediaId));
    const part = { ...found, id: found.id as FileId };
    return await openBytes({ corpId, ports }, part, request.headers.range);
  },
});

export const exportCalls: readonly WecomCall[] = [
  starting('/cgi-bin/export/simple_user', 'export_simple_user'),
  starting('/cgi-bin/export/user', 'export_user'),
  starting('/cgi-bin/export/department', 'export_department'),
  starting('/cgi-bin/export/taguser', 'export_taguser'),
  getResult,
];
export const exportOpenCalls: readonly WecomOpenCall[] = [file];
