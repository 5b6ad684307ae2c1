/** One figure of the paper beside ours. */
export interface Finding {
  check: string;
  paper: string;
  ours: string;
  within: string;
  holds: boolean;
}

/** Ours lies no further than `tolerance` from the paper's. */
export function near(check: string, ours: number, paper: number, tolerance: number): Finding {
  const digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(tolerance)) + 1));
  const show = (n: number) => n.toFixed(digits);
  return {
    check,
    paper: String(paper),
    ours: show(ours),
    within: `± ${tolerance}`,
    holds: Math.abs(ours - paper) <= tolerance + 1e-12,
  };
}

/** Ours lies between the two. */
export function between(
  check: string,
  ours: number,
  lo: number,
  hi: number,
  paper = `${lo} to ${hi}`,
): Finding {
  return {
    check,
    paper,
    ours: short(ours),
    within: `${short(lo)} to ${short(hi)}`,
    holds: ours >= lo && ours <= hi,
  };
}

const short = (n: number): string => String(Number(n.toPrecision(4)));
