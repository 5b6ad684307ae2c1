import { expect, test } from 'vitest';
import { isOnlyEmoji, parse, parseInline, plainText, safeHref, type Block, type Inline } from './parse.ts';

const links = (blocks: Block[]): string[] => {
  const found: string[] = [];
  const inline = (of: Inline[]) => {
    for (const x of of) {
      if (x.t === 'link') found.push(x.href);
      if ('of' in x) inline(x.of);
    }
  };
  const walk = (b: Block): void => {
    if (b.t === 'quote') b.of.forEach(walk);
    else if (b.t === 'list') b.items.forEach(inline);
    else if (b.t !== 'code') inline(b.of);
  };
  blocks.forEach(walk);
  return found;
};

test('marks become a tree', () => {
  expect(parseInline('**重要** 和 *轻* 以及 ~~删~~ 与 `code`')).toEqual([
    { t: 'strong', of: [{ t: 'text', text: '重要' }] },
    { t: 'text', text: ' 和 ' },
    { t: 'em', of: [{ t: 'text', text: '轻' }] },
    { t: 'text', text: ' 以及 ' },
    { t: 'strike', of: [{ t: 'text', text: '删' }] },
    { t: 'text', text: ' 与 ' },
    { t: 'code', text: 'code' },
  ]);
});

test('blocks: heading, list, quote, fenced code', () => {
  expect(
    parse('# 标题\n正文\n- 一\n- 二\n3. 三\n4. 四\n> 引用\n```ts\n<b>x</b>\n```').map((b) => b.t),
  ).toEqual(['heading', 'paragraph', 'list', 'list', 'quote', 'code']);
});

test('HTML stays words', () => {
  const hostile = '<img src=x onerror=alert(1)><script>alert(1)</script>';
  expect(parse(hostile)).toEqual([{ t: 'paragraph', of: [{ t: 'text', text: hostile }] }]);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.com/1',
  'intent://scan/#Intent;end',
  '//example.com',
  '/api/sign-out',
  'https://user:pass@example.com',
  'https://',
  'https://example.com/\u202egpj.exe',
])('%j never becomes a link', (address) => {
  expect(safeHref(address)).toBeNull();
  expect(
    links(parse(`[茶](${address}) ${address}`)).filter((h) => !h.startsWith('https://example.com/')),
  ).toEqual([]);
});

test('a label that looks like another address shows where it really leads', () => {
  expect(parseInline('[https://bank.example](https://evil.example/x)')).toEqual([
    { t: 'link', href: 'https://evil.example/x', text: 'https://evil.example/x' },
  ]);
  expect(parseInline('[bank.example/login](https://evil.example/)')[0]).toMatchObject({
    text: 'https://evil.example/',
  });
  expect(parseInline('[首页](https://example.com/)')[0]).toMatchObject({ text: '首页' });
});

test('an address ends where the sentence goes on', () => {
  expect(links(parse('看https://example.com/a，再看 (https://example.com/b).'))).toEqual([
    'https://example.com/a',
    'https://example.com/b',
  ]);
  expect(links(parse('https://example.com/wiki/Tea_(drink)'))).toEqual([
    'https://example.com/wiki/Tea_(drink)',
  ]);
});

test('mentions match the longest name that was mentioned, and nobody else', () => {
  const who = [
    { id: 'mbr_1', name: '林小' },
    { id: 'mbr_2', name: '林小满' },
  ];
  expect(parseInline('@林小满 @王五', who)).toEqual([
    { t: 'mention', id: 'mbr_2', name: '林小满' },
    { t: 'text', text: ' @王五' },
  ]);
});

test('snake_case and 2*3*4 stay as they are', () => {
  expect(plainText('use my_var_name and 2 * 3 * 4')).toBe('use my_var_name and 2 * 3 * 4');
});

test('ten thousand opening marks are parsed once, not once each', () => {
  for (const mark of ['*', '**', '`', '[', '~~', '_', '>', '@', '[x](', 'h'])
    expect(plainText(mark.repeat(Math.floor(10_000 / mark.length))).length).toBeLessThanOrEqual(10_000);
});

test('nesting is bounded', () => {
  const deep = '>'.repeat(500) + ' tea';
  expect(JSON.stringify(parse(deep)).match(/quote/g)?.length).toBe(3);
});

test('a message of emoji alone is shown large', () => {
  expect(isOnlyEmoji('🍵')).toBe(true);
  expect(isOnlyEmoji('👨‍👩‍👧 👍🏽')).toBe(true);
  expect(isOnlyEmoji('🍵 好')).toBe(false);
  expect(isOnlyEmoji('123')).toBe(false);
});
