import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readSheet } from './read-table.ts';
import { writeXlsx } from './write-xlsx.ts';

const rowsOf = async (file: Uint8Array) => (await readSheet(file, [])).rows;
const cellsOf = async (file: Uint8Array) => (await rowsOf(file)).map((r) => r.cells);
const utf8 = (text: string) => new TextEncoder().encode(text);

test('CSV is read with and without its mark, in GB18030 and UTF-16, with commas, tabs and semicolons', async () => {
  const want = [['张伟', '00123', '茶馆/销售部;茶馆/市场部']];
  const text = '姓名,账号,部门\n张伟,00123,茶馆/销售部;茶馆/市场部\n';
  expect(await cellsOf(utf8(text))).toEqual(want);
  expect(await cellsOf(utf8('\uFEFF' + text))).toEqual(want);
  // '姓名,账号,部门' and '张伟' as a Chinese Windows writes them.
  const gb = Uint8Array.from([
    0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd5, 0xcb, 0xba, 0xc5, 0x2c, 0xb2, 0xbf, 0xc3, 0xc5, 0x0a, 0xd5, 0xc5,
    0xce, 0xb0, 0x2c, 0x30, 0x30, 0x31,
  ]);
  expect(await cellsOf(gb)).toEqual([['张伟', '001']]);
  expect(await cellsOf(Buffer.from('\uFEFF' + text, 'utf16le'))).toEqual(want);
  expect(await cellsOf(utf8(text.replaceAll(',', '\t')))).toEqual(want);
  expect(await cellsOf(utf8('name;account\nAnn;a1\n'))).toEqual([['Ann', 'a1']]);
});

test('quotes keep separators, line ends and quotes; row numbers stay those of the file', async () => {
  const rows = await rowsOf(utf8('name,account\r\n\r\n"Ann ""A"", Lee\nOps",a1\r\n'));
  expect(rows).toEqual([{ no: 3, cells: ['Ann "A", Lee\nOps', 'a1'] }]);
});

test('headers are found below instructions, with notes and stars', async () => {
  const { header } = await readSheet(
    utf8('填写须知：请勿修改表头,,\n姓名（必填）,帐号*,"手机号码\n仅限大陆",爱好\n张伟,a,138,茶\n'),
    [],
  );
  expect(header).toMatchObject({ no: 2, at: { name: 0, userid: 1, mobile: 2 }, ignored: ['爱好'] });
});

test('XLSX keeps zeros of text and of zero formats, writes large numbers out, and reads dates', async () => {
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row r="3"><c r="A3" t="inlineStr"><is><t>姓名</t></is></c><c r="B3" t="inlineStr"><is><r><t>账</t></r><r><t>号</t></r></is></c><c r="D3" t="str"><v>手机</v></c></row>
    <row r="5"><c r="A5" t="s"><v>0</v></c><c r="B5" s="1"><v>123</v></c><c r="C5" s="2"><v>45351</v></c><c r="D5"><v>1.38E10</v></c><c r="E5"/><c r="F5" t="b"><v>1</v></c></row>
  </sheetData></worksheet>`;
  const file = zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="说明" state="hidden" r:id="rId9"/><sheet name="成员" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/a.xml"/></Relationships>',
    ),
    'xl/worksheets/a.xml': strToU8(sheet),
    'xl/sharedStrings.xml': strToU8('<sst><si><t>A &amp; 张</t><rPh><t>zhang</t></rPh></si></sst>'),
    'xl/styles.xml': strToU8(
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ),
  });
  expect(await rowsOf(file)).toEqual([
    { no: 5, cells: ['A & 张', '00123', '2024-02-29', '13800000000', '', 'TRUE'] },
  ]);
});

test('a workbook under a namespace prefix is read, and what we write ourselves', async () => {
  const made = writeXlsx([
    ['name', 'account'],
    ['Ann <Lee> & "Co"', '00123'],
  ]);
  expect(await cellsOf(made)).toEqual([['Ann <Lee> & "Co"', '00123']]);
  const prefixed = zipSync({
    'xl/workbook.xml': strToU8(
      '<x:workbook xmlns:x="m"><x:sheets><x:sheet name="a" r:id="r1"/></x:sheets></x:workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
    ),
    'xl/worksheets/a.xml': strToU8(
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c><x:c t="str"><x:v>account</x:v></x:c></x:row><x:row><x:c t="str"><x:v>Ann</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    ),
  });
  expect(await rowsOf(prefixed)).toEqual([{ no: 2, cells: ['Ann'] }]);
});

test('what is no table is refused', async () => {
  await expect(rowsOf(Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9, 9]))).rejects.toThrow(
    'directory.import_unreadable',
  );
  await expect(rowsOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))).rejects.toThrow(
    'directory.import_unreadable',
  );
  await expect(rowsOf(utf8('a,b\n1,2\n'))).rejects.toThrow('directory.import_no_header');
  await expect(rowsOf(utf8('name,account\n"Ann,a'))).rejects.toThrow('directory.import_unreadable');
});
