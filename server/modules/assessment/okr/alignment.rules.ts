// Objectives serve others; following them upwards never comes round.
import { type Fraction, halfEven, meanOf } from '../score.rules.ts';

/** Would `from` serving all of `to` close a circle? `edges`: who serves whom already, without what `from` serves now. */
export function closesCircle(
  edges: readonly (readonly [from: string, to: string])[],
  from: string,
  to: readonly string[],
): boolean {
  const above = new Map<string, string[]>();
  for (const [low, high] of edges) above.set(low, [...(above.get(low) ?? []), high]);
  const seen = new Set<string>();
  const ahead = [...to];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (at === from) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    ahead.push(...(above.get(at) ?? []));
  }
  return false;
}

/** Progress of an objective, 0 to 100: the weighted mean of its key results; 0 without any. */
export function progressOf(results: readonly { weightBp: number; progress: number }[]): number {
  const value = (n: number): Fraction => ({ over: BigInt(n), under: 1n });
  const mean = meanOf(results.map((r) => ({ weight: r.weightBp, value: value(r.progress) })));
  return mean ? halfEven(mean) : 0;
}
