import { expect, test } from 'vitest';
import { parseInline } from '../markdown/parse.ts';
import { piecesOf } from './program-text.ts';

test('colours, rules, tables and pictures', () => {
  const pieces = piecesOf(
    '# 标题\n<font color="warning">超时</font>\n---\n![图](https://a.example/1.png)\n| a | b |\n|---|---|\n| 1 | 2 |\n尾',
  );
  expect(pieces.map((p) => p.t)).toEqual(['text', 'rule', 'picture', 'table', 'text']);
  expect(pieces[3]).toEqual({ t: 'table', head: ['a', 'b'], rows: [['1', '2']] });
  const first = pieces[0]?.t === 'text' ? pieces[0].text : '';
  expect(parseInline(first.split('\n')[1] ?? '')).toEqual([
    { t: 'tone', tone: 'warning', of: [{ t: 'text', text: '超时' }] },
  ]);
});

test('HTML stays words, and a fence keeps what looks like more', () => {
  expect(piecesOf('<img src=x onerror=alert(1)><script>1</script>')).toEqual([
    { t: 'text', text: '<img src=x onerror=alert(1)><script>1</script>' },
  ]);
  expect(piecesOf('```\n---\n| a | b |\n|--|--|\n```').map((p) => p.t)).toEqual(['text']);
});

test('a colour that is not closed ends nothing', () => {
  const [piece] = piecesOf('<font color="info">a');
  expect(parseInline(piece?.t === 'text' ? piece.text : '')).toEqual([{ t: 'text', text: 'a' }]);
});

test('a hostile length is read once', () => {
  expect(piecesOf('|-'.repeat(8_000)).length).toBeLessThan(3);
  expect(piecesOf('<font color="info">'.repeat(800)).length).toBeLessThan(3);
});
