import { expect, inject, test } from 'vitest';
import type { FaultPoint } from './kernel/fault-point.ts';
import { faultRun } from './testing/fault-run.ts';

const points: FaultPoint[] = ['received', 'stored', 'acknowledged', 'fanning-out', 'caught-up'];
/** Every one of the first passages; nightly runs sweep further. */
const PASSAGES = Number(process.env['TEAHOUSE_FAULT_PASSAGES'] ?? 2);
const faults = points.flatMap((point) => Array.from({ length: PASSAGES }, (_, i) => `${point}:${i + 1}`));

test(
  'servers that die at every named place, at the first passage, the second …: all promises hold',
  async () => {
    const verdict = await faultRun(inject('clusterUrl'), { faults });
    expect(verdict.broken).toEqual([]);
    expect(verdict.acked).toBeGreaterThan(0);
  },
  60_000 + faults.length * 10_000,
);
