import { files } from '@teahouse/contract/files';
import type { UploadId } from '@teahouse/contract/ids';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BlobStore } from '../../kernel/blob-store.ts';
import { blobsOnDisk } from '../../kernel/blobs-on-disk.ts';
import { system } from '../../kernel/work.ts';
import { fetchAs, patch, upload } from '../../testing/upload.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let corp: Company;
let lin: Person;
/** the real store, which a test can let die at a step or fill up */
const fate = { beforePut: '', afterPut: '', free: 1e12 };
const withFate = (store: BlobStore): BlobStore => ({
  ...store,
  async put(key, source) {
    if (fate.beforePut && key.includes(fate.beforePut)) throw new Error('killed before the bytes');
    await store.put(key, source);
    if (fate.afterPut && key.includes(fate.afterPut)) throw new Error('killed after the bytes');
  },
  space: async () => ({ free: fate.free, total: 2e12 }),
});

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'teahouse-upload-'));
  world = await openWorld({ blobs: withFate(blobsOnDisk(root)) });
  corp = await world.company();
  lin = await corp.hire('林小满');
});
afterAll(async () => {
  await world.close();
  await rm(root, { recursive: true, force: true });
});

const begin = async (size: number, name = '报表.bin') =>
  (await lin.call(files.startUpload, { name, size })).body.uploadId as UploadId;
const keys = async () => {
  const all: string[] = [];
  for await (const { key } of world.house.ports.blobs.list(`${corp.id}/`)) all.push(key);
  return all;
};

test('a file in three pieces is the same file, and its parts are gone', async () => {
  const bytes = randomBytes(300_000);
  const id = await begin(bytes.length);
  expect((await patch(world.house, lin, id, 0, bytes.subarray(0, 100_000))).body.offset).toBe(100_000);
  expect((await patch(world.house, lin, id, 100_000, bytes.subarray(100_000, 150_000))).offset).toBe(
    '150000',
  );
  const done = await patch(world.house, lin, id, 150_000, bytes.subarray(150_000));
  expect(done.body.file).toMatchObject({ name: '报表.bin', size: 300_000, kind: 'other', width: null });
  const got = await fetchAs(world.house, lin, `/files/${done.body.file!.fileId}`);
  expect(got.bytes.equals(bytes)).toBe(true);
  expect((await keys()).filter((k) => k.includes('/parts/'))).toEqual([]);
});

test('a line cut in the middle: what arrived counts, and the upload goes on from there', async () => {
  const bytes = randomBytes(500_000);
  const id = await begin(bytes.length);
  await new Promise<void>((cut) => {
    const sending = request(`${world.url}/api/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        cookie: lin.cookie,
        'content-type': 'application/octet-stream',
        'content-length': bytes.length,
        'upload-offset': '0',
      },
    });
    sending.on('error', () => cut());
    sending.write(bytes.subarray(0, 200_000), () => setTimeout(() => sending.destroy(), 50));
    sending.on('close', () => cut());
  });
  let offset = 0;
  await expect
    .poll(async () => (offset = (await lin.call(files.getUpload, { uploadId: id })).body.offset))
    .toBeGreaterThan(0);
  expect(offset).toBeLessThanOrEqual(200_000);
  const done = await patch(world.house, lin, id, offset, bytes.subarray(offset));
  const got = await fetchAs(world.house, lin, `/files/${done.body.file!.fileId}`);
  expect(got.bytes.equals(bytes)).toBe(true);
});

test('a repeated piece changes nothing, an overlapping one adds only what is new, a gap is refused with the right offset', async () => {
  const bytes = randomBytes(90_000);
  const id = await begin(bytes.length);
  await patch(world.house, lin, id, 0, bytes.subarray(0, 30_000));
  expect((await patch(world.house, lin, id, 0, bytes.subarray(0, 30_000))).body.offset).toBe(30_000);
  expect((await patch(world.house, lin, id, 10_000, bytes.subarray(10_000, 50_000))).body.offset).toBe(
    50_000,
  );
  const gap = await patch(world.house, lin, id, 60_000, bytes.subarray(60_000));
  expect([gap.status, gap.offset, gap.body.error?.code]).toEqual([409, '50000', 'files.wrong_offset']);
  expect(gap.body.error?.fields).toEqual([{ path: 'upload-offset', text: '50000' }]);
  const done = await patch(world.house, lin, id, 50_000, bytes.subarray(50_000));
  expect((await fetchAs(world.house, lin, `/files/${done.body.file!.fileId}`)).bytes.equals(bytes)).toBe(
    true,
  );
  const again = await patch(world.house, lin, id, 50_000, bytes.subarray(50_000));
  expect(again.body.file).toEqual(done.body.file);
});

test('eight senders of the same pieces at once make one whole file', async () => {
  const bytes = randomBytes(400_000);
  const id = await begin(bytes.length);
  for (let at = 0; at < bytes.length; at += 100_000)
    await Promise.all(
      Array.from({ length: 8 }, () => patch(world.house, lin, id, at, bytes.subarray(at, at + 100_000))),
    );
  const { body } = await lin.call(files.getUpload, { uploadId: id });
  expect((await fetchAs(world.house, lin, `/files/${body.file!.fileId}`)).bytes.equals(bytes)).toBe(true);
  expect((await keys()).filter((k) => k.includes('/parts/'))).toEqual([]);
});

test('more bytes than were said are refused and not kept', async () => {
  const id = await begin(10);
  const over = await patch(world.house, lin, id, 0, randomBytes(11));
  expect([over.status, over.body.error?.code]).toEqual([400, 'files.too_many_bytes']);
  expect((await lin.call(files.getUpload, { uploadId: id })).body.offset).toBe(0);
});

test('an empty file is a file', async () => {
  expect(await upload(world.house, lin, '空.txt', Buffer.alloc(0))).toMatchObject({ size: 0, kind: 'other' });
});

test("another's upload does not exist for me, nor does another company's", async () => {
  const id = await begin(10);
  const other = await corp.hire('王五');
  const foreign = (await world.company()).owner;
  for (const person of [other, foreign]) {
    expect((await person.call(files.getUpload, { uploadId: id })).body.error?.code).toBe(
      'files.upload_not_found',
    );
    expect((await patch(world.house, person, id, 0, randomBytes(10))).status).toBe(404);
  }
});

test('names are made harmless', async () => {
  const named = async (name: string) => (await upload(world.house, lin, name, Buffer.from('x'))).name;
  expect(await named('../../etc/passwd')).toBe('passwd');
  expect(await named('C:\\tmp\\a\u0000b\r\n.txt')).toBe('ab.txt');
  expect(await named('photo\u202egpj.exe')).toBe('photogpj.exe');
  expect(await named('..')).toBe('file');
  expect(await named(`${'茶'.repeat(250)}.xlsx`)).toMatch(/^茶{195}\.xlsx$/);
});

test.each(['beforePut', 'afterPut'] as const)(
  'killed %s: no row without its bytes, and the next try succeeds',
  async (when) => {
    const bytes = randomBytes(50_000);
    for (const step of ['/parts/', '/files/']) {
      const id = await begin(bytes.length);
      fate[when] = step;
      expect((await patch(world.house, lin, id, 0, bytes)).status).toBe(500);
      fate[when] = '';
      const rows = await world.house.openWork(corp.id, system, (w) =>
        w.sql<{ n: number }>(
          'select count(*)::int n from files f join uploads u on u.corp_id = $1 and u.file_id = f.id where f.corp_id = $1 and u.id = $2',
          [corp.id, id],
        ),
      );
      expect(rows[0]!.n).toBe(0);
      const state = await lin.call(files.getUpload, { uploadId: id });
      expect(state.body.file).toBeNull();
      const { offset } = state.body;
      const done = await patch(world.house, lin, id, offset, bytes.subarray(offset));
      const got = await fetchAs(world.house, lin, `/files/${done.body.file!.fileId}`);
      expect(got.bytes.equals(bytes)).toBe(true);
    }
  },
);

test('the sweeper takes leftovers and given-up uploads, and nothing that is named', async () => {
  const kept = await upload(world.house, lin, 'kept.bin', randomBytes(1_000));
  const open = await begin(10_000);
  await patch(world.house, lin, open, 0, randomBytes(4_000));
  fate.afterPut = '/parts/';
  const torn = await begin(10);
  await patch(world.house, lin, torn, 0, randomBytes(10));
  fate.afterPut = '';
  const before = await keys();
  const started = world.clock.now;
  try {
    world.clock.now = new Date(started.getTime() + 24 * 3_600_000);
    await world.settle();
    expect(await keys()).toEqual(before);
    world.clock.now = new Date(started.getTime() + 49 * 3_600_000);
    await world.settle();
    const after = await keys();
    expect(after.filter((k) => k.includes('/parts/'))).toEqual([]);
    expect(after.some((k) => k.endsWith(kept.fileId))).toBe(true);
    expect((await fetchAs(world.house, lin, `/files/${kept.fileId}`)).status).toBe(200);
  } finally {
    world.clock.now = started;
  }
});

test('an upload given up is gone', async () => {
  const id = await begin(10);
  expect((await lin.call(files.cancelUpload, { uploadId: id })).status).toBe(200);
  expect((await lin.call(files.getUpload, { uploadId: id })).status).toBe(404);
});

test('a full disk refuses new bytes with its own error, reading goes on, and uploads come back by themselves', async () => {
  const file = await upload(world.house, lin, 'a.bin', randomBytes(100));
  const id = await begin(10);
  for (const free of [0.9e11, 4e8]) {
    fate.free = free;
    const refused = await lin.call(files.startUpload, { name: 'x', size: 10 });
    expect([refused.status, refused.body.error?.code]).toEqual([507, 'common.disk_full']);
    expect((await patch(world.house, lin, id, 0, randomBytes(10))).status).toBe(507);
    expect((await fetchAs(world.house, lin, `/files/${file.fileId}`)).status).toBe(200);
  }
  fate.free = 1e12;
  expect((await patch(world.house, lin, id, 0, randomBytes(10))).body.file).not.toBeNull();
});

test('100 MB go in and out with little memory', async () => {
  const MB = 1024 * 1024;
  const size = 100 * MB;
  const id = await begin(size);
  const start = process.memoryUsage();
  let most = 0;
  const watch = setInterval(() => {
    const now = process.memoryUsage();
    most = Math.max(most, now.external + now.heapUsed - start.external - start.heapUsed);
  }, 5);
  const sent = await new Promise<number>((resolve, reject) => {
    const sending = request(
      `${world.url}/api/uploads/${id}`,
      {
        method: 'PATCH',
        headers: {
          cookie: lin.cookie,
          'content-type': 'application/octet-stream',
          'content-length': size,
          'upload-offset': '0',
        },
      },
      (response) => response.resume().on('end', () => resolve(response.statusCode!)),
    );
    sending.on('error', reject);
    void (async () => {
      for (let i = 0; i < 100; i++)
        if (!sending.write(Buffer.alloc(MB, i)))
          await new Promise((drained) => sending.once('drain', drained));
      sending.end();
    })();
  });
  expect(sent).toBe(200);
  const { body } = await lin.call(files.getUpload, { uploadId: id });
  const got = await fetch(`${world.url}/api/files/${body.file!.fileId}`, { headers: { cookie: lin.cookie } });
  let read = 0;
  for await (const chunk of got.body!) {
    if ((chunk as Uint8Array)[0] !== Math.floor(read / MB)) throw new Error(`wrong byte at ${read}`);
    read += (chunk as Uint8Array).length;
  }
  clearInterval(watch);
  expect(read).toBe(size);
  expect(most / MB).toBeLessThan(60);
});
