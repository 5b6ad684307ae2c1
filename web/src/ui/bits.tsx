import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { useUiWords } from './words.ts';

/** A number of things not seen; quiet for muted chats. Nothing at zero. */
export function Badge({
  n,
  quiet,
  dot,
  className,
}: {
  n: number;
  quiet?: boolean;
  dot?: boolean;
  className?: string;
}) {
  const words = useUiWords();
  if (n <= 0 && !dot) return null;
  if (dot) return <span className={cx('inline-block size-2 rounded-full bg-badge', className)} />;
  return (
    <span
      className={cx(
        'tabular inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-full px-[5px] text-tiny leading-none font-medium',
        quiet ? 'bg-badge-quiet text-on-badge' : 'bg-badge text-on-badge',
        className,
      )}
    >
      <span aria-hidden>{n > 99 ? '99+' : n}</span>
      <span className="sr-only">{words.unread(n)}</span>
    </span>
  );
}

export function Tag({
  children,
  tone = 'plain',
}: {
  children: ReactNode;
  tone?: 'plain' | 'accent' | 'warn' | 'danger' | 'info';
}) {
  const tones = {
    plain: 'bg-hover text-text-2',
    accent: 'bg-accent-soft text-accent',
    warn: 'bg-warn-soft text-warn',
    danger: 'bg-danger-soft text-danger',
    info: 'bg-info-soft text-info',
  };
  return (
    <span
      className={cx(
        'inline-flex h-5 shrink-0 items-center rounded-[5px] px-1.5 text-tiny font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

/** Holds the place of what is coming, in its final shape. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('block animate-pulse-soft rounded-chip bg-hover', className)} />;
}

export function RowsSkeleton({ rows = 8 }: { rows?: number }) {
  const words = useUiWords();
  return (
    <div role="status" aria-label={words.loading} className="flex flex-col gap-1 p-2">
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="flex items-center gap-3 px-2 py-2.5">
          <Skeleton className="size-10 rounded-[28%]" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3 w-2/5" />
            <Skeleton className="h-2.5 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** Says that there is nothing, and what to do about it. */
export function Empty({
  icon,
  title,
  text,
  action,
}: {
  icon?: ReactNode;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-1 animate-appear flex-col items-center justify-center gap-2 p-8 text-center">
      {icon && <div className="mb-1 text-text-3 [&>svg]:size-9 [&>svg]:stroke-[1.25]">{icon}</div>}
      <p className="text-body font-medium text-text">{title}</p>
      {text && <p className="max-w-80 text-dense text-balance text-text-3">{text}</p>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}

export function Toolbar({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div role="toolbar" aria-label={label} className={cx('flex items-center gap-0.5', className)}>
      {children}
    </div>
  );
}

export function Keys({ children }: { children: string }) {
  return (
    <kbd className="rounded-[5px] border border-line bg-sunken px-1.5 font-sans text-tiny text-text-3">
      {children}
    </kbd>
  );
}

/** A page's heading row, of the same height everywhere. */
export function PaneBar({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <header className={cx('flex h-(--bar) shrink-0 items-center gap-2 border-b border-line px-4', className)}>
      {children}
    </header>
  );
}
