// Scripts and materials: the company's are everybody's to use and few people's to change, one's own are nobody else's.
import { materials } from '@teahouse/contract/materials';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upload } from '../../testing/upload.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
  lin = await company.hire('林小雨');
  zhou = await company.hire('周大山');
});
afterAll(() => world.close());

const script = (title: string, text: string, more: object = {}) => ({
  folder: '报价',
  title,
  company: false,
  draft: { k: 'text' as const, b: { text } },
  ...more,
});
const seen = async (who: Person, q = '') =>
  (await who.call(materials.listMaterials, { q })).body.materials.map((m) => m.title);

test('the company keeps some for everybody, a member keeps their own', async () => {
  const kept = await company.owner.call(
    materials.saveMaterial,
    script('保养价', '小保养 {customer} 298 元', { company: true }),
  );
  expect(kept.body).toMatchObject({ company: true, changeable: true, used: 0 });
  const own = (await lin.call(materials.saveMaterial, script('我的开场', '您好，我是{member}'))).body;
  expect(await seen(lin)).toEqual(['保养价', '我的开场']);
  expect(await seen(zhou)).toEqual(['保养价']);
  // Found by words, by pinyin of the title, and by folder.
  for (const q of ['298', 'baoyang', '报价']) expect(await seen(zhou, q), q).toEqual(['保养价']);
  const materialId = kept.body.id;
  expect((await zhou.call(materials.listMaterials, {})).body).toMatchObject({
    mayKeep: false,
    materials: [{ changeable: false }],
  });
  for (const refused of [
    await zhou.call(materials.saveMaterial, script('x', 'y', { company: true })),
    await zhou.call(materials.saveMaterial, { ...script('x', 'y'), materialId }),
    await zhou.call(materials.removeMaterial, { materialId }),
  ])
    expect(refused.body).toMatchObject({ error: { code: 'directory.outside_scope' } });
  expect((await zhou.call(materials.saveMaterial, { ...script('x', 'y'), materialId: own.id })).status).toBe(
    404,
  );
  expect((await zhou.call(materials.removeMaterial, { materialId: own.id })).status).toBe(404);
});

test('uses are counted by entry and by nobody; files are seen by whoever sees the entry', async () => {
  const file = (await upload(world.house, company.owner, '价目表.txt', Buffer.from('298'))).fileId;
  const body = { fileId: file, name: '价目表.txt', size: 3, mime: 'text/plain' };
  const { body: list } = await company.owner.call(materials.saveMaterial, {
    title: '价目表',
    company: true,
    draft: { k: 'file', b: body },
  });
  for (const who of [lin, zhou, zhou])
    expect((await who.call(materials.noteMaterialUsed, { materialId: list.id })).status).toBe(200);
  const [entry] = (await lin.call(materials.listMaterials, { q: '价目' })).body.materials;
  expect(entry).toMatchObject({ used: 3, draft: { k: 'file', b: { name: '价目表.txt' } } });
  const opened = async () =>
    (await world.house.http.inject({ url: `/api/files/${file}`, headers: { cookie: zhou.cookie } }))
      .statusCode;
  expect(await opened()).toBe(200);
  await company.owner.call(materials.removeMaterial, { materialId: list.id });
  expect(await opened()).toBe(404);
});

test('a product has words, a price and true pictures, and takes its files along when it changes', async () => {
  const drawn = sharp({ create: { width: 40, height: 30, channels: 3, background: '#c96' } });
  const png = await upload(world.house, lin, 'oil.png', await drawn.png().toBuffer());
  const text = await upload(world.house, lin, 'oil.txt', Buffer.from('oil'));
  const of = ({ fileId, name }: typeof png) => ({ fileId, name, size: 1, mime: 'image/png' });
  const product = { price: 29_800, currency: 'CNY', sn: 'OIL5', pictures: [of(png)] };
  const made = await lin.call(materials.saveMaterial, script('机油', '四升装', { product }));
  expect(made.body).toMatchObject({ product: { price: 29_800, pictures: [{ width: 40, height: 30 }] } });
  expect(await seen(lin, 'oil5')).toEqual(['机油']);
  const refused = { ...product, pictures: [of(text)] };
  expect((await lin.call(materials.saveMaterial, script('x', 'y', { product: refused }))).body).toMatchObject(
    {
      error: { code: 'materials.product_words' },
    },
  );
  const card = { k: 'card' as const, b: { title: 'x', text: '', url: 'https://example.com' } };
  const wordless = await lin.call(materials.saveMaterial, script('x', 'y', { product, draft: card }));
  expect(wordless.body).toMatchObject({ error: { code: 'materials.product_words' } });
  for (const wrong of [{ price: -1 }, { sn: 'a b' }, { pictures: [] }, { currency: 'yuan' }])
    expect(
      (await lin.call(materials.saveMaterial, script('x', 'y', { product: { ...product, ...wrong } })))
        .status,
      JSON.stringify(wrong),
    ).toBe(400);
  const plain = await lin.call(
    materials.saveMaterial,
    script('机油', '四升装', { materialId: made.body.id }),
  );
  expect(plain.body.product).toBeNull();
});
