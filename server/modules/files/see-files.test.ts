import { files } from '@teahouse/contract/files';
import type { FileId } from '@teahouse/contract/ids';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zlibSync } from 'fflate';
import { crc32 } from 'node:zlib';
import { defineModule } from '../../kernel/module.ts';
import { system } from '../../kernel/work.ts';
import { fetchAs, upload } from '../../testing/upload.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { modules } from '../all.ts';
import { attachable, attachFile, factsOfFiles } from './index.ts';

/** A module above files with places of its own: shelves, and who may look at each. */
const shelves = new Map<string, Set<string>>();
const shelfModule = defineModule({
  name: 'shelf',
  migrations: new URL('./no-migrations/', import.meta.url),
  contract: {},
  handlers: {},
  fileViewers: {
    shelf: async (work, ids) => ids.filter((id) => shelves.get(id)?.has(work.actor.id)),
  },
});

let world: World;
let corp: Company;
let lin: Person;
let wang: Person;
beforeAll(async () => {
  world = await openWorld({ modules: [...modules, shelfModule] });
  corp = await world.company();
  [lin, wang] = [await corp.hire('林小满'), await corp.hire('王五')];
});
afterAll(() => world.close());

const put = (name: string, bytes: Buffer) => upload(world.house, lin, name, bytes);
const get = (person: Person | undefined, path: string, headers = {}) =>
  fetchAs(world.house, person, path, headers);
const actor = (p: Person) => ({ kind: 'member', id: p.id, sessionId: '', rights: new Set<never>() }) as const;
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c33' } });

describe('who may see a file', () => {
  test('its uploader, and those who may look into a place it was shown in, as long as they may', async () => {
    const file = await put('plan.bin', Buffer.from('plan'));
    const path = `/files/${file.fileId}`;
    expect((await get(lin, path)).status).toBe(200);
    expect((await get(wang, path)).status).toBe(404);
    shelves.set('shelf_1', new Set([lin.id, wang.id]));
    await world.house.openWork(corp.id, actor(lin), (w) =>
      attachFile(w, file.fileId, { kind: 'shelf', id: 'shelf_1' }),
    );
    const seen = await get(wang, path);
    expect([seen.status, seen.bytes.toString()]).toEqual([200, 'plan']);
    expect((await wang.call(files.describeFile, { fileId: file.fileId })).body.name).toBe('plan.bin');
    shelves.get('shelf_1')!.delete(wang.id);
    for (const headers of [{}, { 'if-none-match': String(seen.headers['etag']) }, { range: 'bytes=0-1' }])
      expect((await get(wang, path, headers)).status).toBe(404);
    expect((await get(lin, path)).status).toBe(200);
  });

  test('strangers, other companies and guessed ids hear the same', async () => {
    const file = await put('x.bin', Buffer.from('x'));
    const other = (await world.company()).owner;
    expect((await get(undefined, `/files/${file.fileId}`)).status).toBe(401);
    const foreign = await get(other, `/files/${file.fileId}`);
    const guessed = await get(lin, '/files/file_0000000000000000000000');
    expect([foreign.status, guessed.status]).toEqual([404, 404]);
    expect(foreign.bytes.equals(guessed.bytes)).toBe(true);
  });

  test('one may pass on what one sees, and nothing else', async () => {
    const [shown, secret] = [await put('a.bin', Buffer.from('a')), await put('b.bin', Buffer.from('b'))];
    shelves.set('shelf_2', new Set([wang.id]));
    await world.house.openWork(corp.id, actor(lin), (w) =>
      attachFile(w, shown.fileId, { kind: 'shelf', id: 'shelf_2' }),
    );
    await world.house.openWork(corp.id, actor(wang), async (w) => {
      const both = [shown.fileId, secret.fileId];
      expect(await attachable(w, both)).toEqual(new Set([shown.fileId]));
      expect([...(await factsOfFiles(w, both)).values()].map((f) => f.name)).toEqual(['a.bin']);
    });
    const steal = world.house.openWork(corp.id, actor(wang), (w) =>
      attachFile(w, secret.fileId, { kind: 'shelf', id: 'shelf_2' }),
    );
    await expect(steal).rejects.toThrow('files.not_found');
  });

  test('a place of a kind nobody answers for is seen by nobody', async () => {
    const file = await put('a.bin', Buffer.from('a'));
    await world.house.openWork(corp.id, actor(lin), (w) =>
      attachFile(w, file.fileId, { kind: 'attic', id: 'x' }),
    );
    expect((await get(wang, `/files/${file.fileId}`)).status).toBe(404);
  });

  test('a removed file is gone for everybody at once, its bytes with the next sweep', async () => {
    const file = await put('gone.bin', Buffer.from('gone'));
    await world.house.openWork(corp.id, system, (w) =>
      w.sql('update files set removed_at = $3 where corp_id = $1 and id = $2', [corp.id, file.fileId, w.now]),
    );
    expect((await get(lin, `/files/${file.fileId}`)).status).toBe(404);
    const started = world.clock.now;
    world.clock.now = new Date(started.getTime() + 7 * 3_600_000);
    await world.settle();
    world.clock.now = started;
    const left: string[] = [];
    for await (const { key } of world.house.ports.blobs.list(`${corp.id}/files/`)) left.push(key);
    expect(left.some((k) => k.includes(file.fileId))).toBe(false);
  });
});

describe('what a browser does with a file', () => {
  const safe = async (name: string, bytes: Buffer) => {
    const file = await put(name, bytes);
    const got = await get(lin, `/files/${file.fileId}`);
    expect(got.headers['x-content-type-options']).toBe('nosniff');
    expect(got.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    expect(got.headers['cache-control']).toBe('private, no-cache');
    const [how] = String(got.headers['content-disposition']).split(';');
    return { ...file, how, type: String(got.headers['content-type']) };
  };
  const html = Buffer.from('<!doctype html><script>window.__pwned = 1</script>');

  test('HTML, SVG, XML and unknown bytes are only ever saved, whatever they call themselves', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg"><script>window.__pwned = 1</script></svg>',
    );
    const xml = Buffer.from('<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"/>');
    for (const [name, bytes] of [
      ['a.html', html],
      ['a.png', html],
      ['a.svg', svg],
      ['a.svg.png', svg],
      ['a.xml', xml],
      ['a.svg', Buffer.concat([xml, svg])],
      ['a.jpg', Buffer.from('hello')],
      ['a.zip', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
    ] as const) {
      expect(await safe(name, bytes)).toMatchObject({
        kind: 'other',
        how: 'attachment',
        type: 'application/octet-stream',
      });
    }
  });

  test('a picture that is also a page stays a picture: typed by its bytes, sandboxed, and cleaned in the small one', async () => {
    const polyglot = Buffer.concat([await picture(40, 30).png().toBuffer(), html]);
    const file = await safe('a.html', polyglot);
    expect(file).toMatchObject({ kind: 'image', how: 'inline', type: 'image/png', width: 40, height: 30 });
    const small = await get(lin, `/files/${file.fileId}/thumb?size=320`);
    expect(small.headers['content-type']).toBe('image/webp');
    expect(small.bytes.includes('script')).toBe(false);
  });

  test('an image that opens in an SVG reader is never read as one', async () => {
    const file = await put(
      'x.png',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    );
    expect((await get(lin, `/files/${file.fileId}/thumb`)).status).toBe(404);
  });

  test('sound, video and PDF are shown in place', async () => {
    const wav = Buffer.concat([Buffer.from('RIFF\u0024\0\0\0WAVEfmt '), Buffer.alloc(24)]);
    expect(await safe('a.wav', wav)).toMatchObject({ kind: 'audio', how: 'inline', type: 'audio/wav' });
    expect(await safe('a', Buffer.from('%PDF-1.7\n%\n'))).toMatchObject({ kind: 'pdf', how: 'inline' });
    const saved = await put('a.pdf', Buffer.from('%PDF-1.7\n%\n'));
    const asked = await get(lin, `/files/${saved.fileId}?download=1`);
    expect(String(asked.headers['content-disposition'])).toMatch(/^attachment/);
  });

  test('the name survives in any script and cannot break the header', async () => {
    const file = await put('季度"报告"; x=(终).pdf', Buffer.from('%PDF-1.7\n'));
    const said = String((await get(lin, `/files/${file.fileId}`)).headers['content-disposition']);
    expect(said).not.toMatch(/[^\x20-\x7e]/);
    expect(decodeURIComponent(/filename\*=UTF-8''(\S+)$/.exec(said)![1]!)).toBe('季度"报告"; x=(终).pdf');
  });
});

describe('ranges and caches', () => {
  test('a range, an open one, the tail, one outside, and several', async () => {
    const file = await put('n.bin', Buffer.from('0123456789'));
    const part = async (range: string, more = {}) => {
      const got = await get(lin, `/files/${file.fileId}`, { range, ...more });
      return [got.status, got.bytes.toString(), got.headers['content-range']];
    };
    expect(await part('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10']);
    expect(await part('bytes=7-')).toEqual([206, '789', 'bytes 7-9/10']);
    expect(await part('bytes=-3')).toEqual([206, '789', 'bytes 7-9/10']);
    expect(await part('bytes=5-99')).toEqual([206, '56789', 'bytes 5-9/10']);
    expect(await part('bytes=10-')).toEqual([416, '', 'bytes */10']);
    expect(await part('bytes=4-2')).toEqual([200, '0123456789', undefined]);
    expect(await part('bytes=0-1,4-5')).toEqual([200, '0123456789', undefined]);
    expect(await part('bytes=2-4', { 'if-range': '"older"' })).toEqual([200, '0123456789', undefined]);
  });

  test('an unchanged file is answered with 304', async () => {
    const file = await put('n.bin', Buffer.from('same'));
    const etag = String((await get(lin, `/files/${file.fileId}`)).headers['etag']);
    expect((await get(lin, `/files/${file.fileId}`, { 'if-none-match': `"x", ${etag}` })).status).toBe(304);
    expect((await get(lin, `/files/${file.fileId}`, { 'if-none-match': '"x"' })).status).toBe(200);
  });
});

describe('pictures', () => {
  test('small pictures are upright, without metadata, and never larger than the original', async () => {
    const shot = await picture(400, 200)
      .withExif({ IFD0: { Copyright: 'CANARY-GPS', Orientation: '6' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const file = await put('shot.jpg', shot);
    expect(file).toMatchObject({ kind: 'image', mime: 'image/jpeg', width: 200, height: 400, preview: true });
    const small = await get(lin, `/files/${file.fileId}/thumb?size=320`);
    const facts = await sharp(small.bytes).metadata();
    expect([facts.width, facts.height, facts.exif, facts.format]).toEqual([160, 320, undefined, 'webp']);
    const large = await sharp((await get(lin, `/files/${file.fileId}/thumb?size=1280`)).bytes).metadata();
    expect([large.width, large.height]).toEqual([200, 400]);
    const etag = { 'if-none-match': String(small.headers['etag']) };
    expect((await get(lin, `/files/${file.fileId}/thumb?size=320`, etag)).status).toBe(304);
    expect((await get(wang, `/files/${file.fileId}/thumb?size=320`, etag)).status).toBe(404);
  });

  test('a few KB that unpack to 256 million pixels are kept as plain bytes and never decoded', async () => {
    const file = await put('bomb.png', bomb(16_000, 16_000));
    expect(file).toMatchObject({ kind: 'other', preview: false, width: null });
    const small = await get(lin, `/files/${file.fileId}/thumb`);
    expect(small.status).toBe(404);
    expect(String((await get(lin, `/files/${file.fileId}`)).headers['content-disposition'])).toMatch(
      /^attachment/,
    );
  });

  test('a broken picture is plain bytes', async () => {
    const png = await picture(10, 10).png().toBuffer();
    expect(await put('half.png', png.subarray(0, 30))).toMatchObject({ kind: 'other', preview: false });
  });

  test('a face is cut square; colleagues see it, other companies do not; a new one has a new address', async () => {
    const half = await picture(300, 200)
      .composite([
        { input: { create: { width: 100, height: 200, channels: 3, background: '#3c3' } }, left: 0, top: 0 },
      ])
      .png()
      .toBuffer();
    const file = await put('me.png', half);
    const set = await lin.call(files.setAvatar, {
      fileId: file.fileId,
      crop: { left: 0, top: 0, side: 100 },
    });
    const path = set.body.avatar!.replace('/api', '');
    const got = await get(wang, path);
    const { data, info } = await sharp(got.bytes).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, got.headers['content-type']]).toEqual([256, 256, 'image/webp']);
    expect(data[1]!).toBeGreaterThan(data[0]!);
    expect((await get((await world.company()).owner, path)).status).toBe(404);
    const next = await lin.call(files.setAvatar, { fileId: file.fileId });
    expect(next.body.avatar).not.toBe(set.body.avatar);
    const { directory } = await import('@teahouse/contract/directory');
    const brief = await wang.call(directory.getMembers, { ids: lin.id });
    expect(brief.body.members[0]!.avatar).toBe(next.body.avatar);
    await lin.call(files.setAvatar, { fileId: null });
    expect((await get(wang, path)).status).toBe(404);
  });

  test('a face must be a picture one may see, cut inside of it', async () => {
    const text = await put('a.txt', Buffer.from('text'));
    expect((await lin.call(files.setAvatar, { fileId: text.fileId })).body.error?.code).toBe(
      'files.not_a_picture',
    );
    const mine = await put('p.png', await picture(50, 50).png().toBuffer());
    expect((await wang.call(files.setAvatar, { fileId: mine.fileId })).body.error?.code).toBe(
      'files.not_found',
    );
    const outside = { left: 10, top: 10, side: 41 };
    expect((await lin.call(files.setAvatar, { fileId: mine.fileId as FileId, crop: outside })).status).toBe(
      400,
    );
  });
});

/** A valid PNG of one colour whose rows pack to almost nothing. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [size, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, crc]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = zlibSync(new Uint8Array((width / 8 + 1) * height), { level: 9 });
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', Buffer.from(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
