import { createHash, createHmac } from 'node:crypto';

export interface S3Account {
  endpoint: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
  region: string;
}

export const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** AWS Signature Version 4 for one S3 request: the headers to send with it. `bodySha` is the SHA-256 of the body in hex. */
export function signed(
  account: S3Account,
  request: { method: string; url: URL; headers?: Record<string, string>; bodySha: string },
  now: Date,
): Record<string, string> {
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const day = stamp.slice(0, 8);
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.url.host,
    'x-amz-content-sha256': request.bodySha,
    'x-amz-date': stamp,
  };
  const names = Object.keys(headers).toSorted();
  const query = [...request.url.searchParams]
    .map(([name, value]) => `${uriEncoded(name)}=${uriEncoded(value)}`)
    .toSorted()
    .join('&');
  const canonical = [
    request.method,
    request.url.pathname,
    query,
    ...names.map((name) => `${name}:${headers[name]!.trim()}`),
    '',
    names.join(';'),
    request.bodySha,
  ].join('\n');
  const scope = `${day}/${account.region}/s3/aws4_request`;
  const key = ['s3', 'aws4_request'].reduce(
    hmac as (key: Buffer, part: string) => Buffer,
    hmac(hmac(`AWS4${account.secretKey}`, day), account.region),
  );
  const signature = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')).toString(
    'hex',
  );
  const authorization = `AWS4-HMAC-SHA256 Credential=${account.accessKey}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...headers, authorization };
}

/** RFC 3986: encodeURIComponent leaves five characters alone that the signature wants encoded. */
export function uriEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
