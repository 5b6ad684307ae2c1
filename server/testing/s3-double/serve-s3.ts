// A small S3: path-style buckets in memory, multipart uploads, listing. It recomputes every signature from the raw request.
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface S3Double {
  url: string;
  objects: Map<string, { bytes: Buffer; at: Date }>;
  /** requests refused because their signature or body hash was wrong */
  refused: string[];
  /** answer the next so many requests with 503 */
  failNext: number;
  unfinished(): number;
  close(): Promise<void>;
}

export async function serveS3(account: {
  accessKey: string;
  secretKey: string;
  region: string;
  bucket: string;
}): Promise<S3Double> {
  const uploads = new Map<string, { key: string; parts: Map<number, Buffer> }>();
  let made = 0;
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body = '', headers = {} }) => {
      response.writeHead(status, headers);
      response.end(body);
    });
  });

  const answer = async (
    request: IncomingMessage,
  ): Promise<{ status: number; body?: string | Buffer; headers?: Record<string, string> }> => {
    const bytes = await buffer(request);
    if (double.failNext > 0) {
      double.failNext--;
      return { status: 503, body: '<Error><Code>SlowDown</Code></Error>' };
    }
    const wrong = faultOf(request, bytes, account);
    if (wrong) {
      double.refused.push(wrong);
      return {
        status: 403,
        body: `<Error><Code>SignatureDoesNotMatch</Code><Message>${wrong}</Message></Error>`,
      };
    }
    const url = new URL(request.url!, 'http://s3');
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    if (bucket !== account.bucket) return { status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' };
    const key = rest.join('/');
    const query = url.searchParams;
    const upload = uploads.get(query.get('uploadId') ?? '');
    const method = request.method!;
    if (method === 'GET' && !key) return { status: 200, body: listing(query) };
    if (method === 'POST' && query.has('uploads')) {
      const id = `up "${++made}"&`;
      uploads.set(id, { key, parts: new Map() });
      return { status: 200, body: `<R><UploadId>up &quot;${made}&quot;&amp;</UploadId></R>` };
    }
    if (query.has('uploadId') && upload?.key !== key) return { status: 404 };
    if (method === 'PUT' && upload) {
      upload.parts.set(Number(query.get('partNumber')), bytes);
      return { status: 200, headers: { etag: etagOf(bytes) } };
    }
    if (method === 'POST' && upload) {
      const named = [...bytes.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]*)</g)];
      const parts = named.map(([, n, etag]) => ({ bytes: upload.parts.get(Number(n))!, etag }));
      if (parts.some((p) => etagOf(p.bytes) !== p.etag))
        return { status: 200, body: '<Error>InvalidPart</Error>' };
      if (parts.slice(0, -1).some((p) => p.bytes.length < 5 * 1024 * 1024))
        return { status: 400, body: '<Error><Code>EntityTooSmall</Code></Error>' };
      double.objects.set(key, { bytes: Buffer.concat(parts.map((p) => p.bytes)), at: new Date() });
      uploads.delete(query.get('uploadId')!);
      return { status: 200, body: '<CompleteMultipartUploadResult/>' };
    }
    if (method === 'DELETE' && upload) {
      uploads.delete(query.get('uploadId')!);
      return { status: 204 };
    }
    if (method === 'PUT') {
      double.objects.set(key, { bytes, at: new Date() });
      return { status: 200, headers: { etag: etagOf(bytes) } };
    }
    if (method === 'DELETE') {
      double.objects.delete(key);
      return { status: 204 };
    }
    const object = double.objects.get(key);
    if (!object) return { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    return range
      ? { status: 206, body: object.bytes.subarray(Number(range[1]), Number(range[2]) + 1) }
      : { status: 200, body: object.bytes };
  };

  /** Two keys a page, so that paging is always exercised. */
  const listing = (query: URLSearchParams): string => {
    const keys = [...double.objects.keys()].filter((k) => k.startsWith(query.get('prefix') ?? '')).toSorted();
    const from = Number(query.get('continuation-token') ?? 0);
    const page = keys.slice(from, from + 2).map((key) => {
      const { bytes, at } = double.objects.get(key)!;
      return `<Contents><Key>${encodeURIComponent(key)}</Key><LastModified>${at.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`;
    });
    const more = from + 2 < keys.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : '';
    return `<ListBucketResult>${page.join('')}${more}</ListBucketResult>`;
  };

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const double: S3Double = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: new Map(),
    refused: [],
    failNext: 0,
    unfinished: () => uploads.size,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return double;
}

const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;

/** What is wrong with the signature, by the rules of Signature Version 4 read from the request as it came over the wire. */
function faultOf(
  request: IncomingMessage,
  body: Buffer,
  account: { accessKey: string; secretKey: string; region: string },
): string | undefined {
  const parts = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (!parts) return 'no signature';
  const [, credential, names, signature] = parts as unknown as [string, string, string, string];
  const [accessKey, day, region, service, end] = credential.split('/');
  if (accessKey !== account.accessKey) return 'unknown access key';
  if (region !== account.region || service !== 's3' || end !== 'aws4_request') return 'wrong scope';
  const stamp = String(request.headers['x-amz-date']);
  const at = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!stamp.startsWith(day!) || Math.abs(Date.now() - at) > 900_000) return 'wrong time';
  const claimed = String(request.headers['x-amz-content-sha256']);
  if (claimed !== createHash('sha256').update(body).digest('hex')) return 'the body is not what was signed';
  const signed = names.split(';');
  if (!signed.includes('host')) return 'host is not signed';
  const [path, query = ''] = request.url!.split('?');
  const lines = [
    request.method,
    path,
    query
      .split('&')
      .filter(Boolean)
      .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
      .toSorted()
      .join('&'),
    ...signed.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    claimed,
  ];
  const scope = [day, region, service, end].join('/');
  const toSign = [
    'AWS4-HMAC-SHA256',
    stamp,
    scope,
    createHash('sha256').update(lines.join('\n')).digest('hex'),
  ].join('\n');
  let key: Buffer | string = `AWS4${account.secretKey}`;
  for (const step of [day!, region, service, end]) key = createHmac('sha256', key).update(step).digest();
  return createHmac('sha256', key).update(toSign).digest('hex') === signature ? undefined : 'wrong signature';
}
