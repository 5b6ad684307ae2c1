import type { ReactNode } from 'react';
import { cx } from './cx.ts';

/** A setting: what it is at the left, its control at the right. `bare` draws no line below. */
export function SettingLine({
  title,
  hint,
  bare,
  children,
}: {
  title: string;
  hint?: string;
  bare?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className={cx(
        'flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3.5',
        !bare && 'border-b border-line',
      )}
    >
      <div className="min-w-0 flex-1 basis-48">
        <div className="text-body">{title}</div>
        {hint && <div className="text-small text-text-3">{hint}</div>}
      </div>
      {children}
    </div>
  );
}
