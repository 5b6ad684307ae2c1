import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type S3Double, serveS3 } from '../testing/s3-double/serve-s3.ts';
import { blobsInS3 } from './blobs-in-s3.ts';
import { blobsOnDisk } from './blobs-on-disk.ts';
import { BlobMissing, type BlobStore } from './blob-store.ts';
import { signed } from './s3-signature.ts';

const account = { accessKey: 'AKID', secretKey: 'se/cr+et', region: 'cn-test-1', bucket: 'tea' };
let dir: string;
let s3: S3Double;
let stores: { disk: BlobStore; s3: BlobStore };
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'teahouse-blobs-'));
  await mkdir(join(dir, 'spool'));
  s3 = await serveS3(account);
  stores = {
    disk: blobsOnDisk(join(dir, 'files')),
    s3: blobsInS3({ ...account, endpoint: s3.url }, join(dir, 'spool')),
  };
});
afterAll(async () => {
  await s3.close();
  await rm(dir, { recursive: true, force: true });
});

async function* bytes(size: number, chunk = 300_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; at += chunk) yield Buffer.alloc(Math.min(chunk, size - at), `${at}|`);
}

async function keysOf(store: BlobStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys.toSorted();
}

describe.each(['disk', 's3'] as const)('blobs on %s', (kind) => {
  test('what was put is what one gets, whole and in ranges', async () => {
    const store = stores[kind];
    const sent = await buffer(bytes(700_000));
    await store.put('corp_a/files/aa/bb/file_1', bytes(700_000));
    expect((await buffer(await store.get('corp_a/files/aa/bb/file_1'))).equals(sent)).toBe(true);
    const some = await buffer(await store.get('corp_a/files/aa/bb/file_1', { start: 299_990, end: 300_010 }));
    expect(some.equals(sent.subarray(299_990, 300_011))).toBe(true);
  });

  test('an empty blob is a blob', async () => {
    await stores[kind].put('corp_a/files/empty', bytes(0));
    expect((await buffer(await stores[kind].get('corp_a/files/empty'))).length).toBe(0);
  });

  test('larger than one part', async () => {
    const size = 35 * 1024 * 1024 + 7;
    const sent = await buffer(bytes(size, 1_000_003));
    await stores[kind].put('corp_a/files/large', bytes(size, 1_000_003));
    expect((await buffer(await stores[kind].get('corp_a/files/large'))).equals(sent)).toBe(true);
    expect(s3.unfinished()).toBe(0);
    await stores[kind].remove('corp_a/files/large');
  });

  test('a source that breaks leaves nothing behind', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield* bytes(17 * 1024 * 1024, 1_000_000);
      throw new Error('cut');
    }
    await expect(stores[kind].put('corp_b/torn', broken())).rejects.toThrow('cut');
    await expect(stores[kind].get('corp_b/torn')).rejects.toThrow(BlobMissing);
    expect(await keysOf(stores[kind], 'corp_b/')).toEqual([]);
    expect(s3.unfinished()).toBe(0);
    expect(await readdir(join(dir, 'spool'))).toEqual([]);
  });

  test('lists by prefix and removes, twice if asked', async () => {
    const store = stores[kind];
    for (const n of [1, 2, 3, 4, 5]) await store.put(`corp_c/parts/upl_${n}/0~a`, bytes(n));
    await store.put('corp_d/parts/upl_1/0~a', bytes(1));
    expect(await keysOf(store, 'corp_c/')).toHaveLength(5);
    await store.remove('corp_c/parts/upl_3/0~a');
    await store.remove('corp_c/parts/upl_3/0~a');
    expect(await keysOf(store, 'corp_c/')).not.toContain('corp_c/parts/upl_3/0~a');
    await expect(store.get('corp_c/parts/upl_3/0~a')).rejects.toThrow(BlobMissing);
  });

  test('a key never walks out of the store', async () => {
    for (const key of ['../x', 'corp_a/../../x', '/etc/passwd', 'corp_a//x', ''])
      await expect(stores[kind].get(key)).rejects.toThrow('not a blob key');
  });
});

test('every request so far was signed as S3 wants it; a wrong secret is refused', async () => {
  expect(s3.refused).toEqual([]);
  const thief = blobsInS3({ ...account, secretKey: 'guess', endpoint: s3.url }, join(dir, 'spool'));
  await expect(thief.get('corp_a/files/aa/bb/file_1')).rejects.toThrow('wrong signature');
});

test('a store that stumbles is asked again', async () => {
  s3.failNext = 2;
  await stores.s3.put('corp_e/x', bytes(10));
  expect(s3.objects.get('corp_e/x')?.bytes.length).toBe(10);
});

test('the signature of the worked example in the S3 documentation', () => {
  const headers = signed(
    {
      endpoint: 'https://examplebucket.s3.amazonaws.com',
      bucket: '',
      accessKey: 'AKIAIOSFODNN7EXAMPLE',
      secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
    },
    {
      method: 'GET',
      url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
      headers: { range: 'bytes=0-9' },
      bodySha: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    },
    new Date('2013-05-24T00:00:00Z'),
  );
  expect(headers['authorization']).toMatch(
    /Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/,
  );
});
