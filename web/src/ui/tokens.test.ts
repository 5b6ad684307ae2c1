import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderTokens } from '../../../tools/gen-tokens.ts';
import { contrast } from './contrast.ts';
import { avatarColours, colours, shapePairs, textPairs } from './tokens.ts';

const themes = [
  ['light', 0],
  ['dark', 1],
] as const;

test('black on white is 21, and a known grey fails', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#86909c', '#ffffff')).toBeLessThan(4.5);
});

test.each(themes)('words are readable on every ground they meet (%s)', (_, which) => {
  const poor = textPairs
    .map(([text, ground]) => [text, ground, contrast(colours[text][which], colours[ground][which])] as const)
    .filter(([, , ratio]) => ratio < 4.5)
    .map(([text, ground, ratio]) => `${text} on ${ground}: ${ratio.toFixed(2)}`);
  expect(poor).toEqual([]);
});

test.each(themes)('lines and rings that carry meaning can be seen (%s)', (_, which) => {
  const poor = shapePairs
    .map(
      ([shape, ground]) => [shape, ground, contrast(colours[shape][which], colours[ground][which])] as const,
    )
    .filter(([, , ratio]) => ratio < 3)
    .map(([shape, ground, ratio]) => `${shape} on ${ground}: ${ratio.toFixed(2)}`);
  expect(poor).toEqual([]);
});

test('initials are readable on all twelve avatar colours', () => {
  expect(new Set(avatarColours).size).toBe(12);
  for (const ground of avatarColours) expect(contrast('#ffffff', ground)).toBeGreaterThanOrEqual(4.5);
});

test('the stylesheet says what the table says', () => {
  expect(readFileSync(new URL('./tokens.generated.css', import.meta.url), 'utf8')).toBe(renderTokens());
});
