import { cx } from '../../ui/cx.ts';

/** A difference of shares with its interval, against the line of no difference. `text` says the same in words. */
export function IntervalBar({
  estimate: { at, lo, hi },
  text,
  plain,
}: {
  estimate: { at: number; lo: number; hi: number };
  text: string;
  /** the interval covers zero: neither good nor bad */
  plain: boolean;
}) {
  const [from, to] = [Math.min(lo, 0), Math.max(hi, 0)];
  const span = to - from || 1;
  const x = (share: number) => `${(6 + (88 * (share - from)) / span).toFixed(2)}%`;
  const narrow = (hi - lo) / span < 0.4;
  const towards = (end: 'lo' | 'hi') => {
    const edge = end === 'lo' ? lo === from : hi === to;
    return (end === 'lo') !== (narrow && !edge) ? 'start' : 'end';
  };
  const tone = plain ? 'text-text-2' : at > 0 ? 'text-accent' : 'text-danger';
  return (
    <svg role="img" aria-label={text} className="h-16 w-full max-w-160" data-part="interval">
      <g className="text-text-3" fill="currentColor" fontSize="12">
        <line x1={x(0)} x2={x(0)} y1="16" y2="46" stroke="currentColor" strokeDasharray="3 3" />
        <text x={x(0)} y="11" textAnchor="middle">
          0
        </text>
        <text x={x(lo)} y="61" textAnchor={towards('lo')}>
          {signed(lo)}
        </text>
        <text x={x(hi)} y="61" textAnchor={towards('hi')}>
          {signed(hi)}
        </text>
      </g>
      <g className={cx(tone)} stroke="currentColor" strokeWidth="3" strokeLinecap="round">
        <line x1={x(lo)} x2={x(hi)} y1="31" y2="31" />
        <line x1={x(lo)} x2={x(lo)} y1="25" y2="37" />
        <line x1={x(hi)} x2={x(hi)} y1="25" y2="37" />
        <circle cx={x(at)} cy="31" r="5" fill="currentColor" />
      </g>
    </svg>
  );
}

/** In points, with the sign that a difference has. */
const signed = (share: number): string =>
  `${share > 0 ? '+' : share < 0 ? '−' : ''}${Math.abs(share * 100).toFixed(1)}`;
