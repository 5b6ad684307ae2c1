// Files between bots and us: what members sent lies behind a passing address, what bots send comes in pieces.
import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import * as z from 'zod';
import { system } from '../../../kernel/work.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { keepMedia, mediaFile } from '../../../modules/apps/index.ts';
import { openBytes } from '../../../modules/files/index.ts';
import { type WecomOpenCall, wecomOpenCall } from '../call.ts';
import { whole } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';

const PATH = '/cgi-bin/aibot/file';

/** The same body with addresses in place of media ids; nobody can make one up, and after three days it leads nowhere. */
export function withAddresses(
  body: Record<string, unknown>,
  { origin, corpId }: { origin: string; corpId: string },
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const id = (value as { media_id?: unknown } | null)?.media_id;
      return [name, typeof id === 'string' ? { url: `${origin}${PATH}?f=${corpId}.${id}` } : value];
    }),
  );
}

const file = wecomOpenCall({
  path: PATH,
  async open({ request, ports }) {
    const given = request.query['f'] ?? '';
    const at = given.indexOf('.');
    const [corpId, mediaId] = [given.slice(0, at), given.slice(at + 1)];
    if (!/^corp_\w+$/.test(corpId) || mediaId === '') throw new WecomError(40007);
    const found = await ports.openWork(corpId, system, (work) => mediaFile(work, mediaId));
    return await openBytes({ corpId, ports }, found, request.headers.range);
  },
});
export const botOpenCalls: readonly WecomOpenCall[] = [file];

const Init = z.object({
  type: z.enum(['image', 'voice', 'video', 'file']),
  filename: z.string().min(1).max(200),
  total_size: whole,
  total_chunks: whole,
  md5: z.string().optional(),
});
const Chunk = z.object({ upload_id: z.string(), chunk_index: whole, base64_data: z.string() });
const Finish = z.object({ upload_id: z.string() });

type Upload = z.output<typeof Init> & { chunks: Map<number, Buffer>; size: number };

/** The uploads of one connection; they are gone with it. */
export class BotUploads {
  readonly #open = new Map<string, Upload>();

  begin(body: unknown): { upload_id: string } {
    const upload = Init.parse(body);
    if (upload.total_size < 1 || upload.total_size > limits.fileBytes) throw new WecomError(40006);
    if (upload.total_chunks < 1 || upload.total_chunks > 100 || this.#open.size >= 4)
      throw new WecomError(40058);
    const id = randomUUID();
    this.#open.set(id, { ...upload, chunks: new Map(), size: 0 });
    return { upload_id: id };
  }

  add(body: unknown): object {
    const { upload_id, chunk_index, base64_data } = Chunk.parse(body);
    const upload = this.#of(upload_id);
    if (chunk_index < 0 || chunk_index >= upload.total_chunks) throw new WecomError(40058);
    const bytes = Buffer.from(base64_data, 'base64');
    // A piece that comes twice counts once.
    upload.size += bytes.length - (upload.chunks.get(chunk_index)?.length ?? 0);
    if (upload.size > upload.total_size) throw new WecomError(40006);
    upload.chunks.set(chunk_index, bytes);
    return {};
  }

  async finish(shift: Shift, body: unknown): Promise<object> {
    const { upload_id } = Finish.parse(body);
    const { type, filename, md5, chunks, size, ...upload } = this.#of(upload_id);
    if (chunks.size !== upload.total_chunks || size !== upload.total_size) throw new WecomError(40006);
    const pieces = Array.from({ length: chunks.size }, (_, at) => chunks.get(at)!);
    if (md5 && createHash('md5').update(Buffer.concat(pieces)).digest('hex') !== md5.toLowerCase())
      throw new WecomError(301019);
    this.#open.delete(upload_id);
    const { mediaId, createdAt } = await keepMedia(shift, {
      type,
      name: filename,
      source: Readable.from(pieces),
    });
    return { type, media_id: mediaId, created_at: String(Math.floor(createdAt.getTime() / 1000)) };
  }

  #of(id: string): Upload {
    const upload = this.#open.get(id);
    if (!upload) throw new WecomError(40058, 'invalid upload_id');
    return upload;
  }
}
