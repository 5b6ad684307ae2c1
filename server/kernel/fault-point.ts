/** Places where a server may die and nothing may be lost by it. */
export type FaultPoint = 'received' | 'stored' | 'acknowledged' | 'fanning-out' | 'caught-up';

interface Fault {
  point: string;
  /** at which passage; 0 = at every one */
  passage: number;
  /** wait so many ms there instead of dying */
  waitMs: number | undefined;
}

const faults = (process.env['TEAHOUSE_FAULT'] ?? '')
  .split(',')
  .filter(Boolean)
  .map((text): Fault => {
    const [point = '', passage = '1', waitMs] = text.split(':');
    return {
      point,
      passage: passage === '*' ? 0 : Number(passage),
      waitMs: waitMs === undefined ? undefined : Number(waitMs),
    };
  });
const passed = new Map<string, number>();

/**
 * Fault tests name a place and a passage: `TEAHOUSE_FAULT=stored:3` dies there as by kill -9, `caught-up:*:100` waits 100 ms each time.
 * Without the variable this is an empty function.
 */
export const faultPoint: (point: FaultPoint) => Promise<void> | undefined =
  faults.length === 0 ? () => undefined : meet;

function meet(point: FaultPoint): Promise<void> | undefined {
  const passage = (passed.get(point) ?? 0) + 1;
  passed.set(point, passage);
  const fault = faults.find((f) => f.point === point && (f.passage === 0 || f.passage === passage));
  if (!fault) return undefined;
  if (fault.waitMs === undefined) process.kill(process.pid, 'SIGKILL');
  return new Promise((resolve) => setTimeout(resolve, fault.waitMs ?? 0));
}
