/** Converted and all people of the arm that was served (1) and of the hold-out (0). Everybody assigned counts, contacted or not. */
export interface Counts {
  x1: number;
  n1: number;
  x0: number;
  n0: number;
}

export interface Interval {
  lo: number;
  hi: number;
}

export interface Estimate extends Interval {
  at: number;
}

/** Two-sided 95 %: what an interval uses when nobody looked before the end. */
export const Z95 = 1.959963984540054;
