import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Dispatcher, request } from 'undici';
import { BlobMissing, type BlobStore, checkedKey } from './blob-store.ts';
import { fail } from './fail.ts';
import { type S3Account, sha256, signed, uriEncoded } from './s3-signature.ts';

const PART = 16 * 1024 * 1024;
/** S3 takes 10,000 parts; after this many, parts grow so that the total stays within 5 TB. */
const GROW_AFTER = 4_000;

interface Spooled {
  path: string;
  size: number;
  sha: string;
}

/**
 * Blobs in an S3-compatible store, addressed by path. What comes in is spooled in parts to `spool`, because S3 wants the length and
 * hash of a body before its first byte: memory stays flat and a part can be sent again.
 */
export function blobsInS3(account: S3Account, spool: string): BlobStore {
  const urlOf = (key: string) =>
    new URL(
      `${account.endpoint.replace(/\/+$/, '')}/${account.bucket}${key ? `/${key.split('/').map(uriEncoded).join('/')}` : ''}`,
    );

  const send = async (
    method: Dispatcher.HttpMethod,
    url: URL,
    body: Spooled | string = '',
    headers: Record<string, string> = {},
  ): Promise<Dispatcher.ResponseData> => {
    const text = typeof body === 'string';
    for (let tries = 1; ; tries++) {
      const bodySha = text ? sha256(body) : body.sha;
      const length = text ? Buffer.byteLength(body) : body.size;
      const answer = await request(url, {
        method,
        headers: {
          ...signed(account, { method, url, headers, bodySha }, new Date()),
          ...(method === 'GET' ? {} : { 'content-length': String(length) }),
        },
        body: method === 'GET' || length === 0 ? null : text ? body : createReadStream(body.path),
        headersTimeout: 60_000,
        bodyTimeout: 60_000,
      });
      if (answer.statusCode < 300) return answer;
      const why = (await answer.body.text()).slice(0, 300);
      if (answer.statusCode === 404) throw new BlobMissing(url.pathname);
      if (answer.statusCode < 500 || tries === 3)
        return fail('common.busy', `the file store answered ${answer.statusCode} to ${method}: ${why}`);
    }
  };

  const finish = async (answer: Promise<Dispatcher.ResponseData>): Promise<Dispatcher.ResponseData> => {
    const done = await answer;
    await done.body.dump();
    return done;
  };

  return {
    async put(key, source) {
      const url = urlOf(checkedKey(key));
      let upload = '';
      const etags: string[] = [];
      try {
        for await (const { part, last } of spooled(source, spool)) {
          try {
            if (last && !upload) {
              await finish(send('PUT', url, part));
              return;
            }
            if (!upload) {
              const begun = await send('POST', withQuery(url, { uploads: '' }));
              upload = tag(await begun.body.text(), 'UploadId') ?? fail('common.busy', 'no UploadId');
            }
            const query = { partNumber: String(etags.length + 1), uploadId: upload };
            const kept = await finish(send('PUT', withQuery(url, query), part));
            etags.push(String(kept.headers['etag']));
          } finally {
            await rm(part.path, { force: true });
          }
        }
        const list = etags.map(
          (etag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
        );
        const done = await send(
          'POST',
          withQuery(url, { uploadId: upload }),
          `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`,
        );
        // S3 may answer 200 at once and say in the body that it failed.
        const said = await done.body.text();
        if (said.includes('<Error>')) fail('common.busy', said.slice(0, 300));
      } catch (error) {
        if (upload) await finish(send('DELETE', withQuery(url, { uploadId: upload }))).catch(() => undefined);
        throw error;
      }
    },

    async get(key, range) {
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {};
      return (await send('GET', urlOf(checkedKey(key)), '', headers)).body;
    },

    async remove(key) {
      await finish(send('DELETE', urlOf(checkedKey(key)))).catch((error: unknown) => {
        if (!(error instanceof BlobMissing)) throw error;
      });
    },

    async *list(prefix) {
      let after: string | undefined;
      do {
        const query = {
          'list-type': '2',
          prefix,
          'encoding-type': 'url',
          ...(after ? { 'continuation-token': after } : {}),
        };
        const answer = await send('GET', withQuery(urlOf(''), query));
        const text = await answer.body.text();
        for (const [, entry] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          yield {
            key: decodeURIComponent((tag(entry!, 'Key') ?? '').replaceAll('+', ' ')),
            size: Number(tag(entry!, 'Size')),
            at: new Date(tag(entry!, 'LastModified') ?? 0),
          };
        }
        after = tag(text, 'NextContinuationToken');
      } while (after);
    },

    async space() {
      return undefined;
    },
  };
}

/** Cuts a stream into files of one part each; the reader removes them. An empty stream is one empty part. */
async function* spooled(
  source: AsyncIterable<Uint8Array>,
  folder: string,
): AsyncGenerator<{ part: Spooled; last: boolean }> {
  await mkdir(folder, { recursive: true });
  const chunks = Readable.from(source, { objectMode: true })[Symbol.asyncIterator]();
  let rest: Uint8Array | undefined = await nextOf(chunks);
  for (let n = 0; ; n++) {
    const most = PART * (1 + Math.floor(n / GROW_AFTER)) ** 3;
    const path = join(folder, randomUUID());
    const hash = createHash('sha256');
    let size = 0;
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        while (rest && size < most) {
          const now: Uint8Array = rest.subarray(0, most - size);
          await file.appendFile(now);
          hash.update(now);
          size += now.length;
          rest = now.length < rest.length ? rest.subarray(now.length) : await nextOf(chunks);
        }
      } finally {
        await file.close();
      }
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    yield { part: { path, size, sha: hash.digest('hex') }, last: !rest };
    if (!rest) return;
  }
}

async function nextOf(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  for (;;) {
    const { done, value } = await chunks.next();
    if (done) return undefined;
    if (value.length) return value;
  }
}

function withQuery(url: URL, query: Record<string, string>): URL {
  const to = new URL(url);
  // Encoded by us, exactly as it is signed: URLSearchParams would write a blank as '+'.
  to.search = Object.entries(query)
    .map(([name, value]) => `${uriEncoded(name)}=${uriEncoded(value)}`)
    .join('&');
  return to;
}

function tag(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
