import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { armOf, bucketOf } from './assign.ts';
import { chiSquareTail } from './distributions.ts';

// Worked out apart, with another language's HMAC.
test('buckets are the first eight bytes of the HMAC', () => {
  expect(bucketOf('spring-salt', 'per_1')).toBe(1921);
  expect(bucketOf('spring-salt', 'per_2')).toBe(916);
  expect(bucketOf('autumn-salt', 'per_1')).toBe(5178);
  expect(bucketOf('盐', 'per_张三')).toBe(8624);
});

test('below the hold-out is held, at it is served', () => {
  expect(armOf({ salt: 'spring-salt', personId: 'per_1', holdOut: 1922 })).toBe('hold');
  expect(armOf({ salt: 'spring-salt', personId: 'per_1', holdOut: 1921 })).toBe('send');
});

test('another process gives everybody the same arm', () => {
  const arms = (of: typeof armOf) =>
    Array.from(
      { length: 20_000 },
      (_, i) => of({ salt: 'bsn_7', personId: `per_${i}`, holdOut: 1_000 })[0],
    ).join('');
  const script = `const {armOf}=await import(${JSON.stringify(new URL('assign.ts', import.meta.url).href)});
    process.stdout.write((${arms.toString()})(armOf))`;
  const elsewhere = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(elsewhere).toHaveLength(20_000);
  expect(hash(elsewhere)).toBe(hash(arms(armOf)));
});

test('a million people fall evenly into 10,000 buckets', () => {
  const seen = new Uint32Array(10_000);
  for (let i = 0; i < 1_000_000; i++) {
    const bucket = bucketOf('even', `per_${i}`);
    seen[bucket] = seen[bucket]! + 1;
  }
  const chi = seen.reduce((sum, n) => sum + (n - 100) ** 2 / 100, 0);
  expect(chiSquareTail(chi, 9_999)).toBeGreaterThan(0.001);
  expect(chiSquareTail(chi, 9_999)).toBeLessThan(0.999);
});

test('two broadcasts hold out people independently of one another', () => {
  let both = 0;
  for (let i = 0; i < 50_000; i++) {
    const held = (salt: string) => armOf({ salt, personId: `per_${i}`, holdOut: 2_000 }) === 'hold';
    if (held('first') && held('second')) both++;
  }
  expect(Math.abs(both - 2_000)).toBeLessThan(4 * Math.sqrt(2_000));
});
