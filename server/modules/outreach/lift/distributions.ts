// Distribution functions to about 1e-12. Incomplete gamma and beta: Abramowitz & Stegun 6.5.29, 26.5.8 (continued fractions by Lentz).

const TINY = 1e-300;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0 (Lanczos, g = 7). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let sum = LANCZOS[0]!;
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** Γ(a, x) / Γ(a). */
function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(-x + a * Math.log(x) - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; term > sum * 1e-17; n++) sum += term *= x / (a + n);
    return 1 - sum * front;
  }
  return front * lentz(x + 1 - a, (i) => ({ top: -i * (i - a), bottom: x + 2 * i + 1 - a }));
}

/** 1 / (first + top1/(bottom1 + top2/(bottom2 + …))) */
function lentz(first: number, part: (i: number) => { top: number; bottom: number }): number {
  let c = 1 / TINY;
  let d = 1 / (first || TINY);
  let h = d;
  for (let i = 1; i < 10_000; i++) {
    const { top, bottom } = part(i);
    d = 1 / (top * d + bottom || TINY);
    c = bottom + top / c || TINY;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return h;
}

/** P(Z <= z), exact in both tails. */
export function normalCdf(z: number): number {
  const tail = 0.5 * upperGamma(0.5, (z * z) / 2);
  return z < 0 ? tail : 1 - tail;
}

/** z with P(Z <= z) = p; Newton's steps from a rational start (Abramowitz & Stegun 26.2.23). */
export function normalQuantile(p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? -Infinity : Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z =
    (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3) -
    t;
  for (let i = 0; i < 4; i++) {
    const off = (normalCdf(z) - p) / (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
    z -= off / (1 + (z * off) / 2);
  }
  return z;
}

/** P(chi-square with `df` degrees of freedom >= x). */
export const chiSquareTail = (x: number, df: number): number => upperGamma(df / 2, x / 2);

/** P(|T| >= t) with `df` degrees of freedom, which may be broken. */
export function studentTails(t: number, df: number): number {
  const x = df / (df + t * t);
  const a = df / 2;
  const b = 0.5;
  const mirrored = x > (a + 1) / (a + b + 2);
  const share = mirrored ? betaPart(b, a, 1 - x) : betaPart(a, b, x);
  return mirrored ? 1 - share : share;
}

function betaPart(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) + b * Math.log(1 - x) - logBeta(a, b)) / a;
  return (
    front *
    lentz(1, (i) => {
      const m = Math.floor(i / 2);
      const top =
        i % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
      return { top, bottom: 1 };
    })
  );
}

/** The t that leaves as much outside ±t as ±z leaves outside for the normal. */
export function studentLike(z: number, df: number): number {
  const outside = 2 * normalCdf(-z);
  let lo = z;
  let hi = z + 1;
  while (studentTails(hi, df) > outside && hi < 1e9) hi *= 2;
  for (let i = 0; i < 80; i++) {
    const middle = (lo + hi) / 2;
    if (studentTails(middle, df) > outside) lo = middle;
    else hi = middle;
  }
  return (lo + hi) / 2;
}
