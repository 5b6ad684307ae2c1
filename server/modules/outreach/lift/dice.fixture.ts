// Dice that fall the same every time: xorshift128 (Marsaglia 2003) and the distributions the simulations draw from.

export interface Dice {
  /** 0 <= u < 1 */
  uniform: () => number;
  normal: () => number;
  exponential: (scale: number) => number;
  gamma: (shape: number) => number;
  beta: (a: number, b: number) => number;
  poisson: (mean: number) => number;
  binomial: (n: number, p: number) => number;
  whole: (below: number) => number;
}

export function dice(seed: number): Dice {
  const uniform = xorshift(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const exponential = (scale: number) => -Math.log(1 - uniform()) * scale;
  const gamma = (shape: number) => gammaOf(shape, uniform, normal);
  return {
    uniform,
    normal,
    exponential,
    gamma,
    beta: (a, b) => {
      const one = gamma(a);
      return one / (one + gamma(b));
    },
    poisson: (mean) => {
      let left = Math.exp(-mean);
      let n = 0;
      for (let p = uniform(); p > left; p *= uniform()) n++;
      return n;
    },
    binomial: (n, p) => (p > 0.5 ? n - successes(n, 1 - p, uniform) : successes(n, p, uniform)),
    whole: (below) => Math.floor(uniform() * below),
  };
}

function xorshift(seed: number): () => number {
  let [x, y, z, w] = [seed | 0, 362_436_069, 521_288_629, 88_675_123];
  const next = () => {
    const t = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return w >>> 0;
  };
  for (let i = 0; i < 40; i++) next();
  return () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992;
}

/** Marsaglia and Tsang 2000. */
function gammaOf(shape: number, uniform: () => number, normal: () => number): number {
  if (shape < 1) return gammaOf(shape + 1, uniform, normal) * (1 - uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** From one success to the next, so that a rare one among many is cheap. */
function successes(n: number, p: number, uniform: () => number): number {
  if (p <= 0) return 0;
  const log = Math.log(1 - p);
  let found = -1;
  for (let at = 0; at <= n; found++) at += 1 + Math.floor(Math.log(1 - uniform()) / log);
  return found;
}
