import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { completeLock, type Lock } from './complete-lock.ts';

const read = (): Lock =>
  JSON.parse(readFileSync(fileURLToPath(new URL('../package-lock.json', import.meta.url)), 'utf8'));

test('package-lock.json holds every platform package it names, so `npm ci` accepts it (tools/complete-lock.ts adds them)', () => {
  expect(completeLock(read())).toEqual([]);
});

test('a platform package that npm left out is added with its platform', () => {
  const lock = read();
  const name =
    Object.keys(lock.packages).find((place) => place.endsWith('oxlint/binding-linux-x64-musl')) ?? '';
  const { version = '' } = lock.packages[name] ?? {};
  delete lock.packages[name];
  expect(completeLock(lock)).toEqual(['@oxlint/binding-linux-x64-musl']);
  expect(lock.packages[name]).toEqual({
    version,
    cpu: ['x64'],
    os: ['linux'],
    libc: ['musl'],
    dev: true,
    optional: true,
  });
});

test('no registry host is written into package-lock.json', () => {
  expect(JSON.stringify(read())).not.toMatch(/"resolved":"https?:/);
});
