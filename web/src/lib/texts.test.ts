import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

type Words = { [key: string]: unknown };
const root = new URL('../', import.meta.url);
const folders = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((f) => /(^|\/)zh\.ts$/.test(f))
  .map((f) => f.replace(/zh\.ts$/, ''));

const shape = (words: Words, path = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? shape(value as Words, `${path}${key}.`)
      : [`${path}${key} ${typeof value === 'function' ? `(${value.length})` : 'text'}`],
  );
const leaves = (words: Words): string[] =>
  Object.values(words).flatMap((v) =>
    typeof v === 'string' ? [v] : typeof v === 'object' && v ? leaves(v as Words) : [],
  );

test('there are catalogues to check', () => expect(folders.length).toBeGreaterThan(3));

test.each(folders)('%s says the same things in both languages', async (folder) => {
  const { zh } = (await import(new URL(`${folder}zh.ts`, root).href)) as { zh: Words };
  const { en } = (await import(new URL(`${folder}en.ts`, root).href)) as { en: Words };
  const without = (words: Words) => shape(words).map((line) => line.replace(/ \(\d\)$/, ' function'));
  expect(without(en).toSorted()).toEqual(without(zh).toSorted());
  for (const text of [...leaves(zh), ...leaves(en)]) expect(text.trim()).not.toBe('');
  // Chinese left in the English catalogue is a forgotten translation; the name of the other language is meant.
  expect(leaves(en).filter((t) => /\p{Script=Han}/u.test(t) && t !== '切换到中文' && t !== '中文')).toEqual(
    [],
  );
});
