import { BlobMissing } from '../../kernel/blob-store.ts';
import { fail } from '../../kernel/fail.ts';
import type { RawCall } from '../../kernel/module.ts';
import { wantedRange } from './wanted-range.ts';

export interface Sent {
  key: string;
  size: number;
  /** without quotes */
  etag: string;
  mime: string;
  name: string;
  /** shown in place; otherwise the browser saves it */
  inline: boolean;
}

/**
 * Answers with the bytes of a blob. The browser asks again each time (`no-cache`), so that a right taken back holds at once; the
 * answer is then mostly 304. Whatever the bytes are, they run no script here: sandbox, no sources, no sniffing.
 */
export async function sendBlob(call: RawCall, blob: Sent): Promise<unknown> {
  const { request, reply } = call;
  const etag = `"${blob.etag}"`;
  reply.headers({
    etag,
    'cache-control': 'private, no-cache',
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; media-src 'self'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'accept-ranges': 'bytes',
    'content-disposition': `${blob.inline ? 'inline' : 'attachment'}; ${nameField(blob.name)}`,
  });
  if (knows(request.headers['if-none-match'], etag)) return await reply.code(304).send();
  // A client that continues an older version gets the whole new one.
  const same = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const range = same ? wantedRange(request.headers.range, blob.size) : undefined;
  if (range === 'none') return await reply.code(416).header('content-range', `bytes */${blob.size}`).send();
  const length = range ? range.end - range.start + 1 : blob.size;
  reply.type(blob.inline ? blob.mime : 'application/octet-stream').header('content-length', length);
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${blob.size}`);
  if (request.method === 'HEAD') return await reply.send();
  try {
    return await reply.send(await call.ports.blobs.get(blob.key, range));
  } catch (error) {
    if (!(error instanceof BlobMissing)) throw error;
    call.ports.log.error({ key: blob.key }, 'a blob is missing');
    reply.removeHeader('content-length');
    return fail('files.not_found', 'its bytes are gone');
  }
}

/** RFC 6266: plain letters for old programs, the true name in UTF-8. */
export function nameField(name: string): string {
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  const full = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${full}`;
}

function knows(header: string | undefined, etag: string): boolean {
  return (header ?? '')
    .split(',')
    .some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
}
