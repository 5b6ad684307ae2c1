import type { InvoiceId } from '@teahouse/contract/ids';
import { type InvoiceTitle, invoices } from '@teahouse/contract/invoices';
import { strToU8, zipSync } from 'fflate';
import QRCode from 'qrcode';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system, type Work } from '../../kernel/work.ts';
import { upload } from '../../testing/upload.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { type Checked, checksOf } from './checks.rules.ts';
import { holdInvoices, invoicesById, releaseInvoices, type Take, useInvoices } from './index.ts';
import { Unreadable } from './reading/found.ts';
import { openZip } from './reading/open-zip.ts';
import { linesOfPage, readPrintedText } from './reading/printed-text.rules.ts';
import { readQrText } from './reading/qr-text.rules.ts';
import { readInvoice } from './reading/read-invoice.ts';
import { digitalXml, ofd, pdf } from './samples.fixture.ts';

const read = (bytes: Buffer | string) => readInvoice(Buffer.from(bytes), false);
const refusal = async (bytes: Buffer | string) => {
  const error: unknown = await read(bytes).catch((e: unknown) => e);
  if (!(error instanceof Unreadable)) throw new Error(`not refused: ${String(error)}`);
  return `${error.why} ${error.what}`;
};

describe('reading', () => {
  test('the text of a code gives its fields; digital ones write the total, older ones what is due without tax', () => {
    expect(
      readQrText('01,04,011002000111,12345678,100.00,20260520,01234567890123456789,A1B2,').facts,
    ).toEqual({
      kind: 'ordinary',
      code: '011002000111',
      number: '12345678',
      exclTax: 10_000n,
      issuedOn: '2026-05-20',
      checkCode: '01234567890123456789',
    });
    expect(readQrText('01,31,,24312000000012345678,106.00,20260520,,9A8B').facts).toMatchObject({
      kind: 'special',
      number: '24312000000012345678',
      total: 10_600n,
    });
    for (const [text, what] of [
      ['https://pay.example/abc', 'qr'],
      ['01,04,011002000111,1234567,100.00,20260520,,', 'number'],
      ['01,04,0110,12345678,100.00,20260520,,', 'code'],
      ['01,04,011002000111,12345678,1e9,20260520,,', 'total'],
      ['01,04,011002000111,12345678,100.00,20260231,,', 'issuedOn'],
    ] as const)
      expect(() => readQrText(text)).toThrow(what);
  });

  test('XML of a digital invoice and the attachment of an OFD are believed, every value as it was written', async () => {
    const xml = await read(digitalXml({ number: '04312000000012345678' }));
    expect(xml).toMatchObject({ source: 'xml', confidence: { number: 'sure', total: 'sure' } });
    expect(xml.facts).toMatchObject({
      kind: 'special',
      number: '04312000000012345678',
      issuedOn: '2026-05-20',
      total: 10_600n,
      sellerName: '山泉酒店有限公司',
      buyerTaxId: '91110000MA01QING2Y',
    });
    expect(xml.lines).toEqual([
      { name: '*住宿服务*住宿费 & 早餐', amount: 6_000n, tax: 360n },
      { name: '*餐饮服务*餐费', amount: 4_000n, tax: 240n },
    ]);
    const packed = await read(ofd({ number: '00123456', code: '011002000111' }));
    expect(packed).toMatchObject({ source: 'ofd', confidence: { code: 'sure' } });
    expect(packed.facts).toMatchObject({
      code: '011002000111',
      number: '00123456',
      checkCode: '01234567890123456789',
      exclTax: 10_000n,
      tax: 600n,
    });
  });

  test('the words of a PDF and of the pages of an OFD are found behind their labels', async () => {
    const expected = {
      kind: 'ordinary',
      number: '24312000000012345678',
      issuedOn: '2026-05-20',
      exclTax: 10_000n,
      tax: 600n,
      total: 10_600n,
      buyerName: '清风茶业有限公司',
      buyerTaxId: '91110000MA01QING2Y',
      sellerName: '山泉酒店有限公司',
      sellerTaxId: '91110000MA01SHAN1X',
    };
    for (const bytes of [pdf({ number: expected.number }), ofd({ number: expected.number }, false)]) {
      const { facts, confidence } = await read(bytes);
      expect(facts).toEqual(expected);
      expect(new Set(Object.values(confidence))).toEqual(new Set(['likely']));
    }
    const older = readPrintedText(
      linesOfPage([
        { x: 0, y: 0, text: '发票代码: 011002000111' },
        { x: 0, y: 9, text: '发 票 号 码 : 12345678' },
        { x: 0, y: 18, text: '校 验 码: 01234 56789 01234 56789' },
        { x: 0, y: 27, text: '合计 88.00元，共 ¥88.00' },
      ]),
    );
    expect(older.facts).toMatchObject({ code: '011002000111', number: '12345678', total: 8_800n });
    expect(older.facts.checkCode).toBe('01234567890123456789');
    expect(older.confidence).toMatchObject({ number: 'likely', total: 'unsure' });
  });

  test('the code in a photo is read, turned or small; a photo without one gives nothing', async () => {
    const said = '01,32,,24312000000012345678,106.00,20260520,,9A8B';
    const code = await QRCode.toBuffer(said, { width: 260, margin: 2 });
    const paper = sharp({ create: { width: 1_600, height: 1_000, channels: 3, background: '#f4f1e8' } });
    const photo = await paper
      .composite([{ input: code, left: 80, top: 60 }])
      .jpeg()
      .toBuffer();
    const turned = await sharp(photo).rotate(90).jpeg().toBuffer();
    for (const bytes of [photo, turned])
      expect(await readInvoice(bytes, true)).toMatchObject({
        source: 'photo',
        facts: { number: '24312000000012345678', total: 10_600n },
      });
    const blank = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect((await readInvoice(blank, true)).facts).toEqual({});
  }, 30_000);

  test('hostile and broken files are refused, and what is at fault is named', async () => {
    const bomb = zipSync({
      'OFD.xml': strToU8('<a/>'),
      'Doc_0/Pages/Page_0/Content.xml': new Uint8Array(3_900_000),
    });
    expect(await refusal(Buffer.from(bomb))).toBe('too_large Doc_0/Pages/Page_0/Content.xml');
    // The same with sizes that lie: the entry is stopped on the way.
    const lying = Buffer.from(bomb);
    for (const [signature, at] of [
      ['PK\u0003\u0004', 22],
      ['PK\u0001\u0002', 24],
    ] as const)
      for (let i = lying.indexOf(signature); i >= 0; i = lying.indexOf(signature, i + 1))
        if (lying.readUInt32LE(i + at) === 3_900_000) lying.writeUInt32LE(100, i + at);
    expect(await refusal(lying)).toMatch(/^damaged Doc_0\/Pages/);
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`a/${i}.txt`, new Uint8Array()]));
    expect(await refusal(ofd({ number: '1' }, true, many))).toBe('too_large zip');
    const entities = `<?xml version="1.0"?><!DOCTYPE EInvoice [<!ENTITY a "${'x'.repeat(50)}"><!ENTITY b "&a;&a;">]><EInvoice>&b;</EInvoice>`;
    expect(await refusal(entities)).toBe('damaged xml');
    expect(await refusal(ofd({ number: '1' }, false, { 'Doc_0/Attachs/x.xml': strToU8(entities) }))).toBe(
      'damaged Doc_0/Attachs/x.xml',
    );
    const whole = {
      xml: Buffer.from(digitalXml({ number: '1' })),
      ofd: ofd({ number: '1' }),
      pdf: pdf({ number: '1' }),
    };
    for (const [kind, bytes] of Object.entries(whole))
      expect(await refusal(bytes.subarray(0, bytes.length * 0.6)), kind).toMatch(/^damaged (xml|zip|pdf)$/);
    expect(
      await refusal(Buffer.concat([Buffer.from('%PDF-1.4 '), Buffer.alloc(900, 7), Buffer.from('%%EOF')])),
    ).toMatch(/^damaged pdf/);
    expect(await refusal('<html><p>发票</p></html>')).toBe('other_kind file');
    expect(await refusal('hello')).toBe('other_kind file');
    expect(await refusal(`<EInvoice>${'<a>'.repeat(60_000)}`)).toBe('damaged xml');
    await expect(openZip(Buffer.alloc(40, 1), () => true)).rejects.toThrow('damaged: zip');
  }, 30_000);
});

test('checks say what is odd: parts that do not add up, another buyer, last year, what is missing', () => {
  const buyer: InvoiceTitle = { title: '清风茶业(杭州)有限公司', taxId: '91110000MA01QING2Y', yearStarts: 4 };
  const good: Checked = {
    code: '',
    number: '24312000000012345678',
    issuedOn: '2026-04-01',
    exclTax: 10_000n,
    tax: 600n,
    total: 10_600n,
    buyerName: '清风茶业（杭州）有限公司',
    buyerTaxId: buyer.taxId,
    lines: 2,
    confidence: {},
  };
  const codes = (change: Partial<Checked>) =>
    checksOf({ ...good, ...change }, buyer, '2027-03-31').map((c) => c.code);
  expect(codes({})).toEqual([]);
  expect([codes({ total: 10_602n }), codes({ total: 10_603n })]).toEqual([[], ['sums']]);
  expect(codes({ lines: 0, total: 10_602n })).toEqual(['sums']);
  expect(codes({ issuedOn: '2026-03-31' })).toEqual(['past_year']);
  expect(codes({ issuedOn: '2027-04-01' })).toEqual(['future']);
  expect(codes({ buyerTaxId: '', buyerName: '个人' })).toEqual(['buyer_unknown', 'buyer_name']);
  expect(codes({ buyerTaxId: '91110000MA01OTHER3' })).toEqual(['buyer_tax_id']);
  expect(codes({ number: '12345678', total: null, confidence: { tax: 'unsure' } })).toEqual([
    'missing',
    'unsure',
  ]);
});

describe('the folder', () => {
  let world: World;
  let tea: Company;
  let lin: Person;
  let zhou: Person;

  beforeAll(async () => {
    world = await openWorld();
    tea = await world.company('清风茶业');
    [lin, zhou] = [await tea.hire('林小满'), await tea.hire('周知远')];
    world.clock.now = new Date('2026-06-01T04:00:00Z');
  });
  afterAll(() => world?.close());

  const addFile = async (who: Person, name: string, bytes: Buffer) => {
    const { fileId } = await upload(world.house, who, name, bytes);
    return await who.call(invoices.addInvoiceFile, { fileId });
  };
  const addCode = (who: Person, number: string, total = '106.00') =>
    who.call(invoices.addInvoiceFromText, { text: `01,32,,${number},${total},20260520,,9A8B` });
  const numbered = (n: number) => `2431200000001000${String(n).padStart(4, '0')}`;
  const asHouse = <T>(run: (work: Work) => Promise<T>) => world.house.openWork(tea.id, system, run);
  const hold = (claimId: string, takes: Take[]) => asHouse((w) => holdInvoices(w, lin.id, takes, claimId));

  test('an uploaded PDF is kept with what it says, seen by its owner alone, with warnings about the buyer', async () => {
    await tea.owner.call(invoices.setInvoiceTitle, {
      title: '清风茶业有限公司',
      taxId: '91110000ma01qing2y',
      yearStarts: 1,
    });
    const kept = await addFile(
      lin,
      '住宿.pdf',
      pdf({ number: numbered(1), buyerTaxId: '91110000MA01OTHER3' }),
    );
    expect(kept.body).toMatchObject({
      number: numbered(1),
      total: '10600',
      left: '10600',
      state: 'free',
      source: 'pdf',
      verified: 'none',
      file: { name: '住宿.pdf' },
      checks: [{ code: 'buyer_tax_id' }],
    });
    const { id } = kept.body;
    expect((await lin.call(invoices.getInvoice, { invoiceId: id })).body).toEqual(kept.body);
    const list = (await lin.call(invoices.listMyInvoices, {})).body;
    expect(list.invoices).toEqual([kept.body]);
    expect(list.buyer.taxId).toBe('91110000MA01QING2Y');
    for (const call of [
      zhou.call(invoices.getInvoice, { invoiceId: id }),
      zhou.call(invoices.editInvoice, { invoiceId: id, sellerName: '别人' }),
      zhou.call(invoices.removeInvoice, { invoiceId: id }),
    ])
      expect((await call).body).toMatchObject({ error: { code: 'invoices.not_found' } });
    expect((await zhou.call(invoices.listMyInvoices, {})).body.invoices).toEqual([]);
  });

  test('the same invoice or the same file again is a hard stop that says since when; mine is linked, a colleague’s is not', async () => {
    const bytes = ofd({ number: '00220022', code: '011002000111' });
    const { id } = (await addFile(lin, 'a.ofd', bytes)).body;
    const again = await addFile(lin, 'b.ofd', bytes);
    expect(again.status).toBe(409);
    expect(again.body.error).toMatchObject({ code: 'invoices.yours_already' });
    expect(again.body.error?.text).toContain('2026-06-01');
    expect(again.body.error?.fields).toContainEqual({ path: 'invoiceId', text: id });
    const other = await addFile(zhou, 'c.ofd', bytes);
    expect(other.body.error?.code).toBe('invoices.same_file');
    expect(JSON.stringify(other.body)).not.toContain(id);
    const text = '01,04,011002000111,00220022,100.00,20260520,,9A8B';
    expect((await zhou.call(invoices.addInvoiceFromText, { text })).body.error?.code).toBe('invoices.taken');
    const both = await Promise.all([addCode(lin, numbered(2)), addCode(zhou, numbered(2))]);
    expect(both.map((b) => b.status).toSorted()).toEqual([200, 409]);
    // Another one of the same seller, day and total is only a warning; so is one whose code nobody has read.
    const alike = await addFile(lin, 'd.pdf', pdf({ number: '00220022', total: '106.00' }));
    expect(alike.body.checks.map((c) => [c.code, c.other])).toEqual([
      ['missing', null],
      ['alike', expect.any(String)],
      ['same_number', id],
    ]);
    const edit = { invoiceId: alike.body.id, code: '011002000111' };
    expect((await lin.call(invoices.editInvoice, edit)).body.error?.code).toBe('invoices.yours_already');
    await lin.call(invoices.removeInvoice, { invoiceId: alike.body.id });
  });

  test('what was only likely can be corrected, what the data says cannot; a removed one may come back', async () => {
    const { id } = (await addFile(lin, 'e.pdf', pdf({ number: numbered(3) }))).body;
    const edit = (change: object) => lin.call(invoices.editInvoice, { invoiceId: id, ...change });
    const edited = (await edit({ sellerName: '山泉宾馆', tax: '0', exclTax: '10600' })).body;
    expect(edited).toMatchObject({ sellerName: '山泉宾馆', tax: '0' });
    expect(edited.confidence).toMatchObject({ sellerName: 'typed', tax: 'typed', total: 'likely' });
    expect((await edit({ tax: '10601' })).body.error?.code).toBe('invoices.bad_sum');
    // A code beside a digital number does not make it another invoice.
    expect((await edit({ code: '011002000111' })).body.code).toBe('');
    const code = (await addCode(lin, numbered(4))).body;
    const sure = await lin.call(invoices.editInvoice, { invoiceId: code.id, total: '99999' });
    expect(sure.body.error?.code).toBe('invoices.field_sure');
    expect((await lin.call(invoices.removeInvoice, { invoiceId: code.id })).status).toBe(200);
    expect((await addCode(lin, numbered(4))).status).toBe(200);
  });

  test('files that are no invoice, damaged ones and red ones are refused by name', async () => {
    const said = async (name: string, bytes: Buffer) => (await addFile(lin, name, bytes)).body.error;
    const whole = pdf({ number: numbered(5) });
    const cut = await said('残缺.pdf', whole.subarray(0, 700));
    expect([cut?.code, cut?.text.includes('残缺.pdf')]).toEqual(['invoices.damaged', true]);
    expect((await said('便条.txt', Buffer.from('你好')))?.code).toBe('invoices.other_kind');
    const red = digitalXml({ number: numbered(5), exclTax: '-100.00', tax: '-6.00', total: '-106.00' });
    expect((await said('red.xml', Buffer.from(red)))?.code).toBe('invoices.red');
    expect((await lin.call(invoices.addInvoiceFromText, { text: 'hello' })).body.error?.code).toBe(
      'invoices.bad_text',
    );
    const { fileId } = await upload(world.house, lin, 'mine.pdf', whole);
    expect((await zhou.call(invoices.addInvoiceFile, { fileId })).body.error?.code).toBe('files.not_found');
  });

  test('claims hold parts of an invoice, never more than its total; held ones stay as they are; used ones for good', async () => {
    const { id } = (await addCode(lin, numbered(6))).body;
    const shown = async () => (await lin.call(invoices.getInvoice, { invoiceId: id })).body;
    await hold('clm_one', [
      { invoiceId: id, amount: 4_000n },
      { invoiceId: id, amount: 2_000n },
    ]);
    expect(await shown()).toMatchObject({ state: 'held', left: '4600' });
    await expect(hold('clm_two', [{ invoiceId: id, amount: 4_601n }])).rejects.toThrow('invoices.too_much');
    // At once, only one of two gets what is left.
    const race = await Promise.allSettled([
      hold('clm_two', [{ invoiceId: id, amount: 4_000n }]),
      hold('clm_three', [{ invoiceId: id, amount: 4_000n }]),
    ]);
    expect(race.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (const call of [
      lin.call(invoices.editInvoice, { invoiceId: id, sellerName: 'x' }),
      lin.call(invoices.removeInvoice, { invoiceId: id }),
    ])
      expect((await call).body).toMatchObject({ error: { code: 'invoices.not_free' } });
    await asHouse(async (w) => {
      await releaseInvoices(w, 'clm_two');
      await releaseInvoices(w, 'clm_three');
    });
    // Held anew in place of the old, and all that is left where no amount is given.
    await hold('clm_one', [{ invoiceId: id }]);
    expect(await shown()).toMatchObject({ state: 'held', left: '0' });
    await asHouse((w) => useInvoices(w, 'clm_one'));
    await asHouse((w) => releaseInvoices(w, 'clm_one'));
    expect(await shown()).toMatchObject({ state: 'used', left: '0' });
    await expect(hold('clm_one', [])).rejects.toThrow('invoices.not_free');
    expect(
      (await lin.call(invoices.listMyInvoices, { state: 'used' })).body.invoices.map((i) => i.id),
    ).toEqual([id]);
    const seen = await asHouse((w) => invoicesById(w, [id, 'inv_unknown1' as InvoiceId]));
    expect([...seen.values()]).toMatchObject([
      { id, owner: lin.id, number: numbered(6), total: '10600', left: '0' },
    ]);
  });

  test('nobody claims with another’s invoice, or one that lacks what a claim needs', async () => {
    const { id } = (await addCode(zhou, numbered(7))).body;
    await expect(hold('clm_x', [{ invoiceId: id }])).rejects.toThrow('invoices.not_found');
    const photo = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#abc' } })
      .png()
      .toBuffer();
    const blank = (await addFile(lin, '手写.png', photo)).body;
    expect(blank.checks).toMatchObject([
      { code: 'missing', fields: ['number', 'issuedOn', 'total'] },
      { code: 'buyer_unknown' },
    ]);
    await expect(hold('clm_x', [{ invoiceId: blank.id }])).rejects.toThrow('invoices.incomplete');
    const typed = { number: numbered(8), issuedOn: '2026-05-20', total: '5000' };
    await lin.call(invoices.editInvoice, { invoiceId: blank.id, ...typed });
    await hold('clm_x', [{ invoiceId: blank.id }]);
    expect((await lin.call(invoices.getInvoice, { invoiceId: blank.id })).body).toMatchObject({
      state: 'held',
      left: '0',
    });
  });

  test('whoever decides about a claim hears that a like invoice stands in another one', async () => {
    const two = ['31.70', '31.70'].map((total, n) =>
      addFile(lin, `餐${n}.pdf`, pdf({ number: numbered(20 + n), total, exclTax: '29.91', tax: '1.79' })),
    );
    const [first, second] = (await Promise.all(two)).map((a) => a.body.id);
    await hold('clm_dinner', [{ invoiceId: first! }]);
    const seen = (await asHouse((w) => invoicesById(w, [second!]))).get(second!);
    expect(seen?.alikeClaims).toEqual(['clm_dinner']);
    expect(seen?.checks.map((c) => c.code)).toEqual(['alike']);
    expect(seen?.fileId).toMatch(/^file_/);
  });
});
