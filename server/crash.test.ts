import { expect, test } from 'vitest';
import { crashCycles } from './testing/crash-cycles.ts';

test('kill -9 of server and database under traffic: nothing acknowledged is lost, nothing is shown twice', async () => {
  const verdict = await crashCycles({ cycles: 3, clients: 40, acksPerCycle: 300, pauseMs: 60 });
  expect(verdict.broken).toEqual([]);
  expect(verdict.acked).toBeGreaterThan(900);
}, 180_000);
