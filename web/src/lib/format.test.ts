import { expect, test } from 'vitest';
import { daysAgo, duration, size } from './format.ts';
import { avatarColour, initials } from './initials.ts';
import { isComposing } from './key-names.ts';

test('initials: the end of a Chinese name, the start of a group, letters of a Latin name', () => {
  expect(initials('林小满')).toBe('小满');
  expect(initials('产品周会', true)).toBe('产品');
  expect(initials('Ada Lovelace')).toBe('AL');
  expect(initials('ada')).toBe('A');
  expect(initials('')).toBe('?');
});

test('one id has one colour', () => {
  expect(avatarColour('mbr_1')).toBe(avatarColour('mbr_1'));
  expect(new Set(Array.from({ length: 200 }, (_, i) => avatarColour(`mbr_${i}`))).size).toBe(12);
});

test('sizes, durations, days', () => {
  expect([size(0), size(1023), size(1536), size(5 * 1024 ** 3)]).toEqual([
    '0 B',
    '1,023 B',
    '1.5 KB',
    '5 GB',
  ]);
  expect(duration(67_400)).toBe('1:07');
  const midnight = new Date(2026, 0, 2, 0, 1).getTime();
  expect(daysAgo(midnight - 120_000, midnight)).toBe(1);
});

test('Enter while an input method composes is not Enter', () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ nativeEvent: { isComposing: false, keyCode: 13 } })).toBe(false);
});
